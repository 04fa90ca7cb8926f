"""Edits of a list as splices: what was not edited keeps its bytes.

Every edit is written in the list's own style and then read back: it is given only if the entry
says what was asked and all others say what they said before.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from aiev.domain import arxiv_id, partial_date
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading import document
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import Link, ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing import read_back
from aiev.markdown.writing.additions import moving, new_lines
from aiev.markdown.writing.additions import wording as suited_wording
from aiev.markdown.writing.changes import broken_links, field_changes, link_changes, note_words
from aiev.markdown.writing.forms.new_entry import NewEntry
from aiev.markdown.writing.places import entry_lines, placement
from aiev.markdown.writing.places.placement import Place
from aiev.markdown.writing.read_back import Read
from aiev.markdown.writing.topics import new_topic

_NAMES = {
    "label": "title",
    "url": "address",
    "organizations": "organization",
    "authors": "line of authors",
    "short_name": "short name",
    "keywords": "line of keywords",
}
_TOPIC_MISSING = "no such topic in this list"


def add(
    listed: ParsedList,
    entry: NewEntry,
    *,
    topic: tuple[str, ...],
    waiting: Collection[str] = (),
    asked: Collection[str] = (),
    read: Read = document.read_again,
) -> ParsedList:
    """Return the list with one more entry under a topic, written as its neighbours are.

    It goes to its place where the topic keeps an order, else to the end where the list has its
    newest, there behind those whose labels are `waiting`: they were added just before it. Of the
    fields that `asked` names those that the neighbours lack are written plainly.

    Raises NotFoundError for a topic that the list has not, UsageError for one of no papers.
    """
    identifier = arxiv_id.find(entry.url) if entry.url else None
    place = _place(listed, topic, entry, identifier=identifier, waiting=waiting)
    wording = suited_wording.suited(listed, entry, place.neighbours)
    # Where no writing holds authors or a short name, the entry stands without.
    plain = replace(wording, short_name=None)
    wordings = [wording, plain, replace(plain, venue=None), replace(plain, authors=None)]
    wordings.append(replace(plain, authors=None, venue=None))
    wordings += [replace(each, keywords=None, badge=None) for each in wordings]
    before, after = listed.text[: place.offset] + place.before, listed.text[place.offset :]
    texts = (
        before + lines + place.after + after
        for each in dict.fromkeys(wordings)
        for written in new_lines.write(listed, each, place)
        for lines in new_lines.with_brackets(listed, each, written)
    )
    added = read_back.first(
        listed,
        texts,
        lambda found: read_back.is_added(listed, found, wording, place.offset, head=place.head),
        f"this list's markup cannot hold the entry: {entry.label}",
        read=read,
    )
    authors = wording.authors or ", ".join(entry.authors)
    values = {**wording.values(), "authors": authors}
    wanted = {field: values[field] for field in sorted(asked)}
    return _completed(added, wanted, place.offset, read=read)


def _completed(
    listed: ParsedList, asked: Mapping[str, str], offset: int, *, read: Read
) -> ParsedList:
    """Return the list with what was asked of the entry at a place and what it does not say yet."""
    index = next(i for i, e in enumerate(listed.entries) if e.span[1] > offset)
    for field, value in asked.items():
        own = listed.entries[index]
        if not getattr(own, field) and value not in listed.text[slice(*own.span)]:
            listed = change(listed, own, field=field, value=value, read=read)
    return listed


def change(
    listed: ParsedList,
    entry: ListedEntry,
    *,
    field: str,
    value: str | None,
    read: Read = document.read_again,
) -> ParsedList:
    """Return the list with one field of an entry changed, or taken out where `value` is None.

    `field` is `label`, `url`, `date` (value as `YYYY[-MM[-DD]]`), `organizations`, `authors`,
    `venue`, `short_name`, `keywords` or `note`. Further links have `change_links`. An address that
    the entry has in markup that leads nowhere is written anew.

    Raises UsageError when the list's markup cannot hold the value.
    """
    if getattr(entry, field) == value or (field == "date" and str(entry.date) == value):
        return _mended(listed, entry, [entry.url] if field == "url" else [], read=read)
    index = listed.entries.index(entry)
    wanted = partial_date.parse(value) if field == "date" and value else value
    texts = field_changes.write(listed, entry, field, value)
    message = _refusal(entry, field, value)
    try:
        return read_back.first(
            listed,
            texts,
            lambda after: read_back.is_changed(listed, after, index, {field: wanted}),
            message,
            read=read,
        )
    except UsageError:
        bare = note_words.whole_notes(entry, None)[0] if field == "note" else None
        if field == "venue" and (texts := field_changes.with_its_year(listed, entry, value)):
            return read_back.first(
                listed,
                texts,
                lambda after: read_back.is_changed(
                    listed, after, index, {field: value, "date": after.entries[index].date}
                ),
                message,
                read=read,
            )
        if value is None or field not in ("date", "organizations", "note", "authors"):
            raise
        if str(getattr(entry, field) or "") == str(bare or "") or value == bare:
            raise
    # `Mar 2024: x` holds one word there, and several elsewhere: out with the old one first.
    try:
        without = change(listed, entry, field=field, value=bare, read=read)
        place = without.entries[index]
        return change(without, place, field=field, value=value, read=read)
    except UsageError:
        raise UsageError(message, hint=read_back.WAY_OUT) from None


def change_links(
    listed: ParsedList,
    entry: ListedEntry,
    links: Sequence[Link],
    *,
    read: Read = document.read_again,
) -> ParsedList:
    """Return the list with other further links at one entry; their order is the list's own.

    A link that is there under a name of its kind gets the new address. New ones are called what
    the list calls such links. Where all are there, those in markup that leads nowhere are written
    anew.

    Raises UsageError when the list's markup cannot hold them.
    """
    index = listed.entries.index(entry)
    old, new = Counter(entry.links), Counter(links)
    gone, come = list((old - new).elements()), list((new - old).elements())
    if not (gone or come):
        return _mended(listed, entry, [link.url for link in links], read=read)
    for link in come:
        own = listed.entries[index]
        twin = next((one for one in link_changes.named(gone, link.text)), None)
        kept = [one for one in own.links if one != twin]
        if twin is not None:
            gone.remove(twin)
            texts = link_changes.lead_elsewhere(listed, own, twin, link.url)
        else:
            texts = link_changes.put_in(listed, own, link)
        listed = _with_links(listed, index, texts, [*kept, link], read=read)
    for link in gone:
        own = listed.entries[index]
        kept = list(own.links)
        kept.remove(link)
        texts = link_changes.take_out(listed, own, link)
        listed = _with_links(listed, index, texts, kept, read=read)
    return listed


def _mended(
    listed: ParsedList, entry: ListedEntry, urls: Sequence[str | None], *, read: Read
) -> ParsedList:
    """Return the list with an entry's links to these addresses written so that they lead there."""
    index = listed.entries.index(entry)
    wanted = {url for url in urls if url}
    while texts := list(broken_links.mended(listed.text, listed.entries[index], wanted)):
        listed = read_back.first(
            listed,
            texts,
            lambda after, before=listed: read_back.is_changed(before, after, index, {}),  # type: ignore[misc]
            f"line {entry.line} cannot hold this address: {', '.join(sorted(wanted))}",
            read=read,
        )
    return listed


def _with_links(
    listed: ParsedList, index: int, texts: Iterable[str], links: Sequence[Link], *, read: Read
) -> ParsedList:
    wanted = tuple(sorted(link.url for link in links))
    line = listed.entries[index].line
    return read_back.first(
        listed,
        texts,
        lambda after: read_back.is_changed(listed, after, index, {"links": wanted}),
        f"line {line} cannot hold these links: {', '.join(link.url for link in links)}",
        read=read,
    )


def _refusal(entry: ListedEntry, field: str, value: str | None) -> str:
    """Return why a change cannot be written, as far as that can be told."""
    if field == "url" and value is None and entry.links:
        return f"without its address line {entry.line} would lead to {entry.links[0].url}"
    if field == "date" and "date" not in entry.fields and entry.venue:
        return f"the year in line {entry.line} is that of its venue: {entry.venue}"
    return f"line {entry.line} cannot hold this {_NAMES.get(field, field)}: {value or 'none'}"


def remove(
    listed: ParsedList, entry: ListedEntry, *, read: Read = document.read_again
) -> ParsedList:
    """Return the list without the lines of one entry."""
    start, end = entry_lines.find(listed, entry)
    text = listed.text[:start] + listed.text[end:]
    return read(listed, text)


def move(
    listed: ParsedList,
    entry: ListedEntry,
    *,
    topic: tuple[str, ...],
    read: Read = document.read_again,
) -> ParsedList:
    """Return the list with an entry's own lines under another topic.

    The lines move as they are where the new neighbours are of the same shape; else the entry is
    written anew in their style, each part where theirs stands.

    Raises NotFoundError for a topic that the list has not.
    """
    place = _place(listed, topic, entry, identifier=entry.arxiv_id)
    if place.head:
        # A table is begun for a new entry alone: what moves stays as it is.
        place = replace(place, head="", neighbours=())
    start, end = entry_lines.find(listed, entry)
    appended = listed.text[entry.span[1] : entry_lines.end_of(listed, entry)].rstrip()
    if entry.shape is Shape.HTML or entry_lines.kind(entry) == "row":
        appended = ""
    if appended and place.neighbours and entry_lines.kind(place.neighbours[-1]) != "item":
        raise UsageError(f"line {entry.line} cannot be moved there with the lines below it")
    texts = [
        _moved(listed.text, (start, end), place, lines + appended)
        for lines in moving.write(listed, entry, place)
    ]
    offset = place.offset - (0 if place.offset <= start else end - start)
    gone = listed.text[:start] + listed.text[end:]

    def read_moved(before: ParsedList, text: str) -> ParsedList:
        # Who reads around an edit alone reads around its two places, not what is between.
        return read(before if read is document.read_again else read(before, gone), text)

    try:
        return read_back.first(
            listed,
            texts,
            lambda after: read_back.is_moved(listed, after, entry, topic, offset),
            "",
            read=read_moved,
        )
    except UsageError:
        raise UsageError(_unmovable(listed, texts, entry, offset)) from None


def _unmovable(listed: ParsedList, texts: Sequence[str], entry: ListedEntry, offset: int) -> str:
    """Return why an entry cannot be moved: what it would not say any more, as far as that shows."""
    lost = "all that it says"
    for text in texts[:1]:
        after = document.read_again(listed, text)
        names = read_back.unlike(after, entry, offset)
        lost = ", ".join(f"its {_NAMES.get(name, name)}" for name in names) or lost
    return f"line {entry.line} cannot be moved there and keep {lost}: {entry.label}"


def _place(
    listed: ParsedList,
    topic: tuple[str, ...],
    entry: NewEntry | ListedEntry,
    *,
    identifier: ArxivId | None,
    waiting: Collection[str] = (),
) -> Place:
    place = placement.find(
        listed,
        topic,
        date=entry.date,
        arxiv_id=identifier,
        venue=entry.venue,
        note=entry.note,
        waiting=waiting,
    )
    if place is None:
        raise NotFoundError(f"{_TOPIC_MISSING}: {' > '.join(topic)}")
    if any(exclusions.is_colophon(title) for title in topic) and not place.neighbours:
        raise UsageError(f"it is about the list, no paper is read there: {' > '.join(topic)}")
    return place


def add_topic(listed: ParsedList, title: str, *, parent: tuple[str, ...]) -> ParsedList:
    """Return the list with one more heading, the last below its parent, as those beside it are.

    Raises NotFoundError for a parent that the list has not.
    """
    return new_topic.add(listed, title, parent=parent)


def _moved(text: str, own: Span, place: Place, lines: str) -> str:
    inserted = place.before + lines + place.after
    start, end = own
    if place.offset <= start:
        return text[: place.offset] + inserted + text[place.offset : start] + text[end:]
    if place.offset < end:
        return text
    return text[:start] + text[end : place.offset] + inserted + text[place.offset :]
