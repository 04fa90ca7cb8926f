"""Reading what a command was given: a file, standard input or the shipped list; a time."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from aiev.config import shipped
from aiev.errors import InputError, UsageError
from aiev.query import filters

SEED = "awesome-ai-everything.md"
_LARGEST = 256 << 20
_PIECE = 1 << 20
# How files of gzip and of zstd begin.
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")


class Input:
    """A file or stream, of which the lines up to the first that is not empty were read.

    They tell whether it is a backup. `shipped_name` is the name of the list that ships with aiev,
    else None.
    """

    def __init__(
        self, stream: BinaryIO, *, path: Path | None, shipped_name: str | None = None
    ) -> None:
        self.path = path
        self.shipped_name = shipped_name
        self._shown = str(path or "standard input")
        self._stream, self._unpacking = _opened(stream, self._shown)
        with self._unpacking or nullcontext():
            self._head = [self._stream.readline(_LARGEST)]
            while self._head[-1] and not self._head[-1].strip():
                self._head.append(self._stream.readline(_LARGEST))
        self.is_empty = not self._head[-1]
        self.is_backup = _is_backup(self._head[-1])

    def lines(self) -> Iterator[bytes]:
        """Yield all lines, each with its end."""
        yield from self._head
        with self._unpacking or nullcontext():
            # A line of no end would fill the memory, and packed it is a small file.
            while line := self._stream.readline(_LARGEST):
                yield line

    def content(self) -> bytes:
        """Return all of it; raises InputError where it is larger than any list."""
        if self._unpacking is not None:
            raise UsageError(
                f"only a backup is read from a packed file: {self._shown}",
                hint="unpack it first",
            )
        content = b"".join([*self._head, *_pieces(self._stream)])
        if len(content) > _LARGEST:
            raise InputError(
                f"the file is larger than any list ({_LARGEST >> 20} MiB): {self._shown}"
            )
        return content


def _is_backup(line: bytes) -> bool:
    if b"{" not in line:
        return False
    # Most files are lists, and what reads the dozen kinds of records is slow to load.
    from aiev.domain import backup_lines  # noqa: PLC0415

    return backup_lines.is_record(line)


_Guard = AbstractContextManager[None]


def _opened(stream: BinaryIO, shown: str) -> tuple[BinaryIO, _Guard | None]:
    """Return the stream, or what it holds where it is packed, with what guards the unpacking."""
    head = stream.peek(4) if isinstance(stream, BufferedReader) else b""
    if not head.startswith(_PACKED):
        return stream, None
    # Few files are packed, and what unpacks them is slow to load.
    from aiev.sources.files import packing  # noqa: PLC0415

    return packing.unpacked(stream, head), packing.Damage(shown)


@contextmanager
def open_input(file: str) -> Iterator[Input]:
    """Yield what a command is to read: `-` is standard input, '' the list that ships with aiev.

    Raises InputError where it cannot be read.
    """
    if file == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed")
        given = Input(sys.stdin.buffer, path=None)
        if given.is_empty:
            # What a pipe brings when the command before it has failed.
            raise InputError("there is nothing on standard input")
        yield given
        return
    path = Path(file) if file else shipped("seeds") / SEED
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    with stream:
        try:
            given = Input(stream, path=path, shipped_name=None if file else path.stem)
        except OSError as error:
            raise _unreadable(path, error) from None
        yield given


def read_lines() -> list[str]:
    """Return the lines of standard input; raises InputError where it is closed."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()


def read_bytes(path: Path) -> bytes:
    """Return a file's content; raises InputError where it cannot be read or has no end."""
    try:
        with path.open("rb") as file:
            content = b"".join(_pieces(file))
        if len(content) > _LARGEST:
            raise InputError(f"the file is larger than any list ({_LARGEST >> 20} MiB): {path}")
        return content
    except OSError as error:
        raise _unreadable(path, error) from None


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what is left to read, until it is more than any list has.

    Asked for all of that at once, Python makes room for it first, however little there is.
    """
    left = _LARGEST + 1
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
        yield piece


def read_since(text: str, *, hint: str) -> str:
    """Return the first day, as YYYY-MM-DD, of a time written as a date or as an age like `6m`.

    Raises UsageError, with the hint, where it is neither.
    """
    try:
        return filters.since(text.strip(), date.today())
    except ValueError as error:
        raise UsageError(f"{error}: {text}", hint=hint) from None


def read_age(text: str | None, *, is_asked_again: bool) -> date | None:
    """Return the day that `--older-than` names; raises UsageError where it cannot be read."""
    if text is None:
        return None
    if not is_asked_again:
        raise UsageError("--older-than needs --refresh or --citations")
    hint = "write 30d, 2w, 6m or 1y, or a date like 2024-05-28"
    return date.fromisoformat(read_since(text, hint=hint))


def _unreadable(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"no file at this path: {path}")
    return InputError(f"the file cannot be read ({error.strerror}): {path}")
