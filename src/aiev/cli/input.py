"""Reading what a command was given to read: a file, standard input or the shipped list."""

import sys
from pathlib import Path

from aiev.config import shipped
from aiev.errors import InputError
from aiev.services.import_list import read_file
from aiev.store.list_writer import ListFile

SEED = "awesome-ai-everything.md"
_LARGEST = 256 << 20


def read_list(file: str, *, name: str | None) -> ListFile:
    """Answer the list in `file`: `-` is standard input, nothing the list that ships with aiev."""
    if file == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed")
        return read_file(sys.stdin.buffer.read(), path=None, name=name)
    path = Path(file) if file else shipped("seeds") / SEED
    return read_file(read_bytes(path), path=path, name=name)


def read_bytes(path: Path) -> bytes:
    """Answer a file's content; raises InputError where it cannot be read or has no end."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise InputError(f"the file is larger than any list ({_LARGEST >> 20} MiB): {path}")
        return content
    except FileNotFoundError:
        raise InputError(f"no file at this path: {path}") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}): {path}") from error
