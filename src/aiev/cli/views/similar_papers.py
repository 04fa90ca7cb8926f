"""The papers nearest to others: a table for people, lines for pipes, JSON for programs."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import NARROW, Cell, Column, Marked, Stack
from aiev.domain import knowledge
from aiev.domain.knowledge import Paper
from aiev.services.search.similar import Similar


def show(
    run: Run,
    near: Sequence[Similar],
    *,
    origin: Paper | None,
    topics: Sequence[str],
    as_json: bool,
) -> None:
    """Print the papers near to `origin`, or to those of `topics` where there is none.

    `id⇥issued⇥title⇥shared words` in a pipe.
    """
    what = origin.title if origin else f"the papers of {' and '.join(topics)}"
    if as_json:
        run.output.json(
            {
                "schema": knowledge.SCHEMA,
                "paper": knowledge.as_json(origin) if origin else None,
                "topics": list(topics),
                "papers": [
                    {
                        **knowledge.as_json(each.paper),
                        "score": each.score,
                        "shared": {
                            "terms": list(each.terms),
                            "topics": list(each.topics),
                            "authors": list(each.authors),
                        },
                    }
                    for each in near
                ],
            }
        )
    elif not near:
        run.output.message(f"nothing shares a telling word with {what}")
    elif run.output.is_terminal:
        _table(run, near, title=f"Near to {printable.one_line(what)}")
    else:
        run.output.rows(
            (
                each.paper.arxiv_id or each.paper.id,
                each.paper.issued,
                each.paper.title,
                ", ".join(each.terms),
            )
            for each in near
        )


def _table(run: Run, near: Sequence[Similar], *, title: str) -> None:
    # As in what a search found: on a narrow terminal the titles get all of the width.
    is_narrow = run.output.width < NARROW
    columns = [Column("#", justify="right", style="dim", is_whole=True), Column("title", ratio=1)]
    if not is_narrow:
        columns += [
            Column("near", justify="right", is_whole=True),
            Column("issued", is_whole=True),
            Column("arXiv", style="cyan", is_whole=True),
        ]
    run.output.table(
        columns,
        [_row(rank, each, is_narrow=is_narrow) for rank, each in enumerate(near, start=1)],
        title=title,
        is_spaced=True,
    )


def _row(rank: int, each: Similar, *, is_narrow: bool) -> list[Cell]:
    paper = each.paper
    name = paper.arxiv_id or str(paper.id)
    parts = [Marked(printable.one_line(paper.title), style="bold")]
    if is_narrow:
        known = (name, paper.issued, f"{each.score:.0%} near")
        parts.append(Marked(" · ".join(text for text in known if text), style="cyan"))
    shared = [", ".join(each.terms)] if each.terms else []
    shared += [f"topic {topic}" for topic in each.topics]
    shared += [f"by {author}" for author in each.authors]
    parts.append(Marked(printable.one_line("shares " + " · ".join(shared)), style="dim"))
    row: list[Cell] = [rank, Stack(tuple(parts))]
    return row if is_narrow else [*row, f"{each.score:.0%}", paper.issued, name]
