"""Filling papers with what arXiv says about them, a batch at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.capped_list import CappedList
from aiev.domain.change import Change
from aiev.domain.finding import Finding
from aiev.errors import AievError, SourceError
from aiev.sources.arxiv.api_values import Batch
from aiev.store.writing import history_writer, paper_writer
from aiev.store.writing.writer import Writer

ARXIV = "arxiv"
MOST_FINDINGS, MOST_FAILURES, MOST_CHANGES = 20, 1_000, 10_000
"""How many are kept to be shown: in a file of another kind every line is a finding."""
_AUTHORS_A_PART = 20_000

Fetch = Callable[[Iterable[ArxivId]], Iterator[Batch]]
"""Yields metadata for ids, a batch for each request; raises SourceError when it gives up."""


@dataclass(slots=True)
class Enriched:
    """What enrichment did; `error` says why it stopped early.

    `unknown` are ids that arXiv does not have, `unknown_before` those of them that an earlier run
    had found out. `failed` are ids without a usable answer, each with the reason. `changed` counts
    the papers that the `changes` are about. Of a snapshot, `findings` are the lines that are no
    records, and `lacking` the first of the ids that it does not have.
    """

    asked: int
    is_refresh: bool = False
    done: int = 0
    changed: int = 0
    unknown_before: tuple[str, ...] = ()
    unknown: list[str] = field(default_factory=list)
    failed: CappedList[tuple[str, str]] = field(default_factory=lambda: CappedList(MOST_FAILURES))
    changes: CappedList[Change] = field(default_factory=lambda: CappedList(MOST_CHANGES))
    findings: CappedList[Finding] = field(default_factory=lambda: CappedList(MOST_FINDINGS))
    lacking: tuple[str, ...] = ()
    error: AievError | None = None

    @property
    def left(self) -> int:
        """How many of the ids asked for got no answer."""
        return self.asked - self.done - len(self.unknown)


def enrich(
    writer: Writer,
    fetch: Fetch,
    *,
    clock: Callable[[], datetime],
    is_refresh: bool = False,
    limit: int | None = None,
    among: Sequence[int] | None = None,
    known_before: date | None = None,
    check_time: Callable[[], None] = lambda: None,
    progress: Callable[[Enriched], None] = lambda _: None,
) -> Enriched:
    """Ask for every paper that lacks metadata, or for all with `is_refresh`; at most `limit`.

    `among` narrows the work to the papers with these ids, `known_before` a refresh to those that
    were last asked for before that day.
    `check_time` raises SourceError where the time is over; it is called within a batch that takes
    long to store.
    Each batch is stored before the next is asked for, so that an interruption costs nothing:
    KeyboardInterrupt passes through with all finished batches kept. A SourceError ends the work
    and is the `error` of the result.
    """
    with writer.transaction() as session:
        ids = paper_writer.pending(
            session, is_refresh=is_refresh, limit=limit, among=among, known_before=known_before
        )
        known = paper_writer.states(session, among).unknown if among is not None else ()
    result = Enriched(asked=len(ids), is_refresh=is_refresh, unknown_before=known)
    progress(result)
    try:
        for batch in fetch(map(ArxivId, ids)) if ids else ():
            for number, part in enumerate(_parts(batch)):
                if number:
                    check_time()
                store_batch(writer, part, result, now=clock())
                progress(result)
    except SourceError as error:
        result.error = error
    return result


def _parts(batch: Batch) -> Iterator[Batch]:
    """Yield a batch in parts that are stored in about a second each.

    A collaboration has thousands of authors, and a hundred such papers are one answer.
    """
    records: list[ArxivRecord] = []
    authors = 0
    for record in batch.records:
        if records and authors + len(record.authors) > _AUTHORS_A_PART:
            yield Batch(tuple(records))
            records, authors = [], 0
        records.append(record)
        authors += len(record.authors)
    yield replace(batch, records=tuple(records))


def store_batch(writer: Writer, batch: Batch, result: Enriched, *, now: datetime) -> None:
    """Store a source's answers, what they changed, and the ids that it did not answer for."""
    unknown = (*batch.unknown, *batch.invalid)
    answered = [record.arxiv_id.value for record in batch.records]
    reasons = {one.value: "arXiv has no such paper" for one in batch.unknown}
    reasons |= {one.value: "no id that arXiv accepts" for one in batch.invalid}
    reasons |= {failure.arxiv_id.value: failure.reason for failure in batch.failed}
    with writer.transaction() as session:
        before = history_writer.read_before(session, answered)
        result.done += paper_writer.fill(session, batch.records, now=now)
        changes = history_writer.record_changes(session, before, answered, now=now)
        if unknown:
            paper_writer.mark_unknown(session, unknown, now=now)
        history_writer.forget_failures(session, answered, source=ARXIV)
        history_writer.count_failures(session, reasons, source=ARXIV, now=now)
    result.unknown += [one.value for one in unknown]
    result.failed.add([(failure.arxiv_id.value, failure.reason) for failure in batch.failed])
    result.changes.add(changes)
    result.changed += len({change.paper_id for change in changes})
