"""Everything about one paper or several: records, lines or JSON."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.views import one_paper
from aiev.domain import knowledge
from aiev.domain.change import Attempt
from aiev.domain.knowledge import Paper


def show(
    run: Run,
    papers: Sequence[Paper],
    *,
    attempts: Sequence[Sequence[Attempt]],
    near: Sequence[Paper] = (),
    is_verbose: bool = False,
    fields: str | None,
    as_json: bool,
) -> None:
    """Print the papers, with what was asked in vain for each; `fields` chooses what is told.

    `near` are papers like the only one, which a terminal shows too, and with `is_verbose` more.

    One paper is a bare object in JSON; several stand in a list under `papers`.
    """
    if fields is not None or as_json:
        told = [knowledge.as_json(paper) for paper in papers]
    if fields is not None:
        # Loaded where fields are chosen: start-up is for the others.
        from aiev.cli.views import chosen_fields  # noqa: PLC0415

        if not as_json:
            chosen_fields.show(run, told, fields, known=knowledge.NAMES)
            return
        told = chosen_fields.chosen(told, fields, known=knowledge.NAMES)
    if as_json:
        is_one = len(told) == 1
        run.output.json(told[0] if is_one else {"schema": knowledge.SCHEMA, "papers": told})
        return
    for number, (paper, in_vain) in enumerate(zip(papers, attempts, strict=True)):
        if number:
            run.output.line()
        if not run.output.is_terminal:
            one_paper.show(run, paper, attempts=in_vain)
            continue
        # A pipe gets none of it.
        from aiev.cli.views import paper_page  # noqa: PLC0415

        is_one = len(papers) == 1
        paper_page.show(
            run, paper, attempts=in_vain, near=near, is_verbose=is_verbose, has_ways_on=is_one
        )
