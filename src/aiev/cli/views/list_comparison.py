"""Two lists compared: lines for people, a row a paper for programs."""

from collections.abc import Iterator

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.cells import fitted, width
from aiev.cli.terminal.printable import counted
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.checks.compare_lists import Comparison, Standing, Unlike

_Row = tuple[str, str, str | None, str, str]


def show(run: Run, found: Comparison, *, names: tuple[str, str], as_json: bool) -> None:
    """Print the difference: `<|>|~⇥id⇥date⇥title⇥topics` in a pipe, `was → is` where unlike."""
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "lists": list(names),
                "only_first": [_shape(each) for each in found.only_one],
                "only_second": [_shape(each) for each in found.only_other],
                "unlike": [_pair(each) for each in found.unlike],
                "both": found.both,
            }
        )
        return
    if not run.output.is_terminal:
        run.output.rows(_rows(found))
        return
    with run.output.paged():
        _print(run, found, names)


def _print(run: Run, found: Comparison, names: tuple[str, str]) -> None:
    """Print two lines a paper: which it is, and when and under which topics it stands."""
    ink, columns = run.output.ink, run.output.width
    for sign, name, day, title, topics in _rows(found):
        # What has no id is called by its address or title, which may be long.
        shown = fitted(printable.one_line(name), columns // 3)
        room = columns - width(shown) - len("<   ")
        title = fitted(printable.one_line(title), room)  # noqa: PLW2901  # as it is shown
        run.output.line(f"{sign} {ink.paint(shown, 'cyan')}  {title}")
        told = printable.one_line(" · ".join(filter(None, (day, topics))))
        if told:
            run.output.line(f"  {ink.paint(fitted(told, columns - 2), 'dim')}")
    only, other = len(found.only_one), len(found.only_other)
    run.output.sentence(
        printable.one_line(
            f"{counted(found.both, 'paper')} in both, {len(found.unlike):,} of them unlike;"
            f" {only:,} only in {names[0]}, {other:,} only in {names[1]}"
        )
    )


def _rows(found: Comparison) -> Iterator[_Row]:
    for sign, papers in (("<", found.only_one), (">", found.only_other)):
        for each in papers:
            yield sign, each.name, _date(each), each.title, "; ".join(each.topics)
    for both in found.unlike:
        one, other = both.one, both.other
        date, topics = _date(one), "; ".join(one.topics)
        if "date" in both.fields:
            date = f"{date} → {_date(other)}"
        if "topic" in both.fields:
            topics = f"{topics} → {'; '.join(other.topics)}"
        yield "~", one.name, date, one.title, topics


def _date(one: Standing) -> str | None:
    return None if one.date is None else str(one.date)


def _shape(one: Standing) -> Json:
    return {
        "name": one.name,
        "title": one.title,
        "date": _date(one),
        "topics": list(one.topics),
        "line": one.line,
    }


def _pair(both: Unlike) -> Json:
    return {
        "fields": list(both.fields),
        "first": _shape(both.one),
        "second": _shape(both.other),
    }
