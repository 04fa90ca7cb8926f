"""`aiev stats`: the size of the knowledge base, and how its papers spread."""

from typing import Annotated

from aiev.cli.options import AsJson, Option
from aiev.cli.run import Run

Top = Annotated[
    int, Option(("-n", "--limit"), "So many topics, organizations and authors.", "N", minimum=0)
]


def stats(run: Run, *, limit: Top = 10, as_json: AsJson = False) -> None:
    """Show how much there is and what is missing; on a terminal also when and by whom."""
    from aiev.cli.views import totals
    from aiev.store import catalog
    from aiev.store.reader import open_reader

    is_drawn = run.output.is_terminal or as_json
    with open_reader(run.settings.database) as reader:
        found = catalog.totals(reader)
        if is_drawn:
            from aiev.cli.views import spread as view
            from aiev.store.spread import spread

            spreading = spread(reader, limit=limit)
    if as_json:
        run.output.json({**totals.as_json(found), **view.as_json(spreading)})
        return
    totals.show(run, found)
    if is_drawn:
        view.show(run, spreading)
