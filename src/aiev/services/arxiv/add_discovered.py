"""Taking in papers that arXiv's search has found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.reference import Reference
from aiev.services.lists.add_paper import Outcome, add_papers, with_titles
from aiev.services.lists.words_to_add import Words
from aiev.store.writing import paper_writer
from aiev.store.writing.writer import Writer


def add_discovered(
    writer: Writer,
    records: Sequence[ArxivRecord],
    words: Words,
    *,
    now: datetime,
    is_dry_run: bool = False,
) -> Outcome:
    """Add the papers, with the metadata that arXiv's search gave, which needs no further request.

    All are added or none. Raises as `add_papers` does.
    """
    references = [Reference(arxiv_id=record.arxiv_id) for record in records]
    outcome = add_papers(writer, references, words, now=now, is_dry_run=is_dry_run)
    if is_dry_run:
        called = tuple(
            replace(added, title=record.title)
            for added, record in zip(outcome.papers, records, strict=True)
        )
        return replace(outcome, papers=called)
    with writer.transaction() as session:
        paper_writer.fill(session, records, now=now)
    return with_titles(writer, outcome)
