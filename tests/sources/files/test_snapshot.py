"""The records of some papers are found in the bytes, and found again by an index of the file."""

import os
import random

import pytest

import snapshots
from aiev.sources.files import chunks
from aiev.sources.files import record as record_lines
from aiev.sources.files import snapshot as snapshot_file
from aiev.sources.files.index import open_index
from snapshots import fields, line

IDS = [f"24{month:02}.{number:05}" for month in range(1, 13) for number in range(1, 251)]
OLD = [f"hep-th/{9901001 + number}" for number in range(50)]


def find(path, ids, folder):
    steps = list(snapshot_file.iter_wanted(path, ids, index_folder=folder))
    found = [record.arxiv_id.value for step in steps for record in step.records]
    findings = [finding for step in steps for finding in step.findings]
    return found, findings, sum(step.lines for step in steps)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 20_000)


@pytest.mark.parametrize("name", ["s.json", "s.json.gz", "s.json.zst"])
@pytest.mark.parametrize("is_sorted", [True, False])
def test_a_second_run_finds_the_same_by_the_index(tmp_path, small_chunks, name, is_sorted):
    records = [fields(one) for one in IDS + OLD]
    if not is_sorted:
        random.Random(1).shuffle(records)
    path = snapshots.write(tmp_path / name, records)
    wanted = {*IDS[5::400], OLD[7], "2999.00001"}
    found, findings, lines = find(path, wanted, tmp_path / "index")
    assert set(found) == wanted - {"2999.00001"}
    assert (findings, lines) == ([], len(records))
    others = {IDS[0], IDS[-1], "2999.00002"}
    again, _, few = find(path, others, tmp_path / "index")
    assert set(again) == {IDS[0], IDS[-1]}
    assert few < 200
    assert find(path, {"2999.00003"}, tmp_path / "index") == ([], [], 0)


def test_reading_stops_at_the_last_paper_and_goes_on_there(tmp_path, small_chunks):
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])
    found, _, lines = find(path, {IDS[10]}, tmp_path / "index")
    assert found == [IDS[10]]
    assert lines < 100
    found, _, more = find(path, {IDS[11], IDS[-1]}, tmp_path / "index")
    assert found == [IDS[11], IDS[-1]]
    assert more <= len(IDS) + 100


@pytest.mark.parametrize(
    "text",
    [
        b'{"title":"Last of All","id":"2411.11217"}',
        b'{ "id" : "2411.11217", "title" : "With Blanks"}',
        b'{"id": "2411.11217", "title": "As Python Writes"}',
        b'{"meta":{"id":"2499.99999"},"title":"Inner","id":"2411.11217"}',
        b'{"abstract":"says \\"id\\": \\"2499.99999\\"","title":"Quoted","id":"2411.11217"}',
    ],
)
def test_the_id_is_found_in_any_place(tmp_path, text):
    path = snapshots.write(tmp_path / "s.json", [fields("2401.00001"), text, b"", fields("2412.1")])
    for _ in range(2):
        assert find(path, {"2411.11217"}, tmp_path / "index")[0] == ["2411.11217"]
    assert find(path, {"2499.99999"}, tmp_path / "index")[0] == []


def test_an_escaped_slash_is_a_slash(tmp_path):
    path = snapshots.write(tmp_path / "s.json", [b'{"id":"hep-th\\/9901001","title":"Old"}'])
    assert find(path, {"hep-th/9901001"}, tmp_path / "index")[0] == ["hep-th/9901001"]


def test_bad_lines_are_findings_with_their_numbers(tmp_path):
    lines = [
        fields("2401.00001"),
        b"not json",
        line(fields("2401.00002"))[:90],
        b"",
        fields("2401.00003", title=None),
        fields("2401.00004"),
    ]
    path = snapshots.write(tmp_path / "s.json", lines)
    found, findings, _ = find(path, {"2401.00003", "2401.00004", "2401.00009"}, tmp_path / "index")
    assert found == ["2401.00004"]
    assert [(one.line, one.code) for one in findings] == [
        (2, "bad-record"), (3, "bad-record"), (5, "bad-record"),
    ]  # fmt: skip


def test_only_lines_of_wanted_papers_are_read_as_json(tmp_path, monkeypatch):
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])
    read = []

    def parse(text):
        read.append(text)
        return arxiv_parse(text)

    arxiv_parse = record_lines.parse
    monkeypatch.setattr(record_lines, "parse", parse)
    find(path, {IDS[3], IDS[2000]}, tmp_path / "index")
    assert len(read) == 2


def test_a_lock_that_cannot_be_made_costs_the_index_only(tmp_path):
    """The folder may be another's: then each run searches the file, and none ends in an error."""
    path = snapshots.write(tmp_path / "s.json", [fields(IDS[0])])
    find(path, {IDS[0]}, tmp_path / "index")
    (index,) = (tmp_path / "index").glob("*.index")
    lock = index.with_name(f"{index.name}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert find(path, {IDS[0]}, tmp_path / "index")[0] == [IDS[0]]


def test_a_changed_file_gets_a_new_index(tmp_path):
    path = snapshots.write(tmp_path / "s.json", [fields("2401.00001")])
    assert find(path, {"2401.00002"}, tmp_path / "index")[0] == []
    snapshots.write(path, [fields("2401.00002")])
    os.utime(path, ns=(1, 1))
    assert find(path, {"2401.00002"}, tmp_path / "index")[0] == ["2401.00002"]


@pytest.mark.parametrize("cut", [1, 20, 100, 500, 5000])
def test_a_torn_index_is_no_loss(tmp_path, small_chunks, cut):
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])
    find(path, {IDS[-1]}, tmp_path / "index")
    (index,) = (tmp_path / "index").glob("*.index")
    index.write_bytes(index.read_bytes()[:-cut])
    for _ in range(2):
        assert set(find(path, {IDS[0], IDS[-1]}, tmp_path / "index")[0]) == {IDS[0], IDS[-1]}


def test_without_a_place_for_the_index_all_is_found(tmp_path):
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])
    (tmp_path / "file").write_text("in the way")
    assert find(path, {IDS[-1]}, tmp_path / "file" / "index")[0] == [IDS[-1]]


def test_two_readers_of_one_file_do_not_mix_their_indexes(tmp_path):
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])
    with (
        chunks.open_snapshot(path) as snapshot,
        open_index(tmp_path / "index", snapshot) as index,
    ):
        index.find({b"x"})
        assert find(path, {IDS[-1]}, tmp_path / "index")[0] == [IDS[-1]]
        assert index.covered == chunks.START


def test_of_a_paper_told_twice_the_first_word_counts(tmp_path):
    path = snapshots.write(
        tmp_path / "s.json",
        [fields("2401.00001", title="First"), fields("2401.00001", title="2nd")],
    )
    steps = snapshot_file.iter_wanted(path, {"2401.00001", "x"}, index_folder=tmp_path)
    assert [record.title for step in steps for record in step.records] == ["First"]
