"""What a search found, with all that helps to choose: a table for people."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import NARROW, Cell, Column, Marked, Stack
from aiev.cli.views.hit_lines import first_authors
from aiev.services.search.run_query import Hit

_WIDE, _WIDER = 110, 150
_FIRST_AUTHORS = 3


def show(run: Run, hits: Sequence[Hit], *, first: int, has_snippets: bool) -> None:
    """Draw the hits, the rank of the first being `first`."""
    width = run.output.width
    columns = [Column("#", justify="right", style="dim", is_whole=True), Column("title", ratio=5)]
    if width >= _WIDE:
        columns.append(Column("organizations", ratio=2))
    if width >= _WIDER:
        columns.append(Column("topic", ratio=2, style="dim"))
    if width >= NARROW:
        columns += [Column("issued", is_whole=True), Column("arXiv", style="cyan", is_whole=True)]
    rows = [
        _row(hit, rank, width=width, has_snippet=has_snippets)
        for rank, hit in enumerate(hits, start=first)
    ]
    run.output.table(columns, rows, is_spaced=has_snippets)


def _row(hit: Hit, rank: int, *, width: int, has_snippet: bool) -> list[Cell]:
    paper = hit.paper
    parts = [Marked(paper.title, hit.title_marks, style="bold")]
    lacking = f"lacks {', '.join(hit.lacks)}" if hit.lacks else None
    if width < NARROW:
        known = (paper.arxiv_id, paper.issued, printable.one_line(lacking) if lacking else None)
        found = " · ".join(text for text in known if text)
        parts += [Marked(found, style="cyan")] if found else []
    below = [first_authors(paper, _FIRST_AUTHORS), lacking if lacking and width >= NARROW else ""]
    if width < _WIDE:
        below += list(paper.organizations)
    below = [text for text in below if text]
    if below:
        parts.append(Marked(printable.one_line(" · ".join(below)), style="dim"))
    if width < _WIDER and paper.topics:
        parts.append(Marked(printable.one_line(paper.topics[0]), style="dim italic"))
    if has_snippet and hit.snippet is not None:
        parts.append(Marked(hit.snippet.text, hit.snippet.marks))
    row: list[Cell] = [rank, Stack(tuple(parts))]
    if width >= _WIDE:
        row.append(", ".join(paper.organizations) or None)
    if width >= _WIDER:
        topics = tuple(Marked(printable.one_line(topic)) for topic in paper.topics)
        row.append(Stack(topics) if topics else None)
    return row if width < NARROW else [*row, paper.issued, paper.arxiv_id]
