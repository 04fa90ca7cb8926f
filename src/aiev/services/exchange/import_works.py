"""Importing the works of another program's file: matched with what is here, each said by whom."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from aiev.domain import reference
from aiev.domain.finding import Finding
from aiev.domain.person_name import is_others
from aiev.domain.work_groups import combined, grouped
from aiev.domain.work_record import Reading, WorkRecord
from aiev.services.exchange import work_reference
from aiev.services.exchange.filing import Filing, ImportedWorks
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.place import Place, find_place
from aiev.services.organizations import resolve
from aiev.sources.arxiv import tex_reading
from aiev.store.writing import paper_writer, user_fields, user_words, work_match, work_writer
from aiev.store.writing.work_writer import Work
from aiev.store.writing.writer import Transaction, Writer, reader_within
from aiev.value import replace


def import_works(
    writer: Writer,
    reading: Reading,
    *,
    source: str,
    filing: Filing,
    now: datetime,
    is_dry_run: bool = False,
) -> ImportedWorks:
    """Store the works of a file, all or none; to import the same again changes nothing.

    Raises as `find_place` does for a topic that cannot be used.
    """
    groups = grouped(map(as_read, reading.records), work_match.identities)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        matches = work_match.Matcher(session).find(groups.records)
        findings = [*reading.findings, *groups.findings]
        known: dict[int, WorkRecord] = {}
        new: list[WorkRecord] = []
        for record, match in zip(groups.records, matches, strict=True):
            if match.told is not None:
                findings.append(Finding(record.line, *match.told))
            if match.paper_id is None:
                new.append(record)
            else:
                before = known.get(match.paper_id)
                known[match.paper_id] = combined(before, record) if before else record
        works = {key: _work(record) for key, record in known.items()}
        anew = work_writer.said_anew(session, works, source=source)
        for key in anew:
            work_writer.fill(session, key, works[key], source=source)
        made = [_work(record) for record in new]
        new_ids = work_writer.make(session, made, now=now)
        works.update(zip(new_ids, made, strict=True))
        changed = {*anew, *new_ids}
        work_writer.state(session, {key: works[key] for key in sorted(changed)}, source=source)
        changed |= user_words.add_tags(
            session, {key: (*filing.tags, *work.record.groups) for key, work in works.items()}
        )
        changed |= user_words.add_notes(
            session,
            {key: work.record.notes for key, work in works.items() if work.record.notes},
            now=now,
        )
        place, filed = _file(session, tuple(works), filing, now=now)
        changed |= filed
        paper_writer.settle(session, changed - set(new_ids))
        result = ImportedWorks(
            records=len(reading.records),
            papers=len(works),
            new=len(new_ids),
            changed=len(changed - set(new_ids)),
            repeated=groups.repeated,
            arxiv_papers=sum(work.record.arxiv_id is not None for work in works.values()),
            filed=len(filed),
            topic=place.path if place else None,
            findings=tuple(sorted(findings, key=lambda one: one.line)),
            paper_ids=tuple(sorted(works)),
            told=place.told if place else (),
        )
        return _with_states(session, result)


def as_read(record: WorkRecord) -> WorkRecord:
    """Return the record as people read it: without TeX, and without what stands for authors.

    What the source wrote is kept beside title and abstract.
    """
    title, tex_title = tex_reading.read(record.title or "")
    abstract, tex_abstract = tex_reading.read(record.abstract or "")
    authors = tuple([name for name in record.authors if not is_others(name)])
    return dataclasses.replace(
        record,
        title=title or None,
        tex_title=tex_title,
        abstract=abstract or None,
        tex_abstract=tex_abstract,
        authors=authors,
        has_more_authors=record.has_more_authors or len(authors) < len(record.authors),
    )


def with_states(writer: Writer, imported: ImportedWorks) -> ImportedWorks:
    """Return the result with the states that its papers have now, after enrichment."""
    with writer.transaction() as session:
        return _with_states(session, imported)


def _with_states(session: Transaction, imported: ImportedWorks) -> ImportedWorks:
    states = paper_writer.states(session, imported.paper_ids)
    return replace(imported, pending=len(states.pending), unknown=states.unknown)


def _work(record: WorkRecord) -> Work:
    return Work(
        record,
        work_reference.journal_reference(record),
        work_reference.kind_of(record),
        stand_in(record),
    )


def stand_in(record: WorkRecord) -> str:
    """Return what a work may be called of which only an id or an address is known."""
    if record.arxiv_id is not None:
        return f"arXiv:{record.arxiv_id.value}"
    if record.doi:
        return f"doi:{record.doi}"
    return reference.title_of(record.url or "")


def _file(
    session: Transaction, paper_ids: Sequence[int], filing: Filing, *, now: datetime
) -> tuple[Place | None, frozenset[int]]:
    """File the papers under the topic asked for; return it and those that were not there yet."""
    if filing.topic is None:
        return None, frozenset()
    reading = ListReader(resolve.load_directory(session).is_organization)
    place = find_place(
        session,
        filing.topic,
        reading,
        list_name=filing.list,
        now=now,
        can_create=filing.can_create_topic,
    )
    filed = frozenset(
        key
        for key in paper_ids
        if user_fields.file_under(
            session,
            key,
            list_id=place.list_id,
            topic_id=place.topic_id,
            listed_date=None,
            listed_organizations=(),
        )
    )
    # What cannot be written is said now, not when the list is exported.
    export_source(reader_within(session), place.list, lists=reading)
    return place, filed
