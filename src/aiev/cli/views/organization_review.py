"""What the organization table could not read, each with the command that settles it."""

import shlex
from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column, Marked, Stack
from aiev.domain.affiliation import LABELS
from aiev.domain.knowledge import SCHEMA
from aiev.services.organizations.review import Unresolved


def show(run: Run, found: Sequence[Unresolved], *, as_json: bool) -> None:
    """Print them: `text⇥papers⇥sources⇥suggestions⇥command` in a pipe."""
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "unresolved": [
                    {
                        "text": each.text,
                        "papers": each.papers,
                        "sources": list(each.sources),
                        "suggestions": list(each.suggestions),
                        "commands": _commands(each),
                    }
                    for each in found
                ],
            }
        )
    elif run.output.is_terminal and not found:
        run.output.line("every organization that lists and sources name is in the table")
    elif run.output.is_terminal:
        run.output.table(
            [
                Column("papers", justify="right"),
                Column("written", ratio=2),
                Column("by"),
                Column("to accept", ratio=3, style="cyan"),
            ],
            [
                (
                    each.papers,
                    each.text,
                    ", ".join(LABELS[source] for source in each.sources),
                    Stack(tuple(Marked(command) for command in _commands(each))),
                )
                for each in found
            ],
        )
    else:
        run.output.rows(
            (
                each.text,
                each.papers,
                " ".join(each.sources),
                "; ".join(each.suggestions),
                _commands(each)[0],
            )
            for each in found
        )


def _commands(each: Unresolved) -> list[str]:
    """Return a command for each suggestion, or the one that makes an organization of the text."""
    if not each.suggestions:
        return [_command(each.text, each.text, "--new")]
    return [_command(each.text, name) for name in each.suggestions]


def _command(text: str, name: str, *options: str) -> str:
    # A text that starts with a dash would be taken for an option.
    end = ["--"] if text.startswith("-") else []
    return shlex.join(["aiev", "orgs", "alias", *options, *end, text, name])
