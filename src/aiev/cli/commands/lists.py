"""`aiev lists`: the imported lists."""

from aiev.cli.parsing.options import AsJson
from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column


def lists(run: Run, *, as_json: AsJson = False) -> None:
    """Show the lists of the knowledge base with their counts."""
    from aiev.domain.knowledge import SCHEMA
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader
    from aiev.value import as_dict

    with open_reader(run.settings.database_path) as reader:
        found = catalog.lists(reader)
    if as_json:
        run.output.json({"schema": SCHEMA, "lists": [as_dict(one) for one in found]})
    elif run.output.is_terminal:
        is_wide = run.output.width >= 120
        is_narrow = run.output.width < 60
        run.output.table(
            [
                Column("list"),
                *([] if is_narrow else [Column("entries", justify="right")]),
                Column("papers", justify="right"),
                *([] if is_narrow else [Column("topics", justify="right")]),
                Column("imported", is_whole=True),
                *([Column("path", ratio=1)] if is_wide else []),
            ],
            [
                (
                    one.name,
                    *([] if is_narrow else [one.entries]),
                    one.papers,
                    *([] if is_narrow else [one.topics]),
                    one.imported_at[:10],
                    *([one.path] if is_wide else []),
                )
                for one in found
            ],
        )
    else:
        run.output.rows(
            (one.name, one.entries, one.papers, one.topics, one.imported_at, one.path)
            for one in found
        )
