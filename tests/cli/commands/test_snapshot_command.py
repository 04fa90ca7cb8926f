"""`enrich --from` and `import --snapshot`, as a user sees them."""

import json
import os
import re

import pytest

import knowledge
import snapshots
from aiev.services.arxiv import import_snapshot
from running import interrupted, run_process
from snapshots import fields

IDS = [f"24{month:02}.{number:05}" for month in range(1, 13) for number in range(1, 9)]

UNLOGGED = (
    "aiev: `aiev undo` cannot take back what enrich --from does: it is too much to be logged;"
    " `aiev backup FILE` before it keeps what is here now"
)


@pytest.fixture
def snapshot(home):
    return snapshots.write(
        home.folder / "s.json.gz", [fields(one) for one in [*IDS, "2406.00022"]] + [b"junk"]
    )


def test_papers_are_filled_from_a_file(small, aiev, snapshot):
    knowledge.change(small, "update paper set enrichment = 'pending' where id in (1, 2)")
    done = aiev("enrich", "--from", snapshot)
    assert done.out == "1 of 2 papers enriched, 1 pending, 0 unknown\n"
    assert done.err.splitlines() == [
        UNLOGGED,
        "aiev: line 98: bad-record: passed over: no JSON",
        "aiev: the snapshot lacks 1 of the papers: 2405.00011",
        "hint: they stay as they are; run `aiev enrich` to ask arXiv for them",
    ]
    assert done.code == 5
    answer = json.loads(aiev("enrich", "--from", snapshot, "--refresh", "--json").out)
    assert (answer["asked"], answer["enriched"]) == (3, 1)
    assert answer["lacking"] == ["2405.00011", "2501.00033"]


def test_a_file_that_has_all_is_enough(small, aiev, snapshot):
    knowledge.change(small, "update paper set enrichment = 'pending' where arxiv_id = '2406.00022'")
    done = aiev("enrich", "--from", snapshot)
    told = f"{UNLOGGED}\naiev: line 98: bad-record: passed over: no JSON\n"
    assert (done.code, done.err) == (0, told)


def test_of_many_papers_that_are_lacking_a_few_are_named(seed, home, aiev):
    path = snapshots.write(home.folder / "other.json", [fields("2401.00001")] * 3)
    for _ in range(2):  # the second time by the index
        done = aiev("enrich", "--from", path, AIEV_DB=str(seed))
        told = re.search(r"lacks (\d+) of the papers: (.+) and (\d+) more", done.err)
        assert told, done.err
        assert len(told[2].split(", ")) + int(told[3]) == int(told[1])
        assert done.code == 5


def test_a_snapshot_becomes_papers(home, aiev, snapshot):
    done = aiev("import", "--snapshot", snapshot)
    assert done.code == 0
    assert done.out.splitlines() == [
        "s.json.gz: 98 lines read, 97 papers wanted: 97 added, 0 updated, 0 known already",
        "findings: passed over as no record: 1 line",
    ]
    assert len(aiev("search", "answer", "-n", "200").rows) == 97
    answer = json.loads(aiev("import", "--snapshot", snapshot, "--json").out)
    assert {key: answer[key] for key in ("schema", "lines", "wanted", "added", "known")} == {
        "schema": 1, "lines": 98, "wanted": 97, "added": 0, "known": 97,
    }  # fmt: skip
    assert answer["findings"] == [
        {"line": 98, "code": "bad-record", "message": "passed over: no JSON"}
    ]


def test_a_slice_can_be_tried_first(home, aiev, snapshot):
    words = ("--snapshot", snapshot, "--category", "cs.DC", "--since", "2024", "--match", "answer")
    done = aiev("import", *words, "--dry-run")
    assert "97 would be added" in done.out
    assert not home.database.exists()
    assert "97 added" in aiev("import", *words).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "--category", "cs.DC"), 2, "add --snapshot"),
        (("import", "list.md", "--snapshot", "s"), 2, "cannot be imported at once: list.md"),
        (("import", "--snapshot", "none.json"), 1, "no file at this path: none.json"),
        (("import", "--snapshot", "none.json", "--match", "topic:x"), 2, "has no topic: x"),
        (("enrich", "--from", "none.json"), 1, "no file at this path: none.json"),
    ],
)
def test_what_cannot_be_done_is_told(small, aiev, words, code, said):
    done = aiev(*words)
    assert (done.code, said in done.err) == (code, True), done.err


def test_a_damaged_file_is_done_in_part(home, aiev):
    path = snapshots.write(home.folder / "s.json.gz", [fields(one) for one in IDS * 40])
    path.write_bytes(path.read_bytes()[:-100])
    done = aiev("import", "--snapshot", path)
    assert done.code == 5
    assert "breaks off or is damaged" in done.err
    assert "hint: what was read is kept; fetch the file again" in done.err
    assert "96 added" in done.out


@pytest.mark.parametrize("command", [("enrich", "--from"), ("import", "--snapshot")])
def test_a_pipe_is_no_snapshot_and_nobody_waits_for_it(seed, home, aiev, command):
    """It is opened more than once: the second time a pipe would never answer."""
    pipe = home.folder / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, "-"):
        done = aiev(*command, path)
        assert done.code == 1
        assert f"a snapshot is read from a file, not from a pipe or device: {path}" in done.err


@pytest.mark.parametrize("command", [("enrich", "--from"), ("import", "--snapshot")])
def test_another_file_is_named_with_what_a_snapshot_is(seed, home, aiev, command):
    path = home.folder / "list.md"
    path.write_text("# A list\n\n- [A](https://arxiv.org/abs/2401.00001)\n")
    done = aiev(*command, path)
    assert done.code == 1
    assert f"this file is no snapshot of arXiv's metadata: {path}" in done.err
    assert "hint: a snapshot has one JSON object on each line" in done.err


def test_people_see_how_far_it_is(home, on_terminal, snapshot):
    shown = on_terminal("import", "--snapshot", snapshot).out
    assert "\nreading s.json.gz: 98 lines, " in f"\n{shown}"
    assert "100%" in shown


def test_ctrl_c_keeps_what_was_stored_and_the_next_run_goes_on(home, aiev):
    path = snapshots.write(
        home.folder / "s.json", [fields(f"2401.{number:05}") for number in range(12_000)]
    )
    command = interrupted(import_snapshot._store)
    done = run_process(home, "import", "--snapshot", path, command=command)
    assert (done.code, done.err) == (
        130,
        "aiev: interrupted; what was finished is kept\nhint: the same command goes on from there\n",
    )
    [(before,)] = knowledge.rows(home.database, "select count(*) from paper")
    assert 0 < before < 12_000
    done = aiev("import", "--snapshot", path)
    assert f"went on after line {before:,}" in done.out
    counts = "select (select count(*) from paper), (select count(*) from paper_fts)"
    assert knowledge.rows(home.database, counts) == [(12_000, 12_000)]
    knowledge.change(
        home.database, "insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)"
    )
