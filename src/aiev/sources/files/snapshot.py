"""arXiv's metadata snapshot, one JSON object on each line: records of some papers or of all.

Ids are found in the bytes of a line where that is possible: to read JSON takes ten times as long.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.finding import Finding
from aiev.sources.files import record as snapshot_record
from aiev.sources.files.chunks import START, Chunk, Place, SnapshotFile, open_snapshot
from aiev.sources.files.index import Index, Span, open_index

# Long enough for `}\r\n{"id": "supr-con/9609004"`.
_TAIL_BYTES, _HEAD_BYTES = 3, 45
# Between the pieces stands a byte that UTF-8 does not have, so that each gives one id at the most.
_BORDER = b"\xff"
_HEAD = re.compile(rb'\xff[^\n\xff]{0,2}\}\r?\n\{"id": ?"([^"\\\s\xff]+)"')
_WHOLE_ENDS = (b"}\n", b"}\r\n", b"}")
_ANYWHERE = re.compile(rb'"id"\s*:\s*"((?:[^"\\\s]|\\/)+)"')
# So many ids tell a user enough.
_NAMED = 1000
_ENDS = (b"}", b"}\r")


@dataclass(frozen=True, slots=True)
class Step:
    """What was found in one stretch of a snapshot, which has `lines` lines and ends at `end`.

    `share` is how much of the file has been read, from 0 to 1. The last step has in `lacking` the
    first of the wanted ids that the whole file does not have.
    """

    records: tuple[ArxivRecord, ...]
    findings: tuple[Finding, ...]
    lines: int
    end: Place
    share: float
    lacking: tuple[str, ...] = ()


def everything(_line: bytes) -> bool:
    """Return True: every line is wanted."""
    return True


def iter_records(
    path: Path,
    *,
    start: Place = START,
    is_wanted: Callable[[bytes], bool] = everything,
) -> Iterator[Step]:
    """Yield the records from `start` on, a stretch of the file at a time.

    `is_wanted` is given the bytes of a line before it is read; what it refuses is passed over.
    A line that is no record becomes a finding. Raises InputError for a file that cannot be read.
    """
    with open_snapshot(path) as snapshot:
        for chunk in snapshot.iter_chunks(start):
            lines = chunk.lines
            places = [
                at for at, line in enumerate(lines) if is_wanted(line) or not _looks_whole(line)
            ]
            yield _step(chunk, [(at, lines[at]) for at in places])


def iter_wanted(path: Path, ids: Collection[str], *, index_folder: Path) -> Iterator[Step]:
    """Yield the records of these papers, and a step without one for each stretch passed over.

    Ends once all are found. The place of every id seen is kept in `index_folder`, so that asking
    the same file again reads only what holds a wanted paper and what nobody has read yet. Only
    lines that hold a wanted id or look unlike a record are read as JSON and can become findings.

    Raises InputError for a file that cannot be read.
    """
    left = {value.encode() for value in ids}
    del ids  # A million texts that nobody needs any more.
    with open_snapshot(path) as snapshot, open_index(index_folder, snapshot) as index:
        spans = index.find(left)
        for chunk in _iter_promising(snapshot, index, spans):
            if not left:
                return
            heads = _leading_ids(chunk)
            if heads is not None:
                index.add(chunk, heads)
                yield _found_by_head(chunk, heads, left)
            else:
                lines = chunk.lines
                named = [_possible_ids(line) for line in lines]
                index.add(chunk, [one for those in named for one in those])
                yield _found_anywhere(chunk, lines, named, left)
        if left:
            index.finish()
            lacking = tuple(one.decode() for one in nsmallest(_NAMED, left))
            yield Step((), (), 0, index.covered, 1.0, lacking)


def _leading_ids(chunk: Chunk) -> list[bytes] | None:
    """Return the id of each line, if every line looks like a whole object that begins with its id.

    Else None.
    """
    block, cut = chunk.block, chunk.cut
    pieces = [b"", b"}\n" + chunk.first[:_HEAD_BYTES]]
    if chunk.starts:
        second, *others = chunk.starts
        pieces.append(chunk.first[-_TAIL_BYTES:] + block[second : second + _HEAD_BYTES])
        pieces += [block[at - _TAIL_BYTES : at + _HEAD_BYTES] for at in others]
    end = block[:cut] if cut < _TAIL_BYTES else block[cut - _TAIL_BYTES : cut]
    found = _HEAD.findall(_BORDER.join(pieces))
    is_whole = len(found) == len(pieces) - 1 and (end or chunk.first).endswith(_WHOLE_ENDS)
    return found if is_whole else None


def _possible_ids(line: bytes) -> list[bytes]:
    """Return all texts that may be the id of a line, wherever they stand in it.

    There may be none, and an object inside the record may have an `id` of its own.
    """
    return [found.replace(rb"\/", b"/") for found in _ANYWHERE.findall(line)]


def _iter_promising(snapshot: SnapshotFile, index: Index, spans: Sequence[Span]) -> Iterator[Chunk]:
    """Yield the stretches in which the index has a wanted id, then those that it does not cover."""
    covered, is_whole = index.covered, index.is_whole
    if snapshot.is_packed:
        # It can only be unpacked from its start: once, for all.
        ends = [span.end.offset for span in spans]
        until = ends[-1] if is_whole and ends else None
        for chunk in () if is_whole and not ends else snapshot.iter_chunks(until=until):
            after = bisect_right(ends, chunk.start.offset)
            is_told = after < len(spans) and spans[after].start.offset < chunk.end.offset
            if is_told or chunk.end.offset > covered.offset:
                yield chunk
        return
    for span in spans:
        yield from snapshot.iter_chunks(span.start, until=span.end.offset)
    if not is_whole:
        yield from snapshot.iter_chunks(covered)


def _found_by_head(chunk: Chunk, heads: Sequence[bytes], left: set[bytes]) -> Step:
    if left.isdisjoint(heads):
        return Step((), (), chunk.count, chunk.end, chunk.share)
    places = [at for at, one in enumerate(heads) if one in left]
    return _taken(chunk, [(at, chunk.line(at)) for at in places], left)


def _found_anywhere(
    chunk: Chunk, lines: Sequence[bytes], named: Sequence[Sequence[bytes]], left: set[bytes]
) -> Step:
    places = [
        at
        for at, those in enumerate(named)
        if not those or not left.isdisjoint(those) or not lines[at].endswith(_ENDS)
    ]
    return _taken(chunk, [(at, lines[at]) for at in places], left)


def _taken(chunk: Chunk, numbered: Iterable[tuple[int, bytes]], left: set[bytes]) -> Step:
    """Return the wanted records among these lines; each that is found is removed from `left`."""
    step = _step(chunk, numbered)
    records = []
    for record in step.records:
        value = record.arxiv_id.value.encode()
        if value in left:
            left.remove(value)
            records.append(record)
    return Step(tuple(records), step.findings, step.lines, step.end, step.share)


def _looks_whole(line: bytes) -> bool:
    return line.startswith(b'{"id"') and line.endswith(_ENDS)


def _step(chunk: Chunk, numbered: Iterable[tuple[int, bytes]]) -> Step:
    records: list[ArxivRecord] = []
    findings: list[Finding] = []
    for at, line in numbered:
        if not line.strip():
            continue
        try:
            records.append(snapshot_record.parse(line))
        except ValueError as error:
            number = chunk.start.line + at + 1
            findings.append(Finding(number, "bad-record", f"passed over: {error}"))
    return Step(tuple(records), tuple(findings), chunk.count, chunk.end, chunk.share)
