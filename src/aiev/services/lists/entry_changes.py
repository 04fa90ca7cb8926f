"""How the facts of a paper and of its entries are changed, and what the user is told then."""

from collections.abc import Sequence

from aiev.domain import paper as identity
from aiev.domain import reference
from aiev.domain.merge import Difference
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.values import ParsedList
from aiev.markdown.writing.additions import wording
from aiev.markdown.writing.changes import badge_words, note_words
from aiev.services.lists import made_topic
from aiev.services.lists.chosen import only, refuse_colophon
from aiev.services.lists.entry_words import writable_note
from aiev.services.lists.entry_work import Work, change, set_value
from aiev.services.lists.written_fields import read_date
from aiev.services.organizations import resolve
from aiev.services.search.topic_names import find_topic, parts
from aiev.store.reading import catalog
from aiev.store.reading.paper_places import Place
from aiev.store.writing import (
    entry_edit,
    list_writer,
    organization_writer,
    paper_addresses,
    paper_identity,
    paper_places,
    topic_writer,
    user_fields,
)
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.writer import reader_within

_PLURALS = {
    "date": "dates",
    "organizations": "organizations",
    "venue": "venues",
    "authors": "authors",
}


def set_title(work: Work, paper_id: int, places: Sequence[Place], text: str) -> None:
    """Give a paper and its entries another title.

    Where an entry links only a name and the rest of the title follows as a note, the new title is
    divided in the same way.
    """
    before = user_fields.name_of(work.session, paper_id)[1]
    user_fields.set_title(work.session, paper_id, text)
    for place in places:
        label, rest = _label_and_rest(work, place)
        entry = work.listed(place)
        if entry is not None and rest and f"{label}: {rest}".casefold() == before.casefold():
            label, _, rest = text.partition(": ")
            set_value(work, [place], "label", label)
            whole = writable_note(work, place, entry, rest.strip() or None)
            set_value(work, [place], "note", whole)
            continue
        if entry is not None and not _is_within(label, before):
            work.told.append(f"the title it had in {place.list}, line {entry.line}: {label}")
        set_value(work, [place], "label", text)


def _label_and_rest(work: Work, place: Place) -> tuple[str, str | None]:
    """Return the label of an entry as it is now, and the free words of its note."""
    label, note = entry_edit.said(work.session, place.entry_id)
    entry = work.listed(place)
    return label, note_words.words_in(entry, note)[0] if entry is not None else note


def _is_within(label: str, title: str) -> bool:
    return label.casefold() in title.casefold() or title.casefold() in label.casefold()


def set_url(work: Work, paper_id: int, places: Sequence[Place], text: str) -> int:
    """Give the entries another address, and return the number of the paper that it leads to.

    That may be another paper; the address of a conference or journal is a further one of arXiv's
    paper. An empty text removes the address: a name in a list is left.
    """
    if not text.strip():
        return _unlink(work, paper_id, places)
    named = reference.parse(text)
    if named.own_id is not None:
        raise UsageError(f"not an address or arXiv id: {text}")
    url = text if "//" in text else named.url
    if named.arxiv_id is not None and url is None:
        url = named.arxiv_id.abs_url
    title = user_fields.name_of(work.session, paper_id)[1]
    is_further = named.arxiv_id is None and paper_addresses.is_at_arxiv(work.session, paper_id)
    conflicts: list[Difference] = []
    if (
        is_further
        and url
        and paper_addresses.take(work.session, paper_id, url, title=title, conflicts=conflicts)
    ):
        work.told += map(conflict, conflicts)
        set_value(work, places, "url", url)
        return paper_id
    key = identity.identity(named.arxiv_id, url, label="", topic="")
    draft = Draft(key, named.arxiv_id, identity.kind(named.arxiv_id, url), url, title)
    new = paper_identity.ensure(work.session, [draft])[key]
    for place in places:
        change(work, place, "url", {"url": url, "paper_id": new})
    if new != paper_id:
        work.told += map(conflict, paper_places.hand_on(work.session, paper_id, new))
        _settle_organizations(work, new)
    return new


def _unlink(work: Work, paper_id: int, places: Sequence[Place]) -> int:
    new = paper_id
    for place in places:
        entry = work.listed(place)
        label = entry.label if entry is not None else user_fields.name_of(work.session, paper_id)[1]
        key = identity.identity(None, None, label=label, topic=place.topic)
        draft = Draft(key, None, identity.kind(None, None), None, label)
        new = paper_identity.ensure(work.session, [draft])[key]
        change(work, place, "url", {"url": None, "paper_id": new})
    if new != paper_id:
        work.told += map(conflict, paper_places.hand_on(work.session, paper_id, new))
        _settle_organizations(work, new)
    return new


def conflict(one: Difference) -> str:
    """Return the sentence on a state or rating that two papers had when they became one."""
    return f"the {one.field} of the other was {one.other}; {one.own} is kept"


def set_date(work: Work, paper_id: int, places: Sequence[Place], text: str) -> None:
    """Give a paper and its entries another date; an empty text removes it."""
    date = read_date(text or None)
    if date is not None:
        user_fields.set_date(work.session, paper_id, date)
    else:
        user_fields.forget_date(work.session, paper_id)
    set_value(work, _with_room(work, places, "date"), "date", str(date) if date else None)


def set_organizations(
    work: Work, paper_id: int, places: Sequence[Place], names: Sequence[str]
) -> None:
    """Give a paper and its entries other organizations; without a name, remove them."""
    given = [name for name in names if name.strip()]
    known = organization_writer.ids_by_name(work.session)
    resolved: list[str] = []
    for text in given:
        resolution = work.directory.resolve(text)
        work.told += resolve.unknown_sentences(resolution)
        strangers = resolve.unknown_names(resolution)
        for name in strangers:
            if name not in known:
                known[name] = organization_writer.add(work.session, name)
        resolved += [*resolution.names, *strangers]
    organization_writer.replace(work.session, {paper_id: resolved}, source="user")
    for place in _with_room(work, places, "organizations"):
        set_value(work, [place], "organizations", _joined(work, place, given))
    _settle_organizations(work, paper_id)


def move(work: Work, places: Sequence[Place], text: str, *, can_create: bool) -> None:
    """Move the one entry under another topic of its list.

    Raises UsageError where it is not clear which entry moves, NotFoundError for no such topic.
    """
    place = only(places)
    topics = catalog.topics(reader_within(work.session), list_name=place.list)
    try:
        topic_id = find_topic(topics, text, is_whole=can_create).id
    except NotFoundError:
        refuse_colophon(text)
        path = TOPIC_SEPARATOR.join(parts(text))
        if not can_create or not path:
            raise
        path, told = made_topic.find(work.session, place.list, path, work.lists)
        work.told += told
        topic_id = topic_writer.make(work.session, place.list_id, path)
    change(work, place, "topic", {"topic_id": topic_id})


def told_of_unlisted(listed: ParsedList, name: str, field: str) -> str | None:
    """Return a sentence where no entry of the list gives this field, else None.

    Only the knowledge base then keeps the value: written at one entry alone, it would be a style
    that the list does not have.
    """
    if wording.knows(listed, field):
        return None
    return f"{name} gives no {_PLURALS[field]}: only the knowledge base has it"


def _with_room(work: Work, places: Sequence[Place], field: str) -> list[Place]:
    """Return the entries whose lists give such a field, and tell of the other lists."""
    held = []
    for place in places:
        listed, entry = work.list_of(place), work.listed(place)
        told = told_of_unlisted(listed, place.list, field)
        if told is None or (entry is not None and badge_words.says(listed.text, entry, field)):
            held.append(place)
        elif told not in work.told:
            work.told.append(told)
    return held


def _joined(work: Work, place: Place, names: Sequence[str]) -> str | None:
    """Return the organizations as one text, joined as the entries nearby join theirs."""
    text = " & ".join(names) or None
    entry = work.listed(place)
    if entry is None:
        return text
    listed = work.list_of(place)
    near = [other for other in listed.entries if other.topic == entry.topic]
    return wording.joined(listed, text, near)


def _settle_organizations(work: Work, paper_id: int) -> None:
    resolve = work.directory.resolve
    list_writer.settle_organizations(work.session, [paper_id], lambda t: resolve(t).names)
