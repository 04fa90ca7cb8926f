"""Edits of a list as splices: what was not edited keeps its bytes.

Every edit is written in the list's own style and then read back: it is given only if the entry
says what was asked and all others say what they said before.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from aiev.domain import arxiv_id, partial_date
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.errors import NotFoundError, UsageError
from aiev.markdown import (
    alterations,
    candidates,
    document,
    escape,
    exclusions,
    habits,
    html_rows,
    learning,
    link_words,
    own_lines,
    placement,
    remarks,
    rows,
    soundness,
    writing,
)
from aiev.markdown.placement import Place
from aiev.markdown.templates import FIELDS, Template
from aiev.markdown.values import ListedEntry, ParsedList, Span
from aiev.markdown.writing import NewEntry, Wording

IsOrganization = Callable[[str], bool]

_NAMES = {"label": "title", "url": "address", "organizations": "organization"}
_TOPIC_MISSING = "no such topic in this list"


def add(
    listed: ParsedList,
    entry: NewEntry,
    *,
    topic: tuple[str, ...],
    is_organization: IsOrganization,
) -> ParsedList:
    """Answer the list with one more entry under a topic, written as its neighbours are.

    It goes to the end of the topic, or to its place where the topic is sorted by date.

    Raises NotFoundError for a topic that the list has not, UsageError for one of no papers.
    """
    identifier = arxiv_id.find(entry.url) if entry.url else None
    place = _place(listed, topic, date=entry.date, identifier=identifier)
    wording = habits.suited(listed, entry, place.neighbours)
    # Where no writing holds authors or a short name, the entry stands without.
    plain = replace(wording, nick=None)
    wordings = [wording, plain, replace(plain, venue=None), replace(plain, authors=None)]
    wordings.append(replace(plain, authors=None, venue=None))
    before, after = listed.text[: place.offset] + place.before, listed.text[place.offset :]
    texts = (
        before + lines + place.after + after
        for each in dict.fromkeys(wordings)
        for lines in _writings(listed, each, place)
    )
    return soundness.first(
        texts,
        is_organization,
        lambda found: soundness.is_added(listed, found, wording, place.offset),
        f"this list's markup cannot hold the entry: {entry.label}",
    )


def change(
    listed: ParsedList,
    entry: ListedEntry,
    *,
    field: str,
    value: str | None,
    is_organization: IsOrganization,
) -> ParsedList:
    """Answer the list with one field of an entry changed, or taken out where `value` is None.

    `field` is `label`, `url`, `date` (value as `YYYY[-MM[-DD]]`), `organizations` or `note`.

    Raises UsageError when the list's markup cannot hold the value.
    """
    if getattr(entry, field) == value or (field == "date" and str(entry.date) == value):
        return listed
    index = listed.entries.index(entry)
    wanted = partial_date.parse(value) if field == "date" and value else value
    texts = alterations.write(listed, entry, field, value)
    message = _refusal(entry, field, value)
    try:
        return soundness.first(
            texts,
            is_organization,
            lambda after: soundness.is_changed(listed, after, index, {field: wanted}),
            message,
        )
    except UsageError:
        bare = remarks.whole_notes(entry, None)[0] if field == "note" else None
        if value is None or field not in ("date", "organizations", "note"):
            raise
        if str(getattr(entry, field) or "") == str(bare or "") or value == bare:
            raise
    # `Mar 2024: x` holds one word there, and several elsewhere: out with the old one first.
    try:
        without = change(listed, entry, field=field, value=bare, is_organization=is_organization)
        place = without.entries[index]
        return change(without, place, field=field, value=value, is_organization=is_organization)
    except UsageError:
        raise UsageError(message) from None


def _refusal(entry: ListedEntry, field: str, value: str | None) -> str:
    """Answer why a change cannot be written, as far as that can be told."""
    if field == "url" and value is None and entry.links:
        return f"without its address line {entry.line} would lead to {entry.links[0].url}"
    if field == "date" and "date" not in entry.fields and entry.venue:
        return f"the year in line {entry.line} is that of its venue: {entry.venue}"
    return f"line {entry.line} cannot hold this {_NAMES.get(field, field)}: {value or 'none'}"


def remove(
    listed: ParsedList, entry: ListedEntry, *, is_organization: IsOrganization
) -> ParsedList:
    """Answer the list without the lines of one entry."""
    start, end = own_lines.find(listed, entry)
    text = listed.text[:start] + listed.text[end:]
    return document.parse(text, is_organization=is_organization)


def move(
    listed: ParsedList,
    entry: ListedEntry,
    *,
    topic: tuple[str, ...],
    is_organization: IsOrganization,
) -> ParsedList:
    """Answer the list with an entry's own lines under another topic.

    The lines move as they are where the new neighbours are of the same shape; else the entry is
    written anew in their style.

    Raises NotFoundError for a topic that the list has not.
    """
    place = _place(listed, topic, date=entry.date, identifier=entry.arxiv_id)
    start, end = own_lines.find(listed, entry)
    own = listed.text[slice(*html_rows.outer(listed.text, entry))]
    shapes = {_kind(other) for other in place.neighbours}
    new = Wording(
        entry.label, entry.url, entry.date, entry.organizations, entry.note, entry.authors
    )
    writings: Iterable[str] = _writings(listed, new, place)
    if shapes in (set(), {_kind(entry)}) and (shapes or _kind(entry) == "item"):
        bullet = re.match(r"[ \t>]*\d+[.)]", own)
        mark = bullet.group() if bullet is not None else ""
        number = _numbered(mark, listed.text, place)
        wider = len(number) - len(mark)
        if wider > 0:
            # The lines below stand under the text of the first: a wider number takes them along.
            own = re.sub(r"(\r\n|\n|\r)(?=[ \t])", lambda end: end.group() + " " * wider, own)
        writings = chain((number + own[len(mark) :],), writings)
    texts = (_moved(listed.text, (start, end), place, lines) for lines in writings)
    shift = 0 if place.offset <= start else end - start
    return soundness.first(
        texts,
        is_organization,
        lambda after: soundness.is_moved(listed, after, entry, topic, place.offset - shift),
        f"line {entry.line} cannot be moved there and keep all that it says: {entry.label}",
    )


def _place(
    listed: ParsedList,
    topic: tuple[str, ...],
    *,
    date: PartialDate | None,
    identifier: ArxivId | None,
) -> Place:
    place = placement.find(listed, topic, date=date, arxiv_id=identifier)
    if place is None:
        raise NotFoundError(f"{_TOPIC_MISSING}: {' > '.join(topic)}")
    if any(exclusions.is_colophon(title) for title in topic) and not place.neighbours:
        raise UsageError(f"it is about the list, no paper is read there: {' > '.join(topic)}")
    return place


def add_topic(
    listed: ParsedList,
    title: str,
    *,
    parent: tuple[str, ...],
    is_organization: IsOrganization,
) -> ParsedList:
    """Answer the list with one more heading, the last below its parent.

    Raises NotFoundError for a parent that the list has not.
    """
    text, newline = listed.text, placement.line_break(listed.text)
    headings = [h for h in listed.headings if h.path == parent and h.path]
    if parent and not headings:
        raise NotFoundError(f"{_TOPIC_MISSING}: {' > '.join(parent)}")
    siblings = [h.level for h in listed.headings if h.path[:-1] == parent and h.path]
    # A lone heading of the first level would be the document's own title.
    below = min(headings[0].level + 1, 6) if headings else 2
    level = siblings[0] if siblings else below
    end = placement.heading_end(listed, headings[0]) if headings else len(text)
    stop = len(text[:end].rstrip())
    line = "#" * level + " " + escape.words(title)
    before = newline * 2 if stop else ""
    rest = text[stop:]
    after = newline if not rest.strip() and text.endswith(("\n", "\r")) else ""
    if rest.strip():
        rest = rest.lstrip("\r\n")
        after = newline * 2
        return document.parse(
            text[:stop] + before + line + after + rest, is_organization=is_organization
        )
    return document.parse(text[:stop] + before + line + after, is_organization=is_organization)


def _writings(listed: ParsedList, entry: Wording, place: Place) -> Iterable[str]:
    """Answer ways to write a new entry, the likeliest style first."""
    values = entry.values()
    if place.neighbours and place.neighbours[-1].grammar in rows.GRAMMARS:
        yield from rows.write(listed, place.neighbours, values)
        return
    if place.neighbours and place.neighbours[-1].grammar == html_rows.GRAMMAR:
        yield from html_rows.write(listed, place.neighbours, values)
        return
    others = [e for e in listed.entries if e.grammar not in (*rows.GRAMMARS, html_rows.GRAMMAR)]
    has_id = entry.url is not None and arxiv_id.find(entry.url) is not None
    usual = _usual_bullet(listed, place.neighbours) if place.neighbours else None
    for template in candidates.find(
        listed.text, place.neighbours, others, frozenset(values), bullet=usual
    ):
        if has_id or not template.needs_id:
            suited = link_words.suited(listed, template, place.neighbours, values["url"])
            yield _filled(listed, suited, values, place)
    if not values.keys() <= set(FIELDS):
        return
    newline = placement.line_break(listed.text)
    bullet = _usual_bullet(listed, place.neighbours or others) if others else "- "
    for literals in ((" | ", " | ", ": "), (" - ", ", ", ", ")):
        template = Template(bullet, ("label", "url"), ("[", "](", ")"))
        for name, before in zip(("date", "organizations", "note"), literals, strict=True):
            if name in values:
                template = template.with_field(name, before)
        yield _filled(listed, template, values, place).replace("\n", newline)


def _kind(entry: ListedEntry) -> str:
    if entry.grammar in rows.GRAMMARS:
        return "row"
    return "html" if entry.grammar == html_rows.GRAMMAR else "item"


def _usual_bullet(listed: ParsedList, entries: Sequence[ListedEntry]) -> str:
    """Answer the mark that most entries have; the last of them decides between equals."""
    bullets = [learning.bullet_of(listed.text, entry) for entry in reversed(entries)]
    usual = Counter(re.sub(r"\d+", "1", bullet) for bullet in bullets).most_common(1)[0][0]
    return next(bullet for bullet in bullets if re.sub(r"\d+", "1", bullet) == usual)


def _filled(listed: ParsedList, template: Template, values: dict[str, str], place: Place) -> str:
    scope = place.neighbours or listed.entries
    texts = {
        name: writing.write(listed, name, value, scope=scope) for name, value in values.items()
    }
    if not template.literals[0].strip() and template.order[0] != "url":
        texts[template.order[0]] = escape.first_words(texts[template.order[0]])
    bullet = _numbered(template.bullet, listed.text, place)
    indent = " " * len(bullet)
    lines = re.sub(r"(\r\n|\n|\r)(?=[^\r\n])", lambda m: m.group() + indent, template.fill(texts))
    return bullet + lines


def _numbered(bullet: str, text: str, place: Place) -> str:
    """Answer an item's mark; an ordered one counts on from the item above, unless all say `1.`."""
    match = re.search(r"(\d+)(?=[.)])", bullet)
    if match is None:
        return bullet
    numbers = [
        int(found[1])
        for entry in place.neighbours
        if (found := re.match(r"[ \t>]*(\d+)[.)]", text[slice(*entry.span)]))
    ]
    if len(numbers) > 1 and len(set(numbers)) == 1:
        number = numbers[0]
    else:
        above = (
            re.match(r"[ \t>]*(\d+)[.)]", text[slice(*place.previous.span)])
            if place.previous
            else None
        )
        number = int(above[1]) + 1 if above else 1
    return bullet[: match.start()] + str(number) + bullet[match.end() :]


def _moved(text: str, own: Span, place: Place, lines: str) -> str:
    inserted = place.before + lines + place.after
    start, end = own
    if place.offset <= start:
        return text[: place.offset] + inserted + text[place.offset : start] + text[end:]
    if place.offset < end:
        return text
    return text[:start] + text[end : place.offset] + inserted + text[place.offset :]
