"""Table rows written like the rows of their table: its columns, padding and usual marks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from aiev.domain import arxiv_id
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import (
    link_words,
    new_entry,
    shared_words,
    table_rows,
    templates,
)
from aiev.markdown.writing.forms.shared_words import SharedWords
from aiev.markdown.writing.forms.table_rows import Row
from aiev.markdown.writing.forms.templates import Template

_OPENERS = "([{（【*_"
_NEAR = 3
_NOTES = (": {}", " - {}", " ({})")


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
    rows = [table_rows.split(text, entry) for entry in neighbours if entry.shape is Shape.ROW]
    columns = table_rows.columns(text, rows)
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
    return table_rows.columns(
        listed.text, [table_rows.split(listed.text, e) for e in entries if e.shape is Shape.ROW]
    )


def has_column(listed: ParsedList, neighbours: Sequence[ListedEntry], field: str) -> bool:
    """Return whether the table of these rows has a place for a field."""
    rows = [
        table_rows.split(listed.text, entry) for entry in neighbours if entry.shape is Shape.ROW
    ]
    return field in table_rows.columns(listed.text, rows)


def are_counted(text: str, entries: Sequence[ListedEntry]) -> bool:
    """Return whether a column of these rows counts them."""
    rows = [table_rows.split(text, entry) for entry in entries if entry.shape is Shape.ROW]
    if len(rows) < 2:
        return False
    taken = set(table_rows.columns(text, rows).values())
    width = min(len(row.cells) for row in rows)
    return any(table_rows.next_number(text, rows, at) for at in range(width) if at not in taken)


def fill(listed: ParsedList, entry: ListedEntry, field: str, new: str) -> Iterable[str]:
    """Yield texts in which a row has a field that it lacked: in its column, or as others do."""
    text = listed.text
    rows = [
        table_rows.split(text, e)
        for e in listed.entries
        if e.topic == entry.topic and e.shape is Shape.ROW
    ]
    own = table_rows.split(text, entry)
    at = table_rows.columns(text, rows).get(field)
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
        template = table_rows.learn(text, row, at, shared)
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
    rows = [table_rows.split(text, e) for e in near if e.shape is Shape.ROW]
    for index, (low, high) in enumerate(table_rows.split(text, entry).cells if rows else ()):
        if low <= span[0] and span[1] <= high:
            before, after = text[low : span[0]], text[span[1] : high]
            mark = table_rows.mark(text, rows, table_rows.alike(listed, rows), index)
            if mark and not (before + after).strip():
                yield text[:low] + before + mark + after + text[high:]


def _row(
    listed: ParsedList,
    rows: Sequence[Row],
    columns: dict[str, int],
    values: dict[str, str],
    *,
    shared: SharedWords,
    is_marked: bool,
    apart: str,
    extras: Mapping[int, str],
) -> str:
    text, alike = listed.text, table_rows.alike(listed, rows)
    for name in values:
        if name.startswith("link ") and name not in columns:
            columns = {**columns, name: table_rows.link_columns(text, rows, columns)[0]}
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
            content = table_rows.next_number(text, rows, index)
            if not content and is_marked:
                content = table_rows.mark(text, rows, alike, index)
        if index in extras:
            has_words = any(char.isalnum() for char in content)
            content = f"{content} {extras[index]}" if has_words else extras[index]
        cells.append(table_rows.padded(content, contents))
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
    rows: Sequence[Row],
    alike: Sequence[Row],
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
            template = table_rows.learn(text, row, index, shared)
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


def _write(listed: ParsedList, rows: Sequence[Row], field: str, value: str) -> str:
    scope = [row.entry for row in rows]
    return new_entry.write(listed, field, value, scope=scope, in_table=True)
