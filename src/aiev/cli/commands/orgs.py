"""`aiev orgs`: the organizations with their counts."""

from typing import Annotated

from aiev.cli.options import AsJson, Option
from aiev.cli.run import Run

AtMost = Annotated[int | None, Option(("-n", "--limit"), "So many at the most.", "N", minimum=0)]


def orgs(run: Run, *, limit: AtMost = None, as_json: AsJson = False) -> None:
    """Show the organizations with their counts, most papers first; a parent counts its parts."""
    from aiev.cli.views import counts
    from aiev.store import catalog
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = catalog.organizations(reader)
    counts.show(run, found[:limit], name="organizations", as_json=as_json)
