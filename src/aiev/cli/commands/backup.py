"""`aiev backup`: the whole knowledge base in one file, as a database or as text."""

from aiev.cli.parsing.options import Argument
from aiev.cli.run import Run
from aiev.light_typing import Annotated

File = Annotated[
    str,
    Argument(
        "The file to make: text where it ends in .jsonl, .jsonl.gz or .jsonl.zst, else a database;"
        " - is text on standard output.",
        "FILE",
        is_required=True,
    ),
]


def backup(run: Run, file: File) -> None:
    """Copy the knowledge base into one file, whole or not at all, while others may write to it.

    Text is for git and for merging: a line a paper, in a stable order. `aiev import` reads it.
    """
    from pathlib import Path

    from aiev.cli.files.atomic_write import stopping_cleanly
    from aiev.cli.jobs import text_backup
    from aiev.errors import UsageError
    from aiev.store.copy import copy

    if not file:
        raise UsageError("FILE names no path")
    if file == "-":
        text_backup.print_lines(run)
        return
    path = Path(file)
    if text_backup.is_text(file):
        size = text_backup.write(run, path)
    else:
        with stopping_cleanly():
            size = copy(run.settings.database, path)
    if run.output.is_terminal:
        run.output.line(f"{size:,} bytes: {file}")
    else:
        run.output.rows([(file, size)])
