"""Papers in rows: a table for people, the contract's tab-separated lines for programs."""

from __future__ import annotations

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import Paper


def show(run: Run, papers: Sequence[Paper]) -> None:
    """Print papers: `id⇥issued⇥title⇥organizations` in a pipe."""
    if not run.output.is_terminal:
        run.output.rows(
            (paper.arxiv_id or paper.id, paper.issued, paper.title, "; ".join(paper.organizations))
            for paper in papers
        )
        return
    if not papers:
        return
    run.output.table(
        [
            Column("id", style="cyan"),
            Column("issued"),
            Column("title", ratio=3),
            Column("organizations", ratio=2),
        ],
        [
            (paper.arxiv_id or paper.id, paper.issued, paper.title, ", ".join(paper.organizations))
            for paper in papers
        ],
    )
