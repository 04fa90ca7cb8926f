"""What `aiev undo --file` answers: the versions of a file, or which of them came back."""

from collections.abc import Sequence
from pathlib import Path

from aiev.cli.files.versions import Version
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import SCHEMA


def show_list(run: Run, found: Sequence[Version], *, as_json: bool) -> None:
    """Print the versions, the last first: number, time, kind, size and command line."""
    if as_json:
        told = [{"number": number, **_about(one)} for number, one in enumerate(found, 1)]
        run.output.json({"schema": SCHEMA, "versions": told})
        return
    rows = [
        (number, one.kept_at, one.kind, len(one.content), one.command)
        for number, one in enumerate(found, 1)
    ]
    if run.output.is_terminal:
        run.output.table(
            [
                Column("", justify="right"),
                Column("day", is_whole=True),
                Column("kind"),
                Column("bytes", justify="right"),
                Column("before", ratio=1),
            ],
            [
                (number, day[:16].replace("T", " "), kind, f"{size:,}", command)
                for number, day, kind, size, command in rows
            ],
        )
    else:
        run.output.rows(rows)


def show(run: Run, path: Path, version: Version, *, as_json: bool, is_dry_run: bool) -> None:
    """Print which version came back."""
    verb = "would bring back" if is_dry_run else "brought back"
    if as_json:
        run.output.json(
            {"schema": SCHEMA, "file": str(path), "done": not is_dry_run, **_about(version)}
        )
    elif run.output.is_terminal:
        run.output.line(printable.one_line(f"{verb}: {path} as it was before: {version.command}"))
    else:
        run.output.rows([(verb, version.kept_at, path, version.command)])


def _about(version: Version) -> dict[str, object]:
    return {
        "kept_at": version.kept_at,
        "kind": version.kind,
        "size_bytes": len(version.content),
        "command": version.command,
    }
