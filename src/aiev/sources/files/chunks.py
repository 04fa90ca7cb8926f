"""A snapshot file as chunks of whole lines: plain, gzip or zstd, in constant memory."""

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from aiev.errors import InputError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    # The same module for older Pythons.
    from backports import zstd

# Larger blocks get fresh memory from the system each time, which costs more than reading them.
CHUNK_BYTES = (1 << 17) - (1 << 12)
LONGEST_LINE_BYTES = 1 << 24
"""No record comes near this; a file without line ends must not fill the memory."""

_SHOWN_BYTES = 200
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_OTHER_PACKINGS = {
    b"PK\x03\x04": ("a zip archive", "unzip"),
    b"BZh": ("a bzip2 file", "bunzip2"),
    b"\xfd7zX": ("an xz file", "unxz"),
}
_Stream = BufferedIOBase | RawIOBase | BinaryIO


@dataclass(frozen=True, slots=True)
class Place:
    """The start of a line: bytes before it, unpacked, and lines before it."""

    offset: int = 0
    line: int = 0


START = Place()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines from `start` up to `end`, cut apart only when they are asked for.

    `first` is the first line; the others begin at `starts` in `block`, and the last ends at `cut`.
    To note where lines begin takes a fraction of the time of copying them, which is also why
    `block` is left as it was read. `share` is how much of the file has been read, from 0 to 1.
    """

    start: Place
    end: Place
    first: bytes
    block: bytes = b""
    starts: Sequence[int] = ()
    cut: int = 0
    share: float = 1.0

    @property
    def lines(self) -> list[bytes]:
        """The lines without their ends."""
        start = self.starts[0] if self.starts else self.cut
        content = self.first + self.block[start : self.cut]
        return content.removesuffix(b"\n").split(b"\n")

    def line(self, at: int) -> bytes:
        """Return one line without its end: the others are not copied."""
        if not at:
            return self.first.removesuffix(b"\n")
        end = self.starts[at] if at < len(self.starts) else self.cut
        return self.block[self.starts[at - 1] : end].removesuffix(b"\n")

    @property
    def count(self) -> int:
        """How many lines there are; a line that was too long and cut counts too."""
        return self.end.line - self.start.line or 1


class SnapshotFile:
    """An open snapshot; a plain file is read from any place, a packed one from its start."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self.path = path
        stat = path.stat()
        self.size_bytes = stat.st_size
        self.stamp = f"{stat.st_size} {stat.st_mtime_ns}"
        self._raw = raw
        head = raw.read(4)
        for start, (kind, program) in _OTHER_PACKINGS.items():
            if head.startswith(start):
                raise InputError(
                    f"this is no snapshot but {kind}: {path}",
                    hint=f"unpack it first: `{program} FILE`",
                )
        self._packing = next((each for each in (_GZIP, _ZSTD) if head.startswith(each)), b"")
        self.is_packed = bool(self._packing)

    def iter_chunks(self, start: Place = START, *, until: int | None = None) -> Iterator[Chunk]:
        """Yield the lines from `start` to the end of the file, or of the line at byte `until`.

        A line that is too long is cut: it is no record, and whoever reads it reports that.
        Raises InputError where the file is damaged or cannot be read.
        """
        try:
            stream = self._open_at(start.offset)
            yield from self._chunks(stream, start, until)
        except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
            raise InputError(
                f"the snapshot breaks off or is damaged ({error}): {self.path}",
                hint="what was read is kept; fetch the file again",
            ) from error

    def _open_at(self, offset: int) -> _Stream:
        if not self._packing:
            self._raw.seek(offset)
            return self._raw
        self._raw.seek(0)
        stream: _Stream
        if self._packing == _GZIP:
            stream = gzip.GzipFile(fileobj=self._raw)
        else:
            stream = zstd.ZstdFile(self._raw)
        while offset:
            skipped = len(stream.read(min(offset, CHUNK_BYTES)))
            if not skipped:
                break
            offset -= skipped
        return stream

    def _chunks(self, stream: _Stream, start: Place, until: int | None) -> Iterator[Chunk]:
        rest = b""
        is_too_long = False
        while until is None or start.offset < until:
            block = stream.read(CHUNK_BYTES)
            if not block:
                break
            if is_too_long:
                # The line was reported; its other bytes only count.
                cut = block.find(b"\n") + 1
                start = Place(start.offset + (cut or len(block)), start.line + bool(cut))
                is_too_long = not cut
                block = block[cut:] if cut else b""
            cut = block.rfind(b"\n") + 1
            if cut:
                first, starts = _first_and_starts(block, cut)
                end = Place(start.offset + len(rest) + cut, start.line + 1 + len(starts))
                yield Chunk(start, end, rest + first, block, starts, cut, self._share())
                start, rest = end, block[cut:]
            else:
                rest += block
            if len(rest) > LONGEST_LINE_BYTES:
                end = Place(start.offset + len(rest), start.line)
                yield Chunk(start, end, rest[:_SHOWN_BYTES], share=self._share())
                start, rest, is_too_long = end, b"", True
        if rest and until is None:
            end = Place(start.offset + len(rest), start.line + 1)
            yield Chunk(start, end, rest)

    def _share(self) -> float:
        return min(self._raw.tell() / self.size_bytes, 1.0) if self.size_bytes else 1.0


def _first_and_starts(block: bytes, cut: int) -> tuple[bytes, list[int]]:
    """Return the first line, and where the others up to `cut` begin."""
    find = block.find
    at = first = find(b"\n") + 1
    starts = []
    while at < cut:
        starts.append(at)
        at = find(b"\n", at) + 1
    return block[:first], starts


@contextmanager
def open_snapshot(path: Path) -> Iterator[SnapshotFile]:
    """Yield the snapshot at `path`; raises InputError for what cannot be read as one."""
    try:
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            raise _no_file(path)
        raw = path.open("rb")
    except FileNotFoundError:
        if str(path) == "-":
            raise _no_file(path) from None
        raise InputError(f"no file at this path: {path}") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}): {path}") from error
    with raw:
        yield SnapshotFile(path, raw)


def no_snapshot(path: Path) -> InputError:
    """Return the error of a file that holds something else."""
    return InputError(
        f"this file is no snapshot of arXiv's metadata: {path}",
        hint="a snapshot has one JSON object on each line, with an id and a title",
    )


def _no_file(path: Path) -> InputError:
    # A snapshot is read more than once and from any place, also where an earlier run stopped.
    return InputError(
        f"a snapshot is read from a file, not from a pipe or device: {path}",
        hint="write it into a file first; .gz and .zst are read as they are",
    )
