"""`aiev sync`: bring a list's file and the knowledge base to the same list."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Files = Annotated[
    tuple[str, ...], Argument("The markdown files of lists.", "FILE...", is_required=True)
]
Name = Annotated[
    str | None, Option(("--name",), "The list's name; else the one it was imported by.", "NAME")
]
Diff = Annotated[bool, Option(("--diff",), "Print the change of the file as a unified diff.")]


def sync(
    run: Run,
    files: Files,
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
    from functools import partial
    from pathlib import Path

    from aiev.cli.jobs import several_files, syncing
    from aiev.cli.views import sync_report
    from aiev.errors import UsageError

    files = tuple(dict.fromkeys(files))
    if "-" in files:
        raise UsageError(
            "sync writes into the file, and standard input is none",
            hint="`aiev import -` reads it, `aiev export source` writes to standard output",
        )
    if name is not None and len(files) > 1:
        raise UsageError("one name cannot be given to several lists")
    work = partial(syncing.sync_file, run, name=name, is_dry_run=dry_run)
    done, failures = several_files.each(run, files, lambda file: work(Path(file)))
    if len(files) == 1:
        sync_report.show(run, done[0], has_diff=diff, as_json=as_json, is_dry_run=dry_run)
    else:
        sync_report.show_several(
            run, done, failures, has_diff=diff, as_json=as_json, is_dry_run=dry_run
        )
    return several_files.code_of([not synced.conflicts for synced in done], failures)
