"""Changing and removing papers by hand, in the knowledge base and in the lists that hold them."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiev.services.lists import chosen, entry_changes, entry_words, entry_work, other_list
from aiev.services.lists.changes import Changes, checked
from aiev.services.lists.entry_work import Work
from aiev.services.lists.export_source import export_source
from aiev.store.reading.paper_places import Place
from aiev.store.writing import (
    curation_writer,
    entry_removal,
    paper_places,
    paper_writer,
    user_fields,
)
from aiev.store.writing.writer import Transaction, Writer, reader_within


@dataclass(frozen=True, slots=True)
class Edited:
    """One paper after a change; `places` are its changed entries.

    `told` are sentences about what was kept, replaced or not written. `is_changed` is false where
    all that was asked for was so already.
    """

    id: int
    title: str
    places: tuple[Place, ...]
    told: tuple[str, ...] = ()
    is_changed: bool = True


def edit_paper(
    writer: Writer,
    text: str,
    changes: Changes,
    *,
    under: str | None = None,
    list_name: str | None = None,
) -> Edited:
    """Change one paper in a transaction of its own, as `edit_within` does.

    Raises NotFoundError for an unknown paper, too.
    """
    with writer.transaction() as session:
        paper_id = chosen.named(reader_within(session), text)
        return edit_within(session, paper_id, changes, under=under, list_name=list_name)


def edit_within(
    session: Transaction,
    paper_id: int,
    changes: Changes,
    *,
    under: str | None = None,
    list_name: str | None = None,
    can_create_topic: bool = False,
) -> Edited:
    """Change a paper and its entries, or only those under a topic or in a list.

    Raises NotFoundError for an unknown topic, UsageError for a value that cannot be read, that a
    list's markup cannot hold, or a move where it is not clear which entry moves.
    """
    changes = checked(changes)
    meant = chosen.to_edit(reader_within(session), paper_id, changes, under, list_name)
    places, to_other = meant.places, meant.other_list
    work = entry_work.begin(session)
    if changes.url is not None:
        paper_id = entry_changes.set_url(work, paper_id, places, changes.url)
    if changes.title is not None:
        entry_changes.set_title(work, paper_id, places, changes.title)
    if changes.date is not None:
        entry_changes.set_date(work, paper_id, places, changes.date)
    if changes.organizations is not None:
        entry_changes.set_organizations(work, paper_id, places, changes.organizations)
    if changes.note is not None:
        entry_words.set_note(work, paper_id, places, changes.note)
    for field in ("venue", "short_name", "keywords"):
        text_of = getattr(changes, field)
        if text_of is not None:
            entry_words.set_text(work, places, field, text_of)
    if changes.authors is not None:
        entry_words.set_authors(work, places, changes.authors)
    if changes.links or changes.no_links:
        entry_words.set_links(work, places, changes.links, changes.no_links)
    now = paper_places.places(session, paper_id)
    if to_other is not None:
        place = chosen.only(places)
        other_list.move(
            work, paper_id, place, to_other, changes.topic or "", can_create=can_create_topic
        )
        known = {one.entry_id for one in now}
        after = paper_places.places(session, paper_id)
        places = (place, *(one for one in after if one.entry_id not in known))
    elif changes.topic is not None:
        entry_changes.move(work, places, changes.topic, can_create=can_create_topic)
    paper_writer.settle(session, [paper_id])
    _prove(work, places)
    title = user_fields.name_of(session, paper_id)[1]
    now = paper_places.places(session, paper_id)
    return Edited(paper_id, title, _as_now(now, places), tuple(work.told))


def remove_paper(
    writer: Writer,
    text: str,
    *,
    under: str | None = None,
    list_name: str | None = None,
    is_dry_run: bool = False,
) -> Edited:
    """Remove a paper with its entries, or only its entries under a topic or in a list."""
    with writer.transaction(is_dry_run=is_dry_run) as session:
        work = entry_work.begin(session)
        reader = reader_within(session)
        paper_id = chosen.named(reader, text)
        title = user_fields.name_of(session, paper_id)[1]
        places = chosen.places_of(reader, paper_id, under=under, list_name=list_name)
        is_whole = under is None and list_name is None
        kept = curation_writer.kept(session, paper_id).told if is_whole else ""
        told = (f"what you kept of it goes with it: {kept}",) if kept else ()
        for place in places:
            listed = work.listed(place)
            entry = work.in_own_words(place, listed) if listed is not None else None
            entry_removal.remove(session, place.entry_id, entry)
        if is_whole:
            paper_places.delete(session, paper_id)
        else:
            paper_writer.settle(session, [paper_id])
        _prove(work, places)
        return Edited(paper_id, title, places, told)


def _prove(work: Work, places: Sequence[Place]) -> None:
    """Export the lists once, so that an edit that cannot be written fails now and not later."""
    reader = reader_within(work.session)
    for name in dict.fromkeys(place.list for place in places):
        export_source(reader, name, lists=work.lists)


def _as_now(now: Sequence[Place], chosen: Sequence[Place]) -> tuple[Place, ...]:
    ids = {place.entry_id for place in chosen}
    return tuple(place for place in now if place.entry_id in ids)
