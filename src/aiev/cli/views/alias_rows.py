"""What the user says of organizations: spellings, and what is none."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import SCHEMA


def show(
    run: Run, aliases: Sequence[tuple[str, str]], *, as_json: bool, papers: int | None = None
) -> None:
    """Print `spelling⇥organization` lines in a pipe, as `aiev orgs alias --from` reads them.

    `papers` are those that a change touched.
    """
    if as_json:
        shown: dict[str, object] = {
            "schema": SCHEMA,
            "aliases": [{"alias": alias, "organization": name} for alias, name in aliases],
        }
        run.output.json(shown if papers is None else {**shown, "papers": papers})
    elif run.output.is_terminal and not aliases:
        run.output.sentence("no spellings of your own; `aiev orgs --review` shows what is unclear")
    elif run.output.is_terminal:
        run.output.table([Column("written"), Column("organization")], aliases)
    else:
        run.output.rows(aliases)


def show_ignored(
    run: Run, texts: Sequence[str], *, as_json: bool, papers: int | None = None
) -> None:
    """Print the texts that are no organizations, one a line; `papers` as for spellings."""
    if as_json:
        shown: dict[str, object] = {"schema": SCHEMA, "ignored": list(texts)}
        run.output.json(shown if papers is None else {**shown, "papers": papers})
    elif run.output.is_terminal and not texts:
        run.output.sentence("nothing is ignored; `aiev orgs --review` shows what is unclear")
    else:
        run.output.rows([text] for text in texts)
