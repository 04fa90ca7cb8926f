"""Papers in rows: lines for people, the contract's tab-separated lines for programs."""

from __future__ import annotations

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.domain.knowledge import Paper


def show(run: Run, papers: Sequence[Paper]) -> None:
    """Print papers: `id⇥issued⇥title⇥organizations` in a pipe."""
    if not run.output.is_terminal:
        run.output.rows(
            (paper.arxiv_id or paper.id, paper.issued, paper.title, "; ".join(paper.organizations))
            for paper in papers
        )
        return
    # A pipe needs no lines that are drawn.
    from aiev.cli.views import hit_lines  # noqa: PLC0415

    hit_lines.show_short(run, papers)
