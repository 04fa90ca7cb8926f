"""What the organization table could not read, each with the commands that settle it."""

import shlex
from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.cells import wrapped
from aiev.domain.knowledge import SCHEMA
from aiev.domain.told_by import LABELS
from aiev.services.organizations.review import ACCOUNT, PERSON, Unresolved

_KINDS = {PERSON: "an author", ACCOUNT: "an account of GitHub"}


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
                        "kind": each.kind,
                        "commands": _commands(each),
                    }
                    for each in found
                ],
            }
        )
    elif run.output.is_terminal:
        with run.output.paged():
            _print(run, found)
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


def _print(run: Run, found: Sequence[Unresolved]) -> None:
    if not found:
        run.output.sentence("every organization that lists and sources name is in the table")
        return
    ink, say = run.output.ink, run.output.line
    for each in found:
        facts = [
            printable.counted(each.papers, "paper"),
            "by " + ", ".join(LABELS[source] for source in each.sources),
        ]
        text = printable.one_line(each.text)
        kind = f" · {_KINDS[each.kind]}" if each.kind else ""
        for line in wrapped(f"{text}{kind} · {' · '.join(facts)}", run.output.width):
            say(ink.paint(line, "bold"))
        # Each on a line of its own, however long, so that it can be pasted.
        for command in _commands(each):
            say(f"  {printable.one_line(command)}")
        say()
    run.output.sentence(
        f"{printable.counted(len(found), 'text')} to settle: paste the command that is right"
    )


def _commands(each: Unresolved) -> list[str]:
    """Return the commands that settle a text, the likeliest first.

    What is known to be a person or an account is no organization; else the text means one of those
    suggested, or is one itself, or is none.
    """
    none = _command("ignore", each.text)
    if each.kind:
        return [none, _command("alias", each.text, each.text, "--new")]
    known = [_command("alias", each.text, name) for name in each.suggestions]
    return [*known, _command("alias", each.text, each.text, "--new"), none]


def _command(verb: str, text: str, name: str = "", *options: str) -> str:
    # A text that starts with a dash would be taken for an option.
    end = ["--"] if text.startswith("-") else []
    return shlex.join(["aiev", "orgs", verb, *options, *end, text, *([name] if name else [])])
