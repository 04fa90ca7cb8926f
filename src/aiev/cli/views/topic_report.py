"""What `aiev rename` and `aiev sort` answer: the topic, and what became of it."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.domain.knowledge import SCHEMA
from aiev.services.lists.change_topic import Ordered, Renamed


def show_renamed(run: Run, renamed: Renamed, *, is_dry_run: bool, as_json: bool) -> None:
    """Print one line, `list⇥verb⇥old path⇥new path` in a pipe, or one object."""
    _tell(run, renamed.told)
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "list": renamed.list,
                "topic": renamed.topic,
                "renamed": renamed.name,
                "lines": renamed.lines,
                "told": renamed.told,
            }
        )
        return
    is_same = renamed.topic == renamed.name
    verb = "unchanged" if is_same else "would rename" if is_dry_run else "renamed"
    if not run.output.is_terminal:
        run.output.rows([(renamed.list, verb, renamed.topic, renamed.name)])
        return
    lines = counted(renamed.lines, "line")
    text = f"{verb}: {renamed.topic} → {renamed.name} ({renamed.list}, {lines})"
    run.output.line(printable.one_line(text))


def show_ordered(run: Run, ordered: Ordered, *, is_dry_run: bool, as_json: bool) -> None:
    """Print one line, `list⇥verb⇥path⇥entries⇥moved` in a pipe, or one object."""
    _tell(run, ordered.told)
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "list": ordered.list,
                "topic": ordered.topic,
                "by": ordered.by,
                "reverse": ordered.is_reversed,
                "entries": ordered.entries,
                "moved": ordered.moved,
                "without": ordered.without,
                "told": ordered.told,
            }
        )
        return
    verb = "unchanged" if not ordered.moved else "would sort" if is_dry_run else "sorted"
    if not run.output.is_terminal:
        run.output.rows([(ordered.list, verb, ordered.topic, ordered.entries, ordered.moved)])
        return
    entries = counted(ordered.entries, "entry", plural="entries")
    text = f"{verb}: {ordered.topic} ({ordered.list}, {entries}, {ordered.moved} moved)"
    run.output.line(printable.one_line(text))


def _tell(run: Run, told: Sequence[str]) -> None:
    for sentence in told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
