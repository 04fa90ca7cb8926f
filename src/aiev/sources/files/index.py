"""An index of a snapshot: where each paper stands, so that the next run reads only there.

A line of the index is a chunk of the snapshot: the bytes and lines before it and after it, its
lowest and highest id, then all its ids. Chunks follow each other without a gap from the start, so
that what an interrupted run has noted is the beginning of what the next one needs.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from aiev import private_files
from aiev.sources.files.chunks import START, Chunk, Place, SnapshotFile

_KIND = b"aiev snapshot index 1"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a snapshot that holds an id that is wanted."""

    start: Place
    end: Place


class Index:
    """The index of one snapshot; it reaches up to `covered`, which is its end if `is_whole`."""

    def __init__(self, file: BinaryIO | None, snapshot: SnapshotFile) -> None:
        self._file = file
        self._header = b"%b %b\n" % (_KIND, snapshot.stamp.encode())
        self.covered = START
        self.is_whole = False
        self._has_gap = False

    def find(self, wanted: Collection[bytes]) -> tuple[Span, ...]:
        """Return the stretches that hold wanted ids, in the order of the snapshot.

        Sets `covered`. The index of another state of the file is emptied.
        """
        found: list[Span] = []
        if self._file is None:
            return ()
        self._file.seek(0)
        if self._file.readline() != self._header:
            self._begin()
            return ()
        end = self._file.tell()
        ordered = sorted(wanted)
        for line in self._file:
            parts = line.split(b" ", 6)
            if len(parts) != 7 or not line.endswith(b"\n"):
                break  # The run that wrote it was killed.
            start, stop = _places(parts)
            if start != self.covered:
                break
            between = ordered[bisect_left(ordered, parts[4]) : bisect_right(ordered, parts[5])]
            if between and not set(between).isdisjoint(parts[6].split()):
                found.append(Span(start, stop))
            self.is_whole = start == stop
            self.covered = stop
            end += len(line)
        self._file.seek(end)
        self._file.truncate()
        return tuple(found)

    def add(self, chunk: Chunk, ids: Sequence[bytes]) -> None:
        """Note the ids of the chunk that follows what is covered."""
        if chunk.start.offset > self.covered.offset:
            self._has_gap = True  # A line was too long to be looked at.
        elif chunk.start == self.covered:
            self._note(chunk.start, chunk.end, ids)
            self.covered = chunk.end

    def finish(self) -> None:
        """Note that the snapshot ends where the index does."""
        if not (self.is_whole or self._has_gap):
            self._note(self.covered, self.covered, ())
            self.is_whole = True

    def _note(self, start: Place, end: Place, ids: Sequence[bytes]) -> None:
        if self._file is None:
            return
        low, high = min(ids, default=b"-"), max(ids, default=b"-")
        places = (start.offset, start.line, end.offset, end.line)
        try:
            self._file.write(
                b"%d %d %d %d %b %b %b\n" % (*places, low, high, b" ".join(ids) or b"-")
            )
        except OSError:  # A full disk costs the next run's speed, not this run's work.
            self._file = None

    def _begin(self) -> None:
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        self._file.write(self._header)


@contextmanager
def open_index(folder: Path, snapshot: SnapshotFile) -> Iterator[Index]:
    """Yield the snapshot's index in `folder`, or one that keeps nothing where it cannot be used.

    That is so too while another aiev process uses the index.
    """
    path = snapshot.path.resolve()
    name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    try:
        private_files.make_folder(folder)
        kept = folder / f"{path.name[:80]}.{name}.index"
        file = kept.open("a+b")
    except OSError:
        yield Index(None, snapshot)
        return
    lock = FileLock(kept.with_name(f"{kept.name}.lock"), mode=private_files.FILE_MODE)
    with file:
        try:
            turn = lock.acquire(blocking=False)
        except OSError:  # Another's turn (Timeout), or a folder that holds no lock.
            yield Index(None, snapshot)
            return
        with turn:
            yield Index(file, snapshot)


def _places(parts: Sequence[bytes]) -> tuple[Place, Place]:
    numbers = [int(part) for part in parts[:4] if part.isdigit()]
    if len(numbers) != 4:
        return Place(-1), Place(-1)
    return Place(numbers[0], numbers[1]), Place(numbers[2], numbers[3])
