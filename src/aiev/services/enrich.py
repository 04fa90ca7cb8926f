"""Filling papers with what arXiv says about them, batch by batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiev.domain.arxiv_id import ArxivId
from aiev.errors import SourceError
from aiev.sources.arxiv_api import Batch
from aiev.store import paper_writer
from aiev.store.writer import Writer

Fetch = Callable[[Sequence[ArxivId]], Iterator[Batch]]
"""Answers metadata for ids, a batch a request; raises SourceError when it must give up."""


@dataclass(slots=True)
class Enriched:
    """What enrichment did; `error` says why it stopped early."""

    asked: int
    is_refresh: bool = False
    done: int = 0
    unknown: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    error: SourceError | None = None

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
    among: Iterable[int] | None = None,
    progress: Callable[[Enriched], None] = lambda _: None,
) -> Enriched:
    """Ask for every paper that lacks metadata, or for all with `is_refresh`, `limit` at the most.

    `among` narrows the work to the papers with these ids.
    Each batch is stored before the next is asked for, so that an interruption costs nothing:
    KeyboardInterrupt passes through with all finished batches kept. A SourceError ends the work
    and stands in the answer.
    """
    with writer.transaction() as session:
        ids = paper_writer.pending(session, is_refresh=is_refresh, limit=limit, among=among)
    result = Enriched(asked=len(ids), is_refresh=is_refresh)
    progress(result)
    try:
        for batch in fetch(ids) if ids else ():
            _store(writer, batch, result, now=clock())
            progress(result)
    except SourceError as error:
        result.error = error
    return result


def _store(writer: Writer, batch: Batch, result: Enriched, *, now: datetime) -> None:
    unknown = (*batch.unknown, *batch.invalid)
    with writer.transaction() as session:
        result.done += paper_writer.fill(session, batch.records, now=now)
        if unknown:
            paper_writer.mark_unknown(session, unknown, now=now)
    result.unknown += [one.value for one in unknown]
    result.failed += [(failure.arxiv_id.value, failure.reason) for failure in batch.failed]
