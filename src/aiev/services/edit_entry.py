"""Changing and removing papers by hand, so that the lists that hold them follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from aiev.domain import paper as identity
from aiev.domain import partial_date, reference
from aiev.domain.organization_directory import Directory
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError
from aiev.markdown import document
from aiev.markdown.values import ListedEntry
from aiev.services import organization_table
from aiev.services.export_source import export_source
from aiev.services.find_topic import find_topic, parts
from aiev.store import (
    catalog,
    entry_edit,
    entry_keys,
    list_writer,
    organization_writer,
    own_words,
    paper_places,
    paper_writer,
    topic_writer,
)
from aiev.store.paper_places import Place
from aiev.store.paper_writer import Draft
from aiev.store.writer import Transaction, Writer, reader_within


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change; None leaves a field as it is, an empty text takes it out."""

    title: str | None = None
    url: str | None = None
    date: str | None = None
    organizations: tuple[str, ...] | None = None
    note: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """One paper after a change: its entries that changed, as `list: topic`."""

    id: int
    title: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What the steps of one edit share."""

    session: Transaction
    directory: Directory
    listed: Callable[[Place], ListedEntry | None]


def edit_paper(
    writer: Writer,
    text: str,
    changes: Changes,
    *,
    under: str | None = None,
    list_name: str | None = None,
    can_create_topic: bool = False,
    is_trial: bool = False,
) -> Edited:
    """Change a paper and its entries; `under` and `list_name` narrow which entries.

    Raises NotFoundError for an unknown paper or topic, UsageError for a value that cannot be read,
    that a list's markup cannot hold, or a move where it is not clear which entry moves.
    """
    if changes == Changes():
        raise UsageError("nothing to change", hint="say what: --title, --date, --org, --note, …")
    changes = _composed(changes)
    if changes.title is not None and not changes.title.strip():
        raise UsageError("a title cannot be empty")
    with writer.transaction(is_trial=is_trial) as session:
        work = _begin(session)
        paper_id = _paper(session, text)
        places = _chosen(session, paper_id, under=under, list_name=list_name)
        if changes.url is not None:
            paper_id = _set_url(work, paper_id, places, changes.url)
        if changes.title is not None:
            own_words.set_title(session, paper_id, changes.title.strip())
            _set(work, places, "label", changes.title.strip())
        if changes.date is not None:
            _set_date(work, paper_id, places, changes.date)
        if changes.organizations is not None:
            _set_organizations(work, paper_id, places, changes.organizations)
        if changes.note is not None:
            _set_note(work, paper_id, places, changes.note)
        if changes.topic is not None:
            _move(work, places, changes.topic, can_create=can_create_topic)
        paper_writer.settle(session, [paper_id])
        _prove(work, places)
        title = own_words.name_of(session, paper_id)[1]
        return Edited(paper_id, title, _names(paper_places.places(session, paper_id), places))


def remove_paper(
    writer: Writer,
    text: str,
    *,
    under: str | None = None,
    list_name: str | None = None,
    is_trial: bool = False,
) -> Edited:
    """Remove a paper with its entries; with `under` or `list_name` only the entries there."""
    with writer.transaction(is_trial=is_trial) as session:
        work = _begin(session)
        paper_id = _paper(session, text)
        title = own_words.name_of(session, paper_id)[1]
        places = _chosen(session, paper_id, under=under, list_name=list_name)
        for place in places:
            entry_edit.remove(session, place.entry_id, work.listed(place))
        if under is None and list_name is None:
            paper_places.delete(session, paper_id)
        else:
            paper_writer.settle(session, [paper_id])
        _prove(work, places)
        return Edited(paper_id, title, _names(places, places))


def _composed(changes: Changes) -> Changes:
    """Answer the changes as a list reads them: one line each, letters composed."""

    def line(text: str) -> str:
        return " ".join(normalize("NFC", text).split())

    return replace(
        changes,
        title=None if changes.title is None else line(changes.title),
        note=None if changes.note is None else line(changes.note),
        organizations=None
        if changes.organizations is None
        else tuple(map(line, changes.organizations)),
    )


def _begin(session: Transaction) -> _Work:
    directory = organization_table.load(session)
    texts: dict[int, dict[int, ListedEntry]] = {}

    def listed(place: Place) -> ListedEntry | None:
        if place.start is None:
            return None
        if place.list_id not in texts:
            content = paper_places.content(session, place.list_id).decode("utf-8")
            parsed = document.parse(content, is_organization=directory.is_organization)
            texts[place.list_id] = {entry.span[0]: entry for entry in parsed.entries}
        return texts[place.list_id].get(place.start)

    return _Work(session, directory, listed)


def _paper(session: Transaction, text: str) -> int:
    named = reference.parse(text)
    if named.own_id is not None:
        found = named.own_id if own_words.exists(session, named.own_id) else None
    else:
        key = identity.identity(named.arxiv_id, named.url, label="", topic="")
        found = paper_writer.find(session, key)
    if found is None:
        raise NotFoundError(f"not in the knowledge base: {text}")
    return found


def _chosen(
    session: Transaction, paper_id: int, *, under: str | None, list_name: str | None
) -> tuple[Place, ...]:
    places = paper_places.places(session, paper_id)
    chosen = [place for place in places if list_name in (None, place.list)]
    if under is not None:
        wanted = [title.casefold() for title in parts(under)]
        chosen = [
            place
            for place in chosen
            if [t.casefold() for t in place.topic.split(TOPIC_SEPARATOR)][-len(wanted) :] == wanted
        ]
    if not chosen and (under is not None or list_name is not None):
        known = "; ".join(_names(places, places)) or "nowhere"
        raise NotFoundError("the paper does not stand there", hint=f"it stands in: {known}")
    return tuple(chosen)


def _set(work: _Work, places: Sequence[Place], field: str, value: str | None) -> None:
    column = entry_edit.COLUMNS[field][0]
    for place in places:
        _change(work, place, field, {column: value})


def _change(work: _Work, place: Place, field: str, columns: dict[str, object]) -> None:
    entry = work.listed(place)
    listed = entry_keys.values_of(entry)[field] if entry is not None else None
    entry_edit.change(work.session, place.entry_id, field, columns, listed=listed)


def _set_url(work: _Work, paper_id: int, places: Sequence[Place], text: str) -> int:
    """Give the entries another address, and so perhaps another paper; answers that paper."""
    named = reference.parse(text)
    if named.own_id is not None:
        raise UsageError(f"not an address or arXiv id: {text}")
    url = text if "//" in text else named.url
    if named.arxiv_id is not None and url is None:
        url = named.arxiv_id.abs_url
    title = own_words.name_of(work.session, paper_id)[1]
    key = identity.identity(named.arxiv_id, url, label="", topic="")
    draft = Draft(key, named.arxiv_id, identity.kind(named.arxiv_id, url), url, title)
    new = paper_writer.ensure(work.session, [draft])[key]
    for place in places:
        _change(work, place, "url", {"url": url, "paper_id": new})
    if new != paper_id:
        paper_places.hand_on(work.session, paper_id, new)
        resolve = work.directory.resolve
        list_writer.settle_organizations(work.session, [new], lambda t: resolve(t).names)
    return new


def _set_date(work: _Work, paper_id: int, places: Sequence[Place], text: str) -> None:
    try:
        date = partial_date.parse(text) if text else None
    except ValueError:
        raise UsageError(
            f"not a date: {text}", hint="write it like 2024, 2024-11 or 2024-11-18"
        ) from None
    if date is not None:
        own_words.set_date(work.session, paper_id, date)
    else:
        own_words.forget_date(work.session, paper_id)
    _set(work, places, "date", str(date) if date else None)


def _set_organizations(
    work: _Work, paper_id: int, places: Sequence[Place], names: Sequence[str]
) -> None:
    given = [name for name in names if name.strip()]
    known = organization_writer.ids_by_name(work.session)
    resolved: list[str] = []
    for text in given:
        resolution = work.directory.resolve(text)
        strangers = [unknown.text for unknown in resolution.unknown] + list(resolution.notes)
        for name in strangers:
            if name not in known:
                known[name] = organization_writer.add(work.session, name)
        resolved += [*resolution.names, *strangers]
    organization_writer.replace(work.session, {paper_id: resolved}, source="user")
    _set(work, places, "organizations", " & ".join(given) or None)
    resolve = work.directory.resolve
    list_writer.settle_organizations(work.session, [paper_id], lambda t: resolve(t).names)


def _set_note(work: _Work, paper_id: int, places: Sequence[Place], text: str) -> None:
    if not places:
        raise UsageError(
            "the paper stands in no list, so there is no entry to note it at",
            hint=f"`aiev add {paper_id} --note TEXT` keeps a note of yours",
        )
    _set(work, places, "note", text.strip() or None)


def _move(work: _Work, places: Sequence[Place], text: str, *, can_create: bool) -> None:
    if len(places) != 1:
        where = "; ".join(_names(places, places)) or "no list"
        raise UsageError(
            f"it is not clear which entry moves: the paper stands in {where}",
            hint="name one with --from TOPIC and --list NAME; `aiev add` files it under a topic",
        )
    [place] = places
    topics = catalog.topics(reader_within(work.session), list_name=place.list)
    try:
        topic_id = find_topic(topics, text).id
    except NotFoundError:
        path = TOPIC_SEPARATOR.join(parts(text))
        if not can_create or not path:
            raise
        topic_id = topic_writer.make(work.session, place.list_id, path)
    _change(work, place, "topic", {"topic_id": topic_id})


def _prove(work: _Work, places: Sequence[Place]) -> None:
    """Write the lists as they would be exported, so that what cannot be written is said now."""
    reader = reader_within(work.session)
    for name in dict.fromkeys(place.list for place in places):
        export_source(reader, name, is_organization=work.directory.is_organization)


def _names(now: Sequence[Place], chosen: Sequence[Place]) -> tuple[str, ...]:
    ids = {place.entry_id for place in chosen}
    return tuple(
        f"{place.list}: {place.topic or 'no topic'}" for place in now if place.entry_id in ids
    )
