"""What `aiev rename` and `aiev sort` answer: the topic, and what became of it."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.lists.change_topic import Ordered, Renamed


def show_renamed(run: Run, renamed: Renamed, *, is_dry_run: bool, as_json: bool) -> None:
    """Print one line, `list⇥verb⇥old path⇥new path` in a pipe, or one object."""
    is_same = renamed.topic == renamed.name
    verb = "unchanged" if is_same else "would rename" if is_dry_run else "renamed"
    lines = counted(renamed.lines, "line")
    _show(
        run,
        {
            "list": renamed.list,
            "topic": renamed.topic,
            "renamed": renamed.name,
            "lines": renamed.lines,
            "told": renamed.told,
        },
        row=(renamed.list, verb, renamed.topic, renamed.name),
        text=f"{verb}: {renamed.topic} → {renamed.name} ({renamed.list}, {lines})",
        told=renamed.told,
        as_json=as_json,
    )


def show_ordered(run: Run, ordered: Ordered, *, is_dry_run: bool, as_json: bool) -> None:
    """Print one line, `list⇥verb⇥path⇥entries⇥moved` in a pipe, or one object."""
    verb = "unchanged" if not ordered.moved else "would sort" if is_dry_run else "sorted"
    entries = counted(ordered.entries, "entry", plural="entries")
    _show(
        run,
        {
            "list": ordered.list,
            "topic": ordered.topic,
            "by": ordered.by,
            "reverse": ordered.is_reversed,
            "entries": ordered.entries,
            "moved": ordered.moved,
            "without": ordered.without,
            "told": ordered.told,
        },
        row=(ordered.list, verb, ordered.topic, ordered.entries, ordered.moved),
        text=f"{verb}: {ordered.topic} ({ordered.list}, {entries}, {ordered.moved} moved)",
        told=ordered.told,
        as_json=as_json,
    )


def _show(
    run: Run,
    answer: Json,
    *,
    row: Sequence[str | int],
    text: str,
    told: Sequence[str],
    as_json: bool,
) -> None:
    """Print one answer: `answer` to programs, `row` to pipes, `text` to people."""
    for sentence in told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
    if as_json:
        run.output.json({"schema": SCHEMA, **answer})
    elif run.output.is_terminal:
        run.output.line(printable.one_line(text))
    else:
        run.output.rows([row])
