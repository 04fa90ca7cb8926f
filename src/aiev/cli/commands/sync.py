"""`aiev sync`: bring a list's file and the knowledge base to the same list."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run

File = Annotated[str, Argument("The list's markdown file.", "FILE", is_required=True)]
Name = Annotated[
    str | None, Option(("--name",), "The list's name; else the one it was imported by.", "NAME")
]
Diff = Annotated[bool, Option(("--diff",), "Print the change of the file as a unified diff.")]


def sync(
    run: Run,
    file: File,
    *,
    name: Name = None,
    diff: Diff = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    """Read the file's changes into the knowledge base and write its own into the file.

    What both sides changed is reported with both values, and each side keeps its own. Edit the
    file, or say it again with `aiev edit`, and sync once more. What one side removed and the other
    changed is told once: an entry that the file changed stays, until `aiev remove` says so again.
    """
    from pathlib import Path

    from aiev.cli.parsing.input import read_bytes
    from aiev.cli.views import sync_report
    from aiev.errors import ExitCode, InputError
    from aiev.services.lists import unchanged
    from aiev.services.lists.outcome import synced_unchanged

    path = Path(file)
    content = read_bytes(path)
    known = unchanged.find(run.settings.database, content, path=path, name=name)
    if known is not None:
        synced = synced_unchanged(known)
        sync_report.show(run, synced, has_diff=diff, as_json=as_json, is_dry_run=dry_run)
        return ExitCode.DONE
    from datetime import UTC, datetime

    from aiev.cli.files.atomic_write import write_whole
    from aiev.services.lists import sync as sync_list
    from aiev.store.writing.writer import open_for_dry_run, open_writer

    def check() -> None:
        # What an editor has saved meanwhile must not be written over.
        if read_bytes(path) != content:
            raise InputError(
                f"the file changed meanwhile, nothing was done: {path}", hint="sync it once more"
            )

    with (open_for_dry_run if dry_run else open_writer)(run.settings.database) as writer:
        synced = sync_list.sync(
            writer,
            content,
            path=path,
            name=name,
            write=lambda merged: write_whole(path, [merged], check=check),
            now=datetime.now(UTC),
            is_dry_run=dry_run,
        )
    sync_report.show(run, synced, has_diff=diff, as_json=as_json, is_dry_run=dry_run)
    return ExitCode.PARTIAL if synced.conflicts else ExitCode.DONE
