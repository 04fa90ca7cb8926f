"""What `aiev undo` answers: the commands there are to take back, or what became of one."""

from collections import Counter
from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column, counted
from aiev.domain.knowledge import SCHEMA
from aiev.errors import UndoError
from aiev.store.undo.outcome import TakenBack
from aiev.store.undo.plan import Obstacle
from aiev.store.undo_log.steps import LoggedStep, State

_MOST_CONFLICTS = 20
_PLURALS = {
    "entry": "entries",
    "inquiry": "inquiries",
    "organization_alias": "organization aliases",
    "paper_address": "paper addresses",
}
# The columns that name a row to its user, the first that it has.
_NAMES = ("title", "path", "label", "name", "text", "alias", "field", "value", "source", "key")


def tell_unlogged(run: Run, command: str) -> None:
    """Tell before it begins that what this command does to a database cannot be taken back."""
    if not run.settings.database.exists():
        return
    run.output.message(
        f"aiev: `aiev undo` cannot take back what {command} does: it is too much to be logged;"
        " `aiev backup FILE` before it keeps what is here now"
    )


def show_steps(run: Run, found: Sequence[LoggedStep], *, as_json: bool) -> None:
    """Print the commands, the last first: number, time, state, changes and command line."""
    rows = [
        (number, step.started_at, step.state, step.changes, step.command)
        for number, step in enumerate(found, 1)
    ]
    if as_json:
        names = ("number", "started_at", "state", "changes", "command")
        steps = [dict(zip(names, row, strict=True)) for row in rows]
        run.output.json({"schema": SCHEMA, "steps": steps})
    elif run.output.is_terminal:
        run.output.table(
            [
                Column("", justify="right"),
                Column("day", is_whole=True),
                Column("changes", justify="right"),
                Column("command", ratio=1),
            ],
            [
                (number, day[:16].replace("T", " "), _shown(state, changes), command)
                for number, day, state, changes, command in rows
            ],
        )
    else:
        run.output.rows(rows)


def show(run: Run, done: TakenBack, *, as_json: bool, is_dry_run: bool) -> None:
    """Print what was taken back; raises UndoError where another command is in the way.

    Each row that is in the way is told on stderr, the first twenty of them in words alone.
    """
    counts = {"removed": done.removed, "restored": done.restored, "changed": done.changed}
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "command": done.step.command,
                "started_at": done.step.started_at,
                "done": not (done.obstacles or is_dry_run),
                **{name: dict(sorted(count.items())) for name, count in counts.items()},
                "conflicts": [
                    {"table": one.table, "row": _name(one), "reason": one.reason}
                    for one in done.obstacles
                ],
            }
        )
    elif not done.obstacles:
        verb = "would take back" if is_dry_run else "took back"
        said = "; ".join(f"{word} {_counts(count)}" for word, count in counts.items() if count)
        if run.output.is_terminal:
            run.output.line(printable.one_line(f"{verb}: {done.step.command}\n({said})"))
        else:
            run.output.rows([(verb, done.step.started_at, done.step.command, said)])
    if not done.obstacles:
        return
    if not as_json:
        for one in done.obstacles[:_MOST_CONFLICTS]:
            words = f"{_noun(one.table)} {_name(one)} {one.reason}"
            run.output.message(printable.one_line(f"aiev: conflict: {words}"))
        more = len(done.obstacles) - _MOST_CONFLICTS
        if more > 0:
            run.output.message(f"aiev: and {counted(more, 'more conflict')}: --json has all")
    raise UndoError(
        f"nothing was taken back, as another command changed the same since: {done.step.command}",
        hint="take the later command back first, or put the rows right by hand",
    )


def _shown(state: str, changes: int) -> str:
    return f"{changes:,}" if state == State.KEPT else state


def _counts(count: Counter[str]) -> str:
    return ", ".join(
        counted(number, _noun(table), plural=_PLURALS.get(table, ""))
        for table, number in sorted(count.items())
    )


def _noun(table: str) -> str:
    return table.replace("_", " ")


def _name(one: Obstacle) -> str:
    """Return what names the row: its number, where it has one, and its title or other text."""
    said = []
    numbers = [one.row.get(name) for name in ("id", "paper_id", "entry_id")]
    texts = [one.row.get(name) for name in _NAMES]
    if number := next((number for number in numbers if isinstance(number, int)), None):
        said.append(str(number))
    if text := next((text for text in texts if isinstance(text, str) and text), None):
        said.append(f"“{text}”")
    return printable.one_line(" ".join(said)) or "without a name"
