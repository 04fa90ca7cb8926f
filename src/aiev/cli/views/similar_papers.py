"""The papers nearest to others: a table for people, lines for pipes, JSON for programs."""

from collections.abc import Sequence

from aiev.cli import printable
from aiev.cli.cells import Column, Marked, Stack
from aiev.cli.run import Run
from aiev.domain import paper_json
from aiev.domain.knowledge import Paper
from aiev.services.similar import Similar


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
                "schema": paper_json.SCHEMA,
                "paper": paper_json.as_json(origin) if origin else None,
                "topics": list(topics),
                "papers": [
                    {
                        **paper_json.as_json(each.paper),
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
        run.output.table(
            [
                Column("#", justify="right", style="dim", is_whole=True),
                Column("title", ratio=1),
                Column("near", justify="right", is_whole=True),
                Column("issued", is_whole=True),
                Column("arXiv", style="cyan", is_whole=True),
            ],
            [
                (
                    rank,
                    _title(each),
                    f"{each.score:.0%}",
                    each.paper.issued,
                    each.paper.arxiv_id or str(each.paper.id),
                )
                for rank, each in enumerate(near, start=1)
            ],
            title=f"Near to {printable.one_line(what)}",
        )
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


def _title(each: Similar) -> Stack:
    shared = [", ".join(each.terms)] if each.terms else []
    shared += [f"topic {topic}" for topic in each.topics]
    shared += [f"by {author}" for author in each.authors]
    return Stack(
        (
            Marked(printable.one_line(each.paper.title), style="bold"),
            Marked(printable.one_line("shares " + " · ".join(shared)), style="dim"),
        )
    )
