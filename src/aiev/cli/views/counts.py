"""Names with their number of papers: a table, lines or JSON."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import SCHEMA, NamedCount


def show(
    run: Run, counts: Sequence[NamedCount], *, name: str, has_parents: bool, as_json: bool
) -> None:
    """Print the counts under `name`: `name⇥papers` in a pipe, `⇥parent` where they have such."""
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                name: [
                    {
                        "name": count.name,
                        "papers": count.papers,
                        **({"parent": count.parent} if has_parents else {}),
                    }
                    for count in counts
                ],
            }
        )
    elif run.output.is_terminal:
        columns = [Column("papers", justify="right", style="bold"), Column(name)]
        rows: list[tuple[str | int | None, ...]] = [(c.papers, c.name) for c in counts]
        if has_parents:
            columns.append(Column("part of", style="dim"))
            rows = [(c.papers, c.name, c.parent or " ") for c in counts]
        run.output.table(columns, rows)
    else:
        run.output.rows(
            (c.name, c.papers, c.parent) if has_parents else (c.name, c.papers) for c in counts
        )


def tell_near(run: Run, found: Sequence[NamedCount], *, asked: str, kind: str) -> None:
    """Say that no author or organization, as `kind` calls them, has the name that was asked."""
    way_out = "the nearest follow" if found else "none is like it"
    run.output.message(f"no {kind} is called so: {asked}; {way_out}")
