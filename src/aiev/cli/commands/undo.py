"""`aiev undo`: take back what a command has changed, or what was written into a file."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Number = Annotated[
    str | None, Argument("Which one of --list; the last, number 1, if none is given.", "[N]")
]
IsList = Annotated[bool, Option(("--list",), "Show what can be taken back, the last first.")]
File = Annotated[
    str | None, Option(("--file",), "Bring this file's earlier version back instead.", "FILE")
]
Force = Annotated[
    bool, Option(("--force",), "Also where the file was edited since; that text is kept too.")
]


def undo(
    run: Run,
    number: Number = None,
    *,
    is_list: IsList = False,
    file: File = None,
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take back what the last command that wrote did; once more, the one before.

    Nothing is taken back where another command changed the same since: that is told row by row. An
    undo cannot be undone itself: --dry-run shows what it would do, and the command can be given
    again. With --file, a list's file gets back what it held before aiev wrote into it, and what it
    holds now is kept as a version.
    """
    from contextlib import closing, suppress

    from aiev.errors import UsageError

    is_number = number is None or (number.isascii() and number.isdigit() and len(number) < 10)
    place = int(number) if number is not None and is_number else None
    if not is_number or place == 0:
        raise UsageError(
            f"N is a number of --list, of which the last is 1: {number}",
            hint="a file is named with --file",
        )
    if force and file is None:
        raise UsageError("--force is about --file, which is not given")
    if is_list and (dry_run or force):
        raise UsageError("--list takes nothing back")
    if file is not None:
        from aiev.cli.jobs import file_versions

        file_versions.undo(
            run, file, place, is_list=is_list, is_forced=force, is_dry_run=dry_run, as_json=as_json
        )
        return
    from aiev.cli.views import undo_report
    from aiev.store.connection import open_for_reading
    from aiev.store.undo_log import steps

    with closing(open_for_reading(run.settings.database)) as connection:
        found = steps.read(connection)
    if is_list:
        undo_report.show_steps(run, found, as_json=as_json)
        return
    from aiev.store.undo_log import find_step
    from aiev.store.undo_log.images import DamagedImageError

    with suppress(DamagedImageError):  # the undo tells of it
        find_step.find(found, place or 1)
    from aiev.store.undo.take_back import take_back
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        done = take_back(writer, place=place or 1, is_dry_run=dry_run)
    undo_report.show(run, done, as_json=as_json, is_dry_run=dry_run)
