"""`aiev authors`: the authors with their counts."""

from aiev.cli.parsing.options import AsJson, Limit, Offset
from aiev.cli.run import Run


def authors(run: Run, *, limit: Limit = 100, offset: Offset = 0, as_json: AsJson = False) -> None:
    """Show the authors with their counts, most papers first."""
    from aiev.cli.terminal.printable import counted
    from aiev.cli.views import counts
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = catalog.authors(reader, limit=limit, offset=offset)
        all_authors = catalog.count_authors(reader)
    counts.show(run, found, name="authors", has_parents=False, as_json=as_json)
    if found and len(found) < all_authors:
        shown = f"{offset + 1:,}–{offset + len(found):,} shown"
        run.output.message(f"{counted(all_authors, 'author')}, {shown}")
