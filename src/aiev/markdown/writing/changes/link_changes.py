"""Changes of an entry's further links: one put in, one taken out, one that leads elsewhere.

A new one is written as the list writes links of its kind, where its neighbours have theirs.
"""

from collections.abc import Iterable, Iterator

from aiev import lazy_regex as re
from aiev.markdown import escape
from aiev.markdown.reading.words import edges, phrases
from aiev.markdown.values import Link, ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.changes import field_changes, like_others
from aiev.markdown.writing.forms import entry_template, link_fields, new_links, rows, table_columns

_UNLINKED = re.compile(r"\[(?P<text>[A-Za-z][A-Za-z ]{1,15})\](?![(\[\]:])")
_CLOSE = re.compile(r"[\])*_`]*")


def named(links: Iterable[Link], name: str) -> list[Link]:
    """Return the links of this name, or else of its kind: `code` may be called `Github`."""
    links = list(links)
    wanted = edges.unbracket(name).casefold()
    same = [one for one in links if edges.unbracket(one.text).casefold() == wanted]
    kind = link_fields.kind(name, "")
    is_kind = phrases.is_generic(name)
    return same or [one for one in links if is_kind and link_fields.kind(one.text, one.url) == kind]


def put_in(listed: ParsedList, entry: ListedEntry, link: Link) -> Iterator[str]:
    """Yield the texts that a further link may give, the closest to the list's style first."""
    text = listed.text
    near = [one for one in listed.entries if one.topic == entry.topic]
    in_table = entry.shape is Shape.ROW
    if entry.shape is Shape.HTML:
        yield from _in_html(text, entry, link)
        return
    field, written = new_links.written(listed, near, link, own=entry.url, in_table=in_table)
    for match in _UNLINKED.finditer(text, *entry.span):
        if link_fields.PREFIX + link_fields.kind(match["text"], "") == field:
            # `| [code]`: where the link is to stand once there is one.
            yield f"{text[: match.end()]}({escape.address(link.url)}){text[match.end() :]}"
    if in_table:
        yield from rows.fill(listed, entry, field, written)
    for gap in like_others.gaps(listed, entry, near, field):
        yield text[: gap.at] + gap.before + written + gap.after + text[gap.at :]
    if in_table:
        yield from _in_columns(text, entry, written)
    for at in _behind_links(text, entry):
        yield f"{text[:at]} {written}{text[at:]}"


def lead_elsewhere(listed: ParsedList, entry: ListedEntry, link: Link, url: str) -> Iterator[str]:
    """Yield the texts in which a further link has another address."""
    in_table, in_html = entry.shape is Shape.ROW, entry.shape is Shape.HTML
    new = escape.address(url, in_table=in_table, in_html=in_html)
    text, own = listed.text, entry.fields.get("url")
    for one in link_fields.find(text, entry).values():
        if one.url == link.url and one.badge:
            # The badge shows the stars of the repository that the link leads to.
            path = link_fields.repository(url)
            badge = one.badge.replace("\0", path) if path else ""
            written = f"{one.opening}{one.words}{one.closing}{new}{one.end}{badge}"
            yield text[: one.span[0]] + written + text[one.span[1] :]
    for low, high in _found(text, entry, link.url):
        if own is None or high <= own[0] or own[1] <= low:
            yield text[:low] + new + text[high:]


def take_out(listed: ParsedList, entry: ListedEntry, link: Link) -> Iterator[str]:
    """Yield the texts without a further link, its brackets and the badge of its stars."""
    text = listed.text
    spans = [one.span for one in link_fields.find(text, entry).values() if one.url == link.url]
    wholes = (_whole(text, entry, at) for at in _found(text, entry, link.url))
    spans += [span for span in wholes if span is not None]
    for span in dict.fromkeys(spans):
        if entry.shape is Shape.ROW:
            yield from rows.without(listed, entry, span)
            yield from field_changes.emptied(listed, entry, span)
        yield from field_changes.without(text, entry, span, "link")


def _found(text: str, entry: ListedEntry, url: str) -> list[Span]:
    pattern = re.compile(rf"{re.escape(url)}(?=[)\s\"'>\]]|\Z)")
    return [match.span() for match in pattern.finditer(text, *entry.span)]


def _whole(text: str, entry: ListedEntry, address: Span) -> Span | None:
    """Return where the link of an address stands; None for one that is written otherwise."""
    patterns = (
        r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\(<?{}>?\)",
        r"\[[^\[\]]*\]\(<?{}>?\)",
        r"<a\b[^<>]*\bhref\s*=\s*[\"']{}[\"'][^<>]*>(?:(?!</a).)*</a\s*>",
    )
    url = re.escape(text[slice(*address)])
    for pattern in patterns:
        for match in re.compile(pattern.format(url), re.I | re.DOTALL).finditer(text, *entry.span):
            if match.start() <= address[0] and address[1] <= match.end():
                return match.span()
    return None


def _in_html(text: str, entry: ListedEntry, link: Link) -> Iterator[str]:
    words, url = escape.words(link.text), escape.address(link.url, in_html=True)
    ends = [match.end() for match in re.compile(r"</a\s*>", re.I).finditer(text, *entry.span)]
    for at in reversed(ends):
        yield f'{text[:at]} <a href="{url}">{words}</a>{text[at:]}'


def _in_columns(text: str, entry: ListedEntry, written: str) -> Iterator[str]:
    """Yield the row with a link in a column for such, by the heading row."""
    cells = table_columns.cells(text, entry)
    taken = [
        index
        for index, (low, high) in enumerate(cells)
        for name in ("label", "url", "date", "organizations", "authors")
        if name in entry.fields and low <= entry.fields[name][0] < high
    ]
    for index in table_columns.link_columns(text, entry.span[0], taken):
        if index < len(cells):
            low, high = cells[index]
            cell = text[low:high]
            said = cell.strip() if any(char.isalnum() for char in cell) else ""
            yield f"{text[:low]} {said}{' ' * bool(said)}{written} {text[high:]}"


def _behind_links(text: str, entry: ListedEntry) -> list[int]:
    """Return the places behind the entry's links, the last one first, then the end of its line."""
    places = entry_template.places(text, entry)
    ends = [
        high if name.startswith("link ") else _past(text, high)
        for name, (_, high) in places.items()
        if name == "url" or name.startswith("link ")
    ]
    ends = sorted(set(ends), reverse=True)
    if not ends and "label" in places:
        ends = [_past(text, places["label"][1])]
    return ends


def _past(text: str, at: int) -> int:
    """Return where the brackets end that close behind a place."""
    match = _CLOSE.match(text, at)
    return match.end() if match is not None else at
