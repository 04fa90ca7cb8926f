"""The work of `aiev backup` as text: into a file, packed where its name says so, or a pipe."""

from collections.abc import Iterator
from pathlib import Path

from aiev import private_files
from aiev.cli.files import export_targets
from aiev.cli.files.atomic_write import write_whole
from aiev.cli.run import Run
from aiev.domain import backup_lines
from aiev.errors import AievError, OutputError, UsageError
from aiev.services.exchange.text_backup import iter_lines
from aiev.sources.files import packing
from aiev.store.reading.reader import open_reader

_TEXT = (".jsonl", ".jsonl.gz", ".jsonl.zst")
# These mean text too, or a packed file, and a database of such a name would mislead.
_MISLEADING = (".gz", ".zst", ".json", ".ndjson", ".bz2", ".xz", ".zip")
_LONGEST_FIRST_LINE = 1 << 16


def is_text(name: str) -> bool:
    """Return whether the name of a backup asks for text; raises UsageError where it misleads."""
    lower = name.lower()
    if lower.endswith(_TEXT):
        return True
    if lower.endswith(_MISLEADING):
        raise UsageError(
            f"no backup has such a name: {name}",
            hint="a backup as text ends in .jsonl, .jsonl.gz or .jsonl.zst, a database in .db",
        )
    return False


def write(run: Run, path: Path) -> int:
    """Write the backup, whole or not at all, and return its size in bytes.

    The file is the user's alone, as it holds notes. An older backup is replaced, and no other file.
    """
    database = run.settings.database
    export_targets.check_database(path, database)
    suffix = path.suffix.lower()
    with open_reader(database) as reader:
        chunks: Iterator[str] | Iterator[bytes] = iter_lines(reader)
        if suffix != ".jsonl":
            chunks = packing.packed(iter_lines(reader), suffix)
        write_whole(
            path,
            chunks,
            check=lambda: _check(path),
            spare=database.parent,
            tell=run.output.message,
            mode=private_files.FILE_MODE,
        )
    return path.stat().st_size


def print_lines(run: Run) -> None:
    """Write the backup to standard output, for a pipe into another knowledge base."""
    with open_reader(run.settings.database_path) as reader:
        # Bytes, because a text stream would change the ends of lines on some systems.
        run.output.stdout.flush()
        for line in iter_lines(reader):
            run.output.stdout.buffer.write(line.encode("utf-8"))
        run.output.stdout.buffer.flush()


def _check(path: Path) -> None:
    """Raise OutputError for a file that is no backup as text."""
    if path.is_file() and path.stat().st_size and not _is_backup(path):
        raise OutputError(f"this file is no backup of aiev's: {path}", hint="name another file")


def _is_backup(path: Path) -> bool:
    try:
        with path.open("rb") as file, packing.Damage(str(path)):
            head = file.peek(4)
            stream = file if head.startswith(b"{") else packing.unpacked(file, head)
            return backup_lines.is_record(stream.readline(_LONGEST_FIRST_LINE))
    except (AievError, OSError):
        return False
