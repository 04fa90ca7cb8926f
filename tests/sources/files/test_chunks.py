"""A snapshot comes as whole lines with their places, however it is packed and whatever is wrong."""

import bz2
import gzip
import lzma
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import snapshots
from aiev.errors import InputError
from aiev.sources.files import chunks as chunk_reader
from aiev.sources.files import chunks as chunks
from aiev.sources.files.chunks import START, Place, open_snapshot

LINES = [b"%d " % number + b"x" * (number * 37 % 900) for number in range(3000)]


def read(path, start=START, *, until=None):
    with open_snapshot(path) as snapshot:
        return list(snapshot.iter_chunks(start, until=until))


@pytest.mark.parametrize("name", ["s.json", "s.json.gz", "s.jsonl.zst"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_packing_gives_the_same_lines(tmp_path, name, end):
    chunks = read(snapshots.write(tmp_path / name, LINES, end=end))
    found = [line.rstrip(b"\r") for chunk in chunks for line in chunk.lines]
    assert found == LINES
    assert len(chunks) > 3
    assert chunks[-1].share == 1
    for chunk, after in pairwise(chunks):
        assert chunk.end == after.start


@pytest.mark.parametrize("name", ["s.json", "s.json.gz", "s.jsonl.zst"])
def test_reading_goes_on_at_any_chunk(tmp_path, name):
    path = snapshots.write(tmp_path / name, LINES)
    chunk = read(path)[2]
    rest = read(path, chunk.start)
    assert rest[0].start == chunk.start
    assert [line for each in rest for line in each.lines] == LINES[chunk.start.line :]
    (only,) = read(path, chunk.start, until=chunk.end.offset)[:1]
    assert only.lines[0] == LINES[chunk.start.line]


lines_of_bytes = st.binary(max_size=40).filter(lambda line: b"\n" not in line)
# As no packed file begins, of whichever kind: only of plain text are the bytes the lines.
first_lines = st.just(b"") | lines_of_bytes.map(lambda line: b"{" + line)


@given(
    first=first_lines,
    others=st.lists(lines_of_bytes, max_size=30),
    size=st.integers(1, 60),
    is_ended=st.booleans(),
)
def test_lines_and_places_do_not_depend_on_the_size_of_chunks(
    tmp_path_factory, first, others, size, is_ended
):
    path = tmp_path_factory.getbasetemp() / "any.json"
    lines = [first, *others]
    content = b"\n".join(lines) + (b"\n" if is_ended else b"")
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunk_reader, "CHUNK_BYTES", size)
        chunks = read(path)
    expected = content.removesuffix(b"\n").split(b"\n") if content else []
    assert [line for chunk in chunks for line in chunk.lines] == expected
    for chunk in chunks:
        assert content.count(b"\n", 0, chunk.start.offset) == chunk.start.line


def test_a_line_without_end_is_cut_and_the_next_one_is_sound(tmp_path, monkeypatch):
    monkeypatch.setattr(chunk_reader, "CHUNK_BYTES", 1000)
    monkeypatch.setattr(chunk_reader, "LONGEST_LINE_BYTES", 5000)
    path = snapshots.write(tmp_path / "s.json", [b"first", b"y" * 50_000, b"third"])
    chunks = read(path)
    lines = [line for chunk in chunks for line in chunk.lines]
    assert lines[0] == b"first"
    assert lines[1] == b"y" * 200
    assert lines[-1] == b"third"
    assert len(lines) == 3
    assert chunks[-1].end == Place(path.stat().st_size, 3)


def test_a_damaged_file_gives_what_is_good_and_then_an_error(tmp_path):
    path = tmp_path / "cut.json.gz"
    content = gzip.compress(b"\n".join(LINES))
    path.write_bytes(content[: len(content) // 2])
    found = []
    with open_snapshot(path) as snapshot:
        chunks = snapshot.iter_chunks()
        with pytest.raises(InputError, match="breaks off or is damaged"):
            found += [line for chunk in iter(lambda: next(chunks), None) for line in chunk.lines]
    with open_snapshot(path) as snapshot, suppress(InputError):
        for chunk in snapshot.iter_chunks():
            found += chunk.lines
    assert found == LINES[: len(found)]
    assert found


def test_what_is_no_file_or_an_archive_says_so(tmp_path):
    with pytest.raises(InputError, match="no file at this path"), open_snapshot(tmp_path / "none"):
        pass
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    assert read(empty) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and so on", "a zip archive"),
        (bz2.compress(b"{}\n"), "a bzip2 file"),
        (lzma.compress(b"{}\n"), "an xz file"),
    ],
)
def test_an_archive_of_another_kind_says_how_to_unpack_it(tmp_path, content, said):
    path = tmp_path / "snapshot"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as error, open_snapshot(path):
        pass
    assert "unpack it first" in (error.value.hint or "")
