"""`aiev stats`: the size of the knowledge base."""

from aiev.cli.options import AsJson
from aiev.cli.run import Run


def stats(run: Run, *, as_json: AsJson = False) -> None:
    """Show how much there is, by kind and year, and what is missing."""
    from aiev.cli.views import totals
    from aiev.store import catalog
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = catalog.totals(reader)
    if as_json:
        run.output.json(totals.as_json(found))
    else:
        totals.show(run, found)
