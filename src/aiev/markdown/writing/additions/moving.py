"""The lines that an entry may take under another topic: its own, or written as the others are.

Between tables of other columns, and between tables and bullets, each part goes where such parts
stand: title, address, date, venue, organizations, note, further links.
"""

from collections.abc import Iterable, Sequence

from aiev import lazy_regex as re
from aiev.errors import UsageError
from aiev.markdown import escape
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import Link, ListedEntry, ParsedList
from aiev.markdown.writing.additions import new_lines
from aiev.markdown.writing.forms import entry_template, html_rows, rows, table_columns
from aiev.markdown.writing.forms.new_entry import Wording
from aiev.markdown.writing.places import entry_lines
from aiev.markdown.writing.places.placement import Place

_NOTHING = frozenset(("", "-", "–", "—", "/", "⚠️", "n/a", "none", "×", "✗", "❌"))
_COUNTING = frozenset(("#", "no", "no.", "id", "index", "rank", "序号", "编号"))
_AND = re.compile(r"[/&+,|]|\band\b")


def write(listed: ParsedList, entry: ListedEntry, place: Place) -> Iterable[str]:
    """Yield ways to write an entry at another place, the likeliest first.

    Raises UsageError where a cell says something that has no place there.
    """
    if _is_alike(listed, entry, place):
        yield _as_it_is(listed, entry, place)
    new = Wording(
        entry.label,
        entry.url,
        entry.date if "date" in entry.fields else None,
        entry.organizations,
        "; ".join(filter(None, (entry.note, (entry.abstract or "").rstrip(". ")))) or None,
        entry.authors,
        entry.short_name,
        entry.venue,
        keywords=entry.keywords,
    )
    is_row = bool(place.neighbours) and entry_lines.kind(place.neighbours[-1]) == "row"
    further = " ".join(_links(listed, entry, place.neighbours, in_table=is_row))
    if is_row:
        cells = _beside(listed, entry, place.neighbours)
        for at in _link_columns(listed, place.neighbours) if further else (None,):
            extras = cells if at is None else {**cells, at: further}
            yield from rows.write(listed, place.neighbours, new.values(), extras=extras)
        return
    _beside(listed, entry, ())
    for lines in new_lines.write(listed, new, place, is_whole=True):
        if not further:
            yield lines
            continue
        first, rest = re.fullmatch(r"([^\r\n]*)(.*)", lines, re.DOTALL).groups()  # type: ignore[union-attr]  # every text matches
        yield f"{first} {further}{rest}"
        if rest:
            yield f"{lines} {further}"


def _is_alike(listed: ParsedList, entry: ListedEntry, place: Place) -> bool:
    """Return whether an entry's own lines look like those that it joins."""
    if not place.neighbours:
        return entry_lines.kind(entry) == "item"
    if {entry_lines.kind(other) for other in place.neighbours} != {entry_lines.kind(entry)}:
        return False
    return entry_lines.kind(entry) != "row" or table_columns.column_names(
        listed.text, entry.span[0]
    ) == table_columns.column_names(listed.text, place.neighbours[-1].span[0])


def _as_it_is(listed: ParsedList, entry: ListedEntry, place: Place) -> str:
    """Return an entry's own lines, behind the mark that its new neighbours have."""
    own = listed.text[slice(*html_rows.outer(listed.text, entry))]
    if entry_lines.kind(entry) != "item":
        return own
    mark = entry_template.bullet_of(listed.text, entry)
    usual = new_lines.usual_bullet(listed, place.neighbours) if place.neighbours else mark
    is_same = re.sub(r"\d+", "1", mark.rstrip()) == re.sub(r"\d+", "1", usual.rstrip())
    new = new_lines.numbered(mark if is_same else usual, listed.text, place)
    wider = len(new) - len(mark)
    # The lines below stand under the text of the first: a wider mark takes them along. A tab stands
    # far enough already.
    if wider > 0:
        own = re.sub(r"(\r\n|\n|\r)(?=[ ])", lambda end: end.group() + " " * wider, own)
    elif wider < 0 and not is_same:
        own = re.sub(rf"(\r\n|\n|\r)[ ]{{0,{-wider}}}", r"\1", own)
    return new + own[len(mark) :]


def _links(
    listed: ParsedList, entry: ListedEntry, near: Sequence[ListedEntry], *, in_table: bool
) -> list[str]:
    """Return an entry's further links, in brackets as the links there or as its own."""
    found = (_brackets(listed, e, link) for e in (*near, entry) for link in e.links)
    opening, closing, end = next((one for one in found if one is not None), ("[[", "]](", ")"))
    return [
        _picture(listed, entry, link)
        or opening
        + escape.words(link.text, in_table=in_table)
        + closing
        + escape.address(link.url, in_table=in_table)
        + end
        for link in entry.links
    ]


def _picture(listed: ParsedList, entry: ListedEntry, link: Link) -> str:
    """Return a linked picture as it is written; nothing for other links."""
    pattern = rf"\[!\[[^\[\]]*\]\([^()\s]*\)\]\({re.escape(link.url)}\)"
    match = re.search(pattern, listed.text[slice(*entry.span)])
    return match.group() if match is not None else ""


def _brackets(listed: ParsedList, entry: ListedEntry, link: Link) -> tuple[str, str, str] | None:
    pattern = rf"(\[+){re.escape(link.text)}(\]+\(){re.escape(link.url)}(\)\]?)"
    match = re.search(pattern, listed.text[slice(*entry.span)]) if link.text else None
    return (match[1], match[2], match[3]) if match is not None else None


def _link_columns(listed: ParsedList, near: Sequence[ListedEntry]) -> list[int | None]:
    """Return the columns that may take further links: one of their own, else beside others."""
    names = table_columns.column_names(listed.text, near[-1].span[0])
    columns = rows.columns(listed, near)
    own: list[int | None] = [
        at
        for at, name in enumerate(names)
        if at not in columns.values()
        and all(phrases.is_generic(part.strip()) for part in _AND.split(name) if part.strip())
        and name.strip()
    ]
    others = [columns[name] for name in ("url", "label") if name in columns]
    return list(dict.fromkeys([*own, *others]))


def _beside(listed: ParsedList, entry: ListedEntry, near: Sequence[ListedEntry]) -> dict[int, str]:
    """Return what a row says in columns that are no field, by the column of its new table.

    Raises UsageError where that has no such column.
    """
    if entry_lines.kind(entry) != "row":
        return {}
    text = listed.text
    names = table_columns.column_names(text, entry.span[0])
    there = table_columns.column_names(text, near[-1].span[0]) if near else []
    taken = [*entry_template.places(text, entry).values()]
    found: dict[int, str] = {}
    for name, (low, high) in zip(names, table_columns.cells(text, entry), strict=False):
        cell = text[low:high].strip()
        has_field = any(low <= start and end <= high for start, end in taken)
        has_link = any(link.url in cell for link in entry.links)
        is_nothing = cell.lower() in _NOTHING or name in _COUNTING
        if has_field or has_link or is_nothing:
            continue
        if name not in there:
            raise UsageError(
                f"line {entry.line} cannot be moved there: no column takes “{cell}” ({name})"
            )
        found[there.index(name)] = cell
    return found
