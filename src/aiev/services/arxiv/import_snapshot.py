"""Loading a metadata snapshot, or a slice of it, as papers."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.capped_list import CappedList
from aiev.domain.change import Change
from aiev.domain.finding import Finding
from aiev.errors import InputError
from aiev.services.arxiv.bulk_load import (
    Interrupt,
    Prefetch,
    deferred_interrupt,
    paused_garbage_collection,
)
from aiev.services.arxiv.enrich import MOST_CHANGES, MOST_FINDINGS
from aiev.services.arxiv.snapshot_filter import SnapshotFilter
from aiev.sources.files.chunks import Place, no_snapshot, open_snapshot
from aiev.sources.files.snapshot import Step, iter_records
from aiev.store.writing import history_writer, paper_loader, paper_writer
from aiev.store.writing.writer import Transaction, Writer

# Each batch closes a segment of the index: fewer are better, and memory is the price.
_PAPERS_A_BATCH = 10_000
# What was read without finding much is noted too, or an interrupted search of the whole file
# would begin anew.
_LINES_A_BATCH = 500_000
# New names and the numbers of authors go to pages all over their indexes. A commit writes each of
# these pages twice: with a million papers that was half of all work when each batch was committed.
_BATCHES_A_COMMIT = 5
_Batch = tuple[Sequence[ArxivRecord], Place]
# A file that begins with so many lines that are no records, and hardly another, is something else.
_STRANGE_LINES = 1000


@dataclass(slots=True)
class Loaded:
    """What loading has done so far; `known` counts the records that told nothing new.

    `resumed_at` is the line on which an earlier, interrupted run stopped. `findings` are lines that
    are no records. `error` says why reading ended early.
    """

    resumed_at: int = 0
    lines: int = 0
    wanted: int = 0
    added: int = 0
    updated: int = 0
    known: int = 0
    share: float = 0.0
    findings: CappedList[Finding] = field(default_factory=lambda: CappedList(MOST_FINDINGS))
    changes: CappedList[Change] = field(default_factory=lambda: CappedList(MOST_CHANGES))
    error: InputError | None = None


def import_snapshot(
    writer: Writer,
    path: Path,
    wanted: SnapshotFilter,
    *,
    now: datetime,
    is_dry_run: bool = False,
    papers_a_batch: int = _PAPERS_A_BATCH,
    batches_a_commit: int = _BATCHES_A_COMMIT,
    progress: Callable[[Loaded], None] = lambda _: None,
) -> Loaded:
    """Store the records of the snapshot that are wanted, some batches of them in a transaction.

    A run that was killed is taken up where its last transaction ended; Ctrl-C ends it soon, with
    all that was stored kept. A paper that is known already is left alone unless it lacks metadata
    or the record is newer; organizations, entries and the user's own words stay in any case. With
    `is_dry_run` nothing is stored.

    Raises InputError for a file that cannot be read at all; a damaged one ends the work, and the
    result says so.
    """
    name = _name(path, wanted)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        behind = None if is_dry_run else paper_loader.find_progress(session, name)
    start = Place(*behind) if behind else Place()
    result = Loaded(resumed_at=start.line)
    steps = iter_records(path, start=start, is_wanted=wanted.glance)
    with deferred_interrupt() as interrupt, paused_garbage_collection():
        batches = _iter_batches(
            path, steps, wanted, result, size=papers_a_batch, interrupt=interrupt, progress=progress
        )
        with Prefetch(batches) as prefetch:
            for group in _groups(iter(prefetch), papers_a_batch, batches_a_commit):
                with writer.transaction(is_dry_run=is_dry_run, is_bulk=True) as session:
                    for records, end in group:
                        _store(session, records, result, now=now, meanwhile=prefetch.start)
                        paper_loader.store_progress(session, name, offset=end.offset, line=end.line)
    if result.error is not None:
        if not result.added + result.updated + result.known:
            raise result.error
        return result
    with writer.transaction(is_dry_run=is_dry_run) as session:
        paper_loader.drop_progress(session, name)
    return result


def _groups(batches: Iterator[_Batch], papers: int, most: int) -> Iterator[Iterator[_Batch]]:
    """Yield groups of batches, one for each transaction; each is to be used up before the next."""
    for first in batches:
        yield _group(first, batches, papers, most)


def _group(first: _Batch, others: Iterator[_Batch], papers: int, most: int) -> Iterator[_Batch]:
    """Yield at most so many batches; one that is not full ends the group.

    It took long to find, and nobody else can write while the transaction waits for the next one.
    """
    for batch in chain((first,), islice(others, most - 1)):
        yield batch
        if len(batch[0]) < papers:
            return


def _iter_batches(
    path: Path,
    steps: Iterator[Step],
    wanted: SnapshotFilter,
    result: Loaded,
    *,
    size: int,
    interrupt: Interrupt,
    progress: Callable[[Loaded], None],
) -> Iterator[_Batch]:
    """Yield batches of wanted records, each with the place in the file that it was read up to.

    A batch may be empty. A file that is damaged or something else ends them, and the result says
    so.
    """
    waiting: dict[str, ArxivRecord] = {}
    lines = read = 0
    end = Place()
    try:
        for step in steps:
            if interrupt.is_due:
                return
            taken = wanted.wanted(step.records)
            waiting.update((record.arxiv_id.value, record) for record in taken)
            result.wanted += len(taken)
            result.lines += step.lines
            result.share = step.share
            result.findings.add(step.findings)
            read += len(step.records)
            progress(result)
            if result.findings.count >= _STRANGE_LINES and _is_strange(result, read):
                break
            lines += step.lines
            end = step.end
            if len(waiting) >= size or lines >= _LINES_A_BATCH:
                yield tuple(waiting.values()), end
                waiting.clear()
                lines = 0
    except InputError as error:
        # What was read before the damage is good.
        result.error = error
    if _is_strange(result, read):
        result.error = no_snapshot(path)
    if waiting:
        yield tuple(waiting.values()), end


def _is_strange(result: Loaded, read: int) -> bool:
    return not read and result.findings.count * 2 > result.lines


def _store(
    session: Transaction,
    records: Sequence[ArxivRecord],
    result: Loaded,
    *,
    now: datetime,
    meanwhile: Callable[[], object],
) -> None:
    new, newer = paper_loader.part(session, records)
    ids = [record.arxiv_id.value for record in newer]
    before = history_writer.read_before(session, ids)
    paper_writer.fill(session, newer, now=now)
    result.changes.add(history_writer.record_changes(session, before, ids, now=now))
    paper_loader.load(session, new, now=now, meanwhile=meanwhile)
    result.added += len(new)
    result.updated += len(newer)
    result.known += len(records) - len(new) - len(newer)


def _name(path: Path, wanted: SnapshotFilter) -> str:
    """Return a name that only a run with the same file, unchanged, and the same filter has."""
    with open_snapshot(path) as snapshot:
        text = f"{path.resolve()}\n{snapshot.stamp}\n{wanted.key}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]
