"""How papers spread over time, in columns of a month, a quarter or a year that fit a width."""

from collections.abc import Iterable, Mapping

from aiev.value import value

_STEPS = (1, 3, 12)
"""How many months one column may span: a month, a quarter, a year."""
_UNITS = {1: "month", 3: "quarter", 12: "year"}


@value
class Dated:
    """How many papers of one series a month has; a year alone is a `month` of four digits."""

    month: str
    series: str
    papers: int


@value
class Span:
    """One column: the year and month of its start, and the papers of each series."""

    year: int
    month: int
    papers: Mapping[str, int]

    @property
    def total(self) -> int:
        """The papers of all series."""
        return sum(self.papers.values())


@value
class Timeline:
    """Columns from the first with papers to the last; `unit` is month, quarter or year.

    `earlier` papers lie before the first column, `undated` have a year only and no column.
    """

    unit: str
    spans: tuple[Span, ...]
    earlier: int = 0
    undated: int = 0


def fit(dated: Iterable[Dated], *, columns: int) -> Timeline:
    """Return the finest timeline of at most so many columns; there are columns without papers too.

    Where even years are too many, the first ones are counted as earlier.
    """
    rows = list(dated)
    for step in _STEPS:
        whole = [row for row in rows if step == 12 or len(row.month) > 4]
        if not whole:
            continue
        first = min(_index(row.month, step) for row in whole)
        last = max(_index(row.month, step) for row in whole)
        if last - first < columns or step == _STEPS[-1]:
            return _timeline(rows, whole, max(first, last - columns + 1), last, step)
    return Timeline("month", ())


def _timeline(rows: list[Dated], whole: list[Dated], first: int, last: int, step: int) -> Timeline:
    found: list[dict[str, int]] = [{} for _ in range(first, last + 1)]
    earlier = 0
    for row in whole:
        place = _index(row.month, step) - first
        if place < 0:
            earlier += row.papers
        else:
            found[place][row.series] = found[place].get(row.series, 0) + row.papers
    starts = [divmod(index * step, 12) for index in range(first, last + 1)]
    return Timeline(
        _UNITS[step],
        tuple(
            Span(year, month + 1, papers)
            for (year, month), papers in zip(starts, found, strict=True)
        ),
        earlier=earlier,
        undated=sum(row.papers for row in rows) - sum(row.papers for row in whole),
    )


def _index(month: str, step: int) -> int:
    return (int(month[:4]) * 12 + int(month[5:7] or 1) - 1) // step
