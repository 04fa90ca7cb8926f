"""Describing works of which only an address is known, each stored once somebody has told of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiev.domain.paper import Enrichment
from aiev.errors import SourceError
from aiev.services.exchange import work_reference
from aiev.services.exchange.import_works import as_read
from aiev.sources.works.look_up import Answered, Asked
from aiev.store.writing import (
    curation_writer,
    paper_writer,
    user_fields,
    work_lookup,
    work_writer,
)
from aiev.store.writing.work_writer import Work
from aiev.store.writing.writer import Transaction, Writer

Fetch = Callable[[Sequence[Asked]], Iterator[Answered]]


@dataclass(slots=True)
class Looked:
    """What came of asking for works.

    `joined` has the paper that each one became where it proved to be a preprint's other address.
    `failed` says of each work without an answer why; `unknown` are those that nobody knows.
    """

    asked: int = 0
    done: int = 0
    unknown: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    joined: dict[int, int] = field(default_factory=dict)
    errors: tuple[SourceError, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every work that was asked for is described."""
        return not self.unknown and not self.failed


def look_up(
    writer: Writer,
    fetch: Fetch,
    *,
    can_ask: Callable[[str], bool],
    clock: Callable[[], datetime],
    among: Iterable[int] | None = None,
    limit: int | None = None,
    progress: Callable[[Looked], None] = lambda _: None,
) -> Looked:
    """Ask for the works that wait, and store each answer at once: an interrupted run goes on.

    Those for which `can_ask` knows nobody wait on.
    """
    result = Looked()
    with writer.transaction() as session:
        waiting = [
            one
            for one in work_lookup.pending(session, among=among, limit=limit)
            if can_ask(one.url)
        ]
    result.asked = len(waiting)
    if not waiting:
        return result
    for answered in fetch([Asked(one.id, one.url) for one in waiting]):
        with writer.transaction() as session:
            _store(session, answered, result, now=clock())
        progress(result)
    return result


def _store(session: Transaction, answered: Answered, result: Looked, *, now: datetime) -> None:
    paper_id, url = answered.asked.paper_id, answered.asked.url
    if not user_fields.exists(session, paper_id):
        return  # Another answer made it a part of another paper.
    record = as_read(answered.record) if answered.record else None
    if record is None:
        if answered.reason is None:
            result.unknown.append(url)
            work_lookup.mark(session, paper_id, Enrichment.UNKNOWN, now=now)
        else:
            result.failed.append((url, answered.reason))
            work_lookup.mark(session, paper_id, Enrichment.PENDING, now=now)
        return
    before = user_fields.name_of(session, paper_id)[1]
    work = Work(
        record, work_reference.journal_reference(record), work_reference.kind_of(record), before
    )
    work_writer.fill(session, paper_id, work, source=answered.source)
    work_writer.state(session, {paper_id: work}, source=answered.source)
    work_lookup.mark(session, paper_id, Enrichment.DONE, now=now)
    work_lookup.relabel(session, paper_id, before)
    paper_writer.settle(session, [paper_id])
    result.done += 1
    if record.arxiv_id is None:
        return
    own = curation_writer.kept(session, paper_id)
    kept = work_lookup.join(session, paper_id, record.arxiv_id)
    if kept is None:
        result.told.append(
            f"{answered.source} names arXiv:{record.arxiv_id.value} for {url},"
            " which is another work by its title"
        )
    else:
        result.joined[paper_id] = kept
        result.told += curation_writer.overruled(own, curation_writer.kept(session, kept))
