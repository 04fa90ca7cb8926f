"""`aiev backup`: copy the database into one file."""

from typing import Annotated

from aiev.cli.parsing.options import Argument
from aiev.cli.run import Run

File = Annotated[str, Argument("The file to make.", "FILE", is_required=True)]


def backup(run: Run, file: File) -> None:
    """Copy the database into one file, whole or not at all, while others may write to it."""
    from pathlib import Path

    from aiev.cli.files.atomic_write import stopping_cleanly
    from aiev.errors import UsageError
    from aiev.store.copy import copy

    if not file:
        raise UsageError("FILE names no path")
    if file == "-":
        raise UsageError("a database cannot go to standard output", hint="name a file")
    with stopping_cleanly():
        size = copy(run.settings.database, Path(file))
    if run.output.is_terminal:
        run.output.line(f"{size:,} bytes: {file}")
    else:
        run.output.rows([(file, size)])
