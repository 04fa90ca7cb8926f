"""Table rows written like the rows of their table: its columns, padding and usual marks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from aiev.domain import arxiv_id
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import (
    entry_template,
    link_words,
    new_entry,
    shared_words,
    table_columns,
    templates,
)
from aiev.markdown.writing.forms.shared_words import SharedWords
from aiev.markdown.writing.forms.templates import Template

_MOST = 10_000
_OPENERS = "([{（【*_"
_NEAR = 3
_NOTES = (": {}", " - {}", " ({})")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row's text before the cells, and the cells' places between its bars."""

    entry: ListedEntry
    cells: tuple[Span, ...]


def write(
    listed: ParsedList,
    neighbours: Sequence[ListedEntry],
    values: dict[str, str],
    *,
    extras: Mapping[int, str] | None = None,
) -> Iterable[str]:
    """Yield rows for a new entry, in the style of the rows it joins; the likeliest first.

    `extras` are what further cells say, or say too, as it is written, by their column.
    """
    text = listed.text
    rows = [_split(text, entry) for entry in neighbours if entry.shape is Shape.ROW]
    columns = _columns(text, rows)
    shared = shared_words.find(listed, [row.entry for row in rows])
    for is_marked in (True, False):
        for apart in _NOTES if "note" in values else _NOTES[:1]:
            yield _row(
                listed,
                rows,
                columns,
                values,
                shared=shared,
                is_marked=is_marked,
                apart=apart,
                extras=extras or {},
            )


def columns(listed: ParsedList, entries: Sequence[ListedEntry]) -> dict[str, int]:
    """Return the column of each field in the table of these rows."""
    return _columns(listed.text, [_split(listed.text, e) for e in entries if e.shape is Shape.ROW])


def has_column(listed: ParsedList, neighbours: Sequence[ListedEntry], field: str) -> bool:
    """Return whether the table of these rows has a place for a field."""
    rows = [_split(listed.text, entry) for entry in neighbours if entry.shape is Shape.ROW]
    return field in _columns(listed.text, rows)


def are_counted(text: str, entries: Sequence[ListedEntry]) -> bool:
    """Return whether a column of these rows counts them."""
    rows = [_split(text, entry) for entry in entries if entry.shape is Shape.ROW]
    if len(rows) < 2:
        return False
    taken = set(_columns(text, rows).values())
    width = min(len(row.cells) for row in rows)
    return any(_next_number(text, rows, at) for at in range(width) if at not in taken)


def _next_number(text: str, rows: Sequence[_Row], index: int) -> str:
    """Return the number that comes next in a column that counts by one; empty where none does."""
    cells = [text[slice(*row.cells[index])].strip() for row in rows if index < len(row.cells)]
    if len(cells) < 2 or not all(cell.isdecimal() for cell in cells):
        return ""
    numbers = [int(cell) for cell in cells]
    is_counted = all(b - a == 1 for a, b in pairwise(numbers))
    return str(numbers[-1] + 1) if is_counted else ""


def fill(listed: ParsedList, entry: ListedEntry, field: str, new: str) -> Iterable[str]:
    """Yield texts in which a row has a field that it lacked: in its column, or as others do."""
    text = listed.text
    rows = [
        _split(text, e) for e in listed.entries if e.topic == entry.topic and e.shape is Shape.ROW
    ]
    own = _split(text, entry)
    at = _columns(text, rows).get(field)
    if at is None or at >= len(own.cells):
        return
    low, high = own.cells[at]
    cell = text[low:high]
    if not any(char.isalnum() for char in cell):
        lead = " " if cell.startswith(" ") or (not cell.strip() and len(cell) > 1) else ""
        tail = " " * max(len(cell) - len(lead) - len(new), len(lead))
        yield text[:low] + lead + new + tail + text[high:]
    shared = shared_words.find(listed, [row.entry for row in rows])
    for row in rows:
        template = _learn(text, row, at, shared)
        if template is not None and field in template.order:
            index = template.order.index(field)
            before, after = template.literals[index], template.literals[index + 1]
            if index + 1 < len(template.order):
                # What leads on to the next field stands there already, or has nothing to lead to.
                opened = before[len(before.rstrip(_OPENERS)) :]
                after = "".join(templates.closing(char) for char in reversed(opened))
            for end in sorted({s[1] for s in entry.fields.values() if low <= s[1] <= high}):
                yield text[:end] + before + new + after.rstrip() + text[end:]


def without(listed: ParsedList, entry: ListedEntry, span: Span) -> Iterable[str]:
    """Yield the text without a stretch that fills a cell, with the mark of rows that have none."""
    text = listed.text
    near = [e for e in listed.entries if e.topic == entry.topic and e is not entry]
    rows = [_split(text, e) for e in near if e.shape is Shape.ROW]
    for index, (low, high) in enumerate(_split(text, entry).cells if rows else ()):
        if low <= span[0] and span[1] <= high:
            before, after = text[low : span[0]], text[span[1] : high]
            mark = _mark(text, rows, _alike(listed, rows), index)
            if mark and not (before + after).strip():
                yield text[:low] + before + mark + after + text[high:]


def _split(text: str, entry: ListedEntry) -> _Row:
    return _Row(entry, table_columns.cells(text, entry))


def _columns(text: str, rows: Sequence[_Row]) -> dict[str, int]:
    """Return the column of each field, by where most rows have it, else by the heading row."""
    counts: Counter[tuple[str, int]] = Counter()
    for row in rows:
        for name, (low, high) in entry_template.places(text, row.entry).items():
            for index, (start, end) in enumerate(row.cells):
                if start <= low and high <= end:
                    counts[name, index] += 1
    found: dict[str, int] = {}
    for (name, index), _ in counts.most_common():
        found.setdefault(name, index)
    for name, index in table_columns.named_columns(text, rows[0].entry.span[0]).items():
        found.setdefault(name, index)
    return found


def _link_columns(text: str, rows: Sequence[_Row], columns: Mapping[str, int]) -> list[int]:
    """Return the columns that further links may stand in, the likeliest first."""
    taken = [at for name, at in columns.items() if name.startswith("link ")]
    taken += table_columns.link_columns(text, rows[0].entry.span[0], columns.values())
    return [*taken, *(columns[name] for name in ("url", "label") if name in columns)]


def _learn(text: str, row: _Row, index: int, shared: SharedWords) -> Template | None:
    """Return how one cell of a row is written."""
    if index >= len(row.cells):
        return None
    start, end = row.cells[index]
    found = entry_template.places(text, row.entry)
    fields = tuple(
        (name, (low - start, high - start))
        for name, (low, high) in found.items()
        if start <= low and high <= end
    )
    return _learn_alone(text[start:end], fields, shared)


# For each of several new rows the same ones are looked at.
@lru_cache(maxsize=_MOST)
def _learn_alone(
    cell: str, fields: tuple[tuple[str, Span], ...], shared: SharedWords
) -> Template | None:
    return entry_template.learn_within(cell, (0, len(cell)), dict(fields), shared)


def _row(
    listed: ParsedList,
    rows: Sequence[_Row],
    columns: dict[str, int],
    values: dict[str, str],
    *,
    shared: SharedWords,
    is_marked: bool,
    apart: str,
    extras: Mapping[int, str],
) -> str:
    text, alike = listed.text, _alike(listed, rows)
    for name in values:
        if name.startswith("link ") and name not in columns:
            columns = {**columns, name: _link_columns(text, rows, columns)[0]}
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    cells = []
    for index in range(width):
        wanted = {
            name: value
            for name, value in values.items()
            if columns.get(name, columns.get("label", 0)) == index
        }
        contents = [text[slice(*row.cells[index])] for row in rows if index < len(row.cells)]
        if wanted:
            content = _cell(
                listed,
                rows,
                alike,
                index,
                wanted,
                url=values.get("url", ""),
                shared=shared,
                apart=apart,
            )
        else:
            content = _next_number(text, rows, index)
            if not content and is_marked:
                content = _mark(text, rows, alike, index)
        if index in extras:
            has_words = any(char.isalnum() for char in content)
            content = f"{content} {extras[index]}" if has_words else extras[index]
        cells.append(_padded(content, contents))
    model = rows[-1]
    start, end = model.entry.span
    head = text[start : model.cells[0][0]] if model.cells else "|"
    tail = text[model.cells[-1][1] : end] if model.cells else "|"
    if "|" not in head and not cells[0].strip():
        # A row that begins with nothing needs the bar that the others leave out.
        head += "|"
    row = head + "|".join(cells) + tail
    return row if tail else row.rstrip(" \t")


def _cell(
    listed: ParsedList,
    rows: Sequence[_Row],
    alike: Sequence[_Row],
    index: int,
    wanted: dict[str, str],
    *,
    url: str,
    shared: SharedWords,
    apart: str,
) -> str:
    """Return what a cell says; a note that no cell of its column has follows as `apart` puts it."""
    text = listed.text
    counts: Counter[Template] = Counter()
    for scope, weight in ((rows, _NEAR), (alike, 1)):
        for row in scope:
            template = _learn(text, row, index, shared)
            if template is not None and template.order:
                counts[template] += weight
    chosen: Template | None = None
    has_id = arxiv_id.find(url) is not None
    ranked = [template for template, _ in counts.most_common() if has_id or not template.needs_id]
    filled = {name: _write(listed, rows, name, value) for name, value in wanted.items()}
    # A cell may repeat an address or an id whose own cell is another.
    filled.setdefault("url", _write(listed, rows, "url", url))
    behind = ""
    if len(wanted) > 1 and "note" in wanted and not any("note" in t.order for t in ranked):
        behind = apart.format(filled.pop("note"))
        wanted = {name: value for name, value in wanted.items() if name != "note"}
    for template in ranked:
        if set(template.order) == set(wanted):
            chosen = template
            break
    if chosen is None:
        for template in ranked:
            if set(template.order) > set(wanted):
                chosen = template
                for name in set(template.order) - set(wanted):
                    chosen = chosen.without(name)
                break
    if chosen is None:
        chosen = _plain(wanted, ranked)
    near = [row.entry for row in rows]
    chosen = link_words.suited(listed, chosen, near, wanted.get("url", ""))
    return chosen.fill(filled).strip() + behind


def _alike(listed: ParsedList, rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows of the list's other tables of the same breadth."""
    near = {row.entry.span for row in rows}
    others = [e for e in listed.entries if e.shape is Shape.ROW and e.span not in near]
    split = [_split(listed.text, entry) for entry in others]
    return [row for row in split if len(row.cells) == len(rows[-1].cells)]


def _plain(wanted: dict[str, str], ranked: Sequence[Template]) -> Template:
    """Return a cell without a model: the link, then each field in brackets or after a comma."""
    order, literals = [], [""]
    if "label" in wanted:
        order.append("label")
        literals.append("")
    if "url" in wanted:
        order.append("url")
        if "label" in wanted:
            literals[0], literals[-1] = "[", "]("
            literals.append(")")
        else:
            literals[-1] = "[[paper]]("
            literals.append(")")
    further = [(name, " " if order else "", "") for name in wanted if name.startswith("link ")]
    for name, before, after in (
        *further,
        ("authors", "<br>", ""),
        ("organizations", " (@", ")"),
        ("venue", ", ", ""),
        ("date", ", ", ""),
        ("note", ": ", ""),
    ):
        if name in wanted:
            literals[-1] += before if order else ""
            order.append(name)
            literals.append(after if len(order) > 1 else "")
    return Template("", tuple(order), tuple(literals))


def _write(listed: ParsedList, rows: Sequence[_Row], field: str, value: str) -> str:
    scope = [row.entry for row in rows]
    return new_entry.write(listed, field, value, scope=scope, in_table=True)


def _mark(text: str, rows: Sequence[_Row], alike: Sequence[_Row], index: int) -> str:
    """Return what rows have in a column when they say nothing: `⚠️`, `-`, or nothing.

    Marks of several kinds and no word beside them are stars or ticks that somebody has given.
    """
    if index in table_columns.ignored_columns(text, rows[0].entry.span[0]):
        return ""
    near, far = (
        [text[slice(*row.cells[index])].strip() for row in each if index < len(row.cells)]
        for each in (rows, alike)
    )
    said = [cell for cell in (*near, *far) if any(char.isalnum() for char in cell)]
    for cells in (near, far):
        marks = Counter(c for c in cells if not any(char.isalnum() for char in c))
        for mark, count in marks.most_common(1):
            # What a single row has may be the stars that its paper was given.
            if said or (len(marks) == 1 and (count > 1 or phrases.is_nothing(mark))):
                return mark
    return ""


def _padded(content: str, contents: Sequence[str]) -> str:
    widths = Counter(len(c) for c in contents)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    leads = Counter(c[: len(c) - len(c.lstrip())] for c in contents if c.strip())
    tails = Counter(c[len(c.rstrip()) :] for c in contents if c.strip())
    lead = leads.most_common(1)[0][0] if leads else " "
    tail = tails.most_common(1)[0][0] if tails else " "
    padded = lead[:1] + content + tail[:1]
    # Cells of one width that all say as much are as wide as their words, unless blanks fill them.
    is_even = not content or any(len(c) - len(c.rstrip()) > 1 for c in contents if len(c) == width)
    if len(contents) > 2 and count >= 0.8 * len(contents) and is_even:
        return padded.ljust(width)
    return padded
