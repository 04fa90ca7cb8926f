"""Adding papers by hand: by id or address, under a topic, with notes and tags of the user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aiev.domain import paper, reference
from aiev.domain.reference import Reference
from aiev.errors import NotFoundError
from aiev.services.lists import words_to_add
from aiev.services.lists.entry_changes import told_of_unlisted
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.place import Place, find_place
from aiev.services.lists.words_to_add import Words
from aiev.services.organizations import resolve
from aiev.store.writing import (
    organization_writer,
    paper_identity,
    paper_places,
    paper_writer,
    user_fields,
    work_lookup,
)
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.user_fields import EntryWords
from aiev.store.writing.writer import Transaction, Writer, reader_within


@dataclass(frozen=True, slots=True)
class Added:
    """One paper after adding, and whether it is new to the knowledge base.

    `filed_under` is the topic where an entry was made for it, `stands_under` the topic asked for
    if the paper stood there already.
    """

    id: int
    arxiv_id: str | None
    title: str
    is_new: bool
    filed_under: str | None
    stands_under: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The papers added, in order, and the organizations that the table did not know.

    `told` are sentences about these organizations, and about what no list will show.
    """

    papers: tuple[Added, ...]
    new_organizations: tuple[str, ...]
    told: tuple[str, ...] = ()


def add_papers(
    writer: Writer,
    references: Sequence[Reference],
    words: Words,
    *,
    now: datetime,
    can_create_topic: bool = False,
    is_dry_run: bool = False,
) -> Outcome:
    """Add all of the papers or none; to one that is known already, what is new about it is added.

    Raises NotFoundError for an unknown topic, list or number, AmbiguousError where several topics
    are meant, and UsageError for one title for several papers, an empty text, text that a list
    cannot hold, and a new topic that several lists could take.
    """
    return add_lines(
        writer,
        [(references, words)],
        now=now,
        can_create_topic=can_create_topic,
        is_dry_run=is_dry_run,
    )


def add_lines(
    writer: Writer,
    groups: Sequence[tuple[Sequence[Reference], Words]],
    *,
    now: datetime,
    can_create_topic: bool = False,
    is_dry_run: bool = False,
) -> Outcome:
    """Add papers of which several things are said, in one transaction; as `add_papers` else."""
    groups = [(references, words_to_add.checked(references, words)) for references, words in groups]
    added: list[Added] = []
    strangers: list[str] = []
    told: list[str] = []
    lists: list[str] = []
    with writer.transaction(is_dry_run=is_dry_run) as session:
        directory = resolve.load_directory(session)
        reading = ListReader(directory.is_organization)
        for references, words in groups:
            place = (
                find_place(
                    session,
                    words.topic,
                    reading,
                    list_name=words.list,
                    now=now,
                    can_create=can_create_topic,
                )
                if words.topic
                else None
            )
            organization_ids: dict[str, int] = organization_writer.ids_by_name(session)
            names: list[str] = []
            unknown: list[str] = []
            told += place.told if place is not None else ()
            told += _without_room(session, words, place, reading)
            for text in words.organizations:
                resolution = directory.resolve(text)
                names += resolution.names
                unknown += resolve.unknown_names(resolution)
                told += resolve.unknown_sentences(resolution)
            for name in unknown:
                if name not in organization_ids:
                    organization_ids[name] = organization_writer.add(session, name)
            wanted = [organization_ids[name] for name in (*names, *unknown)]
            added += [
                _add_one(session, one, words, place=place, organization_ids=wanted, now=now)
                for one in references
            ]
            strangers += unknown
            lists += [place.list] if place is not None else []
        reader = reader_within(session)
        for name in dict.fromkeys(lists):
            # What cannot be written is said now, not when the list is exported.
            export_source(reader, name, lists=reading)
    return Outcome(tuple(added), tuple(strangers), tuple(dict.fromkeys(told)))


def with_titles(writer: Writer, outcome: Outcome) -> Outcome:
    """Return the outcome with the titles that the papers have now, after enrichment."""
    with writer.transaction() as session:
        papers = tuple(
            replace(added, arxiv_id=name[0], title=name[1])
            for added in outcome.papers
            for name in (user_fields.name_of(session, added.id),)
        )
    return replace(outcome, papers=papers)


def joined(outcome: Outcome, kept: Mapping[int, int]) -> Outcome:
    """Return the outcome with papers that became a part of another one as that one."""
    papers = [replace(added, id=kept.get(added.id, added.id)) for added in outcome.papers]
    return replace(outcome, papers=tuple(papers))


def _add_one(
    session: Transaction,
    one: Reference,
    words: Words,
    *,
    place: Place | None,
    organization_ids: Sequence[int],
    now: datetime,
) -> Added:
    if one.own_id is not None:
        paper_id, is_new = one.own_id, False
        if not user_fields.exists(session, paper_id):
            raise NotFoundError(f"no paper has this number: {paper_id}")
    else:
        draft = _draft(one, words.title)
        is_new = paper_identity.find(session, draft) is None
        paper_id = paper_identity.ensure(session, [draft], now=now)[draft.identity]
        if is_new and one.url and reference.is_web(one.url):
            # Who knows it is asked next, or by `aiev enrich`.
            work_lookup.mark_pending(session, paper_id)
    if words.title:
        user_fields.set_title(session, paper_id, words.title)
    if words.date:
        user_fields.set_date(session, paper_id, words.date)
    organization_writer.append(session, paper_id, organization_ids, source="user")
    user_fields.add_tags(session, paper_id, words.tags)
    if words.note:
        user_fields.add_note(session, paper_id, words.note, now=now)
    is_filed = place is not None and user_fields.file_under(
        session,
        paper_id,
        list_id=place.list_id,
        topic_id=place.topic_id,
        listed_date=words.date,
        listed_organizations=words.organizations,
        words=EntryWords(words.venue, words.authors, words.links, words.short_name, words.keywords),
    )
    if is_filed and words.authors:
        paper_writer.settle(session, [paper_id])
    arxiv_id, title = user_fields.name_of(session, paper_id)
    path = place.path if place is not None else None
    filed_under, stands_under = (path, None) if is_filed else (None, path)
    return Added(paper_id, arxiv_id, title, is_new, filed_under, stands_under)


def _without_room(
    session: Transaction,
    words: Words,
    place: Place | None,
    reading: ListReader,
) -> list[str]:
    """Return a sentence for each field of the words that the place's list gives of no paper."""
    given = {"date": words.date, "organizations": words.organizations}
    fields = [field for field, value in given.items() if value]
    if place is None or not fields:
        return []
    listed = reading.read(paper_places.content(session, place.list_id))
    told = (told_of_unlisted(listed, place.list, field) for field in fields)
    return [sentence for sentence in told if sentence is not None]


def _draft(one: Reference, title: str | None) -> Draft:
    called = f"arXiv:{one.arxiv_id.value}" if one.arxiv_id else reference.title_of(one.url or "")
    return Draft(
        identity=paper.identity(one.arxiv_id, one.url, label="", topic=""),
        arxiv_id=one.arxiv_id,
        kind=paper.kind(one.arxiv_id, one.url),
        url=one.url,
        title=title,
        stand_in=called,
    )
