"""Loading a metadata snapshot, or a slice of it, as papers."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.change import Change
from aiev.domain.finding import Finding
from aiev.errors import InputError
from aiev.services import cycles
from aiev.services.ahead import Ahead
from aiev.services.enrich import KEPT_CHANGES, KEPT_FINDINGS
from aiev.services.kept import Kept
from aiev.services.snapshot_filter import SnapshotFilter
from aiev.sources import arxiv_dump
from aiev.sources.arxiv_dump import Step
from aiev.sources.arxiv_dump_file import Place, open_snapshot
from aiev.store import bookmark, change_writer, paper_loader, paper_writer
from aiev.store.writer import Transaction, Writer

# Each commit closes a segment of the index: fewer are better, and memory is the price.
_PAPERS_A_COMMIT = 10_000
# What was read without finding much is noted too, or an interrupted search of the whole file
# would begin anew.
_LINES_A_COMMIT = 500_000
# A file that begins with so many lines that are no records, and hardly another, is something else.
_STRANGE_LINES = 1000


@dataclass(slots=True)
class Loaded:
    """What loading did so far: lines read, records wanted, papers added, filled anew and known.

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
    findings: Kept[Finding] = field(default_factory=lambda: Kept(KEPT_FINDINGS))
    changes: Kept[Change] = field(default_factory=lambda: Kept(KEPT_CHANGES))
    error: InputError | None = None


def import_snapshot(
    writer: Writer,
    path: Path,
    wanted: SnapshotFilter,
    *,
    now: datetime,
    is_trial: bool = False,
    papers_a_commit: int = _PAPERS_A_COMMIT,
    progress: Callable[[Loaded], None] = lambda _: None,
) -> Loaded:
    """Store the records of the snapshot that are wanted, some thousands in a transaction.

    A run that was interrupted is taken up where its last transaction ended. A paper that is here
    is left alone unless it lacks metadata or the record is newer; organizations, entries and the
    user's own words stay in any case. With `is_trial` nothing is stored.

    Raises InputError for a file that cannot be read at all; one that is damaged ends the work and
    stands in the answer.
    """
    name = _name(path, wanted)
    with writer.transaction(is_trial=is_trial) as session:
        behind = None if is_trial else bookmark.find(session, name)
    start = Place(*behind) if behind else Place()
    result = Loaded(resumed_at=start.line)
    steps = arxiv_dump.iter_records(path, start=start, is_wanted=wanted.may_want)
    batches = _iter_batches(steps, wanted, result, size=papers_a_commit, progress=progress)
    try:
        with cycles.put_off(), Ahead(batches) as ahead:
            for records, end in ahead:
                with writer.transaction(is_trial=is_trial) as session:
                    _store(session, records, result, now=now, meanwhile=ahead.start)
                    bookmark.put(session, name, offset=end.offset, line=end.line)
    except InputError as error:
        if not result.added + result.updated + result.known:
            raise
        result.error = error
        return result
    with writer.transaction(is_trial=is_trial) as session:
        bookmark.drop(session, name)
    return result


def _iter_batches(
    steps: Iterator[Step],
    wanted: SnapshotFilter,
    result: Loaded,
    *,
    size: int,
    progress: Callable[[Loaded], None],
) -> Iterator[tuple[Sequence[ArxivRecord], Place]]:
    """Yield wanted records and the place up to which that is all; the last batch may be empty."""
    waiting: dict[str, ArxivRecord] = {}
    lines = read = 0
    is_strange = False
    end = Place()
    try:
        for step in steps:
            taken = [record for record in step.records if wanted.wants(record)]
            waiting.update((record.arxiv_id.value, record) for record in taken)
            result.wanted += len(taken)
            result.lines += step.lines
            result.share = step.share
            result.findings.add(step.findings)
            read += len(step.records)
            progress(result)
            is_strange = not read and result.findings.count * 2 > result.lines
            if is_strange and result.findings.count >= _STRANGE_LINES:
                break
            lines += step.lines
            end = step.end
            if len(waiting) >= size or lines >= _LINES_A_COMMIT:
                yield tuple(waiting.values()), end
                waiting.clear()
                lines = 0
    except InputError:
        # What was read before the damage is good.
        if waiting:
            yield tuple(waiting.values()), end
        raise
    if is_strange:
        raise InputError("this file is no snapshot of arXiv's metadata: no line is a record")
    if waiting:
        yield tuple(waiting.values()), end


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
    before = change_writer.look(session, ids)
    paper_writer.fill(session, newer, now=now)
    result.changes.add(change_writer.note(session, before, ids, now=now))
    paper_loader.load(session, new, now=now, meanwhile=meanwhile)
    result.added += len(new)
    result.updated += len(newer)
    result.known += len(records) - len(new) - len(newer)


def _name(path: Path, wanted: SnapshotFilter) -> str:
    """Name the load of one state of a file through one filter."""
    with open_snapshot(path) as snapshot:
        text = f"{path.resolve()}\n{snapshot.stamp}\n{wanted.key}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]
