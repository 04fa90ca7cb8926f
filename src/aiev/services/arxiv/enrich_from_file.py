"""Filling papers from a metadata snapshot instead of the network."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import InputError
from aiev.services.arxiv.bulk_load import collect_recent_garbage, paused_garbage_collection
from aiev.services.arxiv.enrich import Enriched, store_batch
from aiev.sources.arxiv.api_values import Batch
from aiev.sources.files import snapshot
from aiev.sources.files.chunks import no_snapshot
from aiev.store.writing import paper_writer
from aiev.store.writing.writer import Writer

_PAPERS_A_BATCH = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """How far reading a snapshot has come: lines read, papers found, and the share of the file."""

    lines: int
    found: int
    share: float


def enrich_from_file(
    writer: Writer,
    path: Path,
    *,
    clock: Callable[[], datetime],
    index_folder: Path,
    is_refresh: bool = False,
    limit: int | None = None,
    known_before: date | None = None,
    progress: Callable[[Reading], None] = lambda _: None,
) -> Enriched:
    """Fill every paper that lacks metadata from the snapshot at `path`, or all with `is_refresh`.

    A paper that the snapshot lacks stays as it is: the file may be older than the paper. A record
    that is older than what is stored only fills gaps. What was found is stored even where Ctrl-C
    ends the reading; the next run goes on from there. A file that is damaged ends the work, and
    the result says so; one that cannot be read at all raises InputError.
    """
    with writer.transaction() as session:
        ids = paper_writer.pending(
            session, is_refresh=is_refresh, limit=limit, known_before=known_before
        )
    result = Enriched(asked=len(ids), is_refresh=is_refresh)
    waiting: list[ArxivRecord] = []
    lines = found = 0
    steps = snapshot.iter_wanted(path, ids, index_folder=index_folder)
    del ids
    try:
        with paused_garbage_collection():
            for step in steps:
                waiting += step.records
                result.findings.add(step.findings)
                lines += step.lines
                found += len(step.records)
                result.lacking = step.lacking
                if len(waiting) >= _PAPERS_A_BATCH:
                    store_batch(writer, Batch(tuple(waiting)), result, now=clock())
                    waiting.clear()
                    collect_recent_garbage()
                progress(Reading(lines, found, step.share))
    except InputError as error:
        if not lines:
            raise
        result.error = error
    finally:
        # Also where Ctrl-C ended it: what was found is good.
        if waiting:
            store_batch(writer, Batch(tuple(waiting)), result, now=clock())
    if not found and result.findings.count * 2 > lines:
        raise no_snapshot(path)
    return result
