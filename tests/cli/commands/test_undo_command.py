"""What `aiev undo` answers and refuses, and where its log is never seen."""

import gzip
import json
import re
import sqlite3
from contextlib import closing

import pytest

import knowledge
import snapshots
from aiev.store.writing.writer import open_writer
from arxiv_server import Paper

NOTE = "a thought of my own"


@pytest.fixture
def noted(aiev, small):
    """A base where a note was written and taken out again."""
    assert aiev("edit", "4", "--note", NOTE).code == 0
    assert aiev("remove", "4").code == 0
    return small


def test_the_list_is_the_last_first_with_day_and_command_line(aiev, noted):
    done = aiev("undo", "--list")
    assert [row[0] for row in done.rows] == ["1", "2", "3"]
    assert done.rows[0][2:] == ["kept", done.rows[0][3], "aiev remove 4"]
    assert done.rows[1][4] == f"aiev edit 4 --note '{NOTE}'"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", done.rows[0][1])
    told = json.loads(aiev("undo", "--list", "--json").out)
    assert told["schema"] == 1
    assert list(told["steps"][0]) == ["number", "started_at", "state", "changes", "command"]


def test_a_terminal_shows_it_within_its_width(on_terminal, aiev, noted):
    done = on_terminal("undo", "--list", NO_COLOR="1")
    assert done.code == 0
    assert "aiev remove 4" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_json_tells_what_was_taken_back(aiev, noted):
    tried = json.loads(aiev("undo", "--dry-run", "--json").out)
    done = json.loads(aiev("undo", "--json").out)
    assert (tried["done"], done["done"]) == (False, True)
    assert {**tried, "done": True} == done
    assert done["restored"]["paper"] == 1
    assert (done["command"], done["conflicts"]) == ("aiev remove 4", [])


def test_a_conflict_is_told_row_by_row_and_nothing_is_done(aiev, noted):
    assert aiev("undo").code == 0
    knowledge.change(noted, "update entry set note = 'theirs' where paper_id = 4")
    before = knowledge.dump(noted)
    done = aiev("undo")
    assert done.code == 1
    assert done.out == ""
    assert re.search(r"aiev: conflict: entry \d+ “.*” note was changed since", done.err)
    assert "nothing was taken back" in done.err
    told = aiev("undo", "--json")
    [conflict] = json.loads(told.out)["conflicts"]
    assert (told.code, conflict["table"]) == (1, "entry")
    assert knowledge.dump(noted) == before


def test_without_a_database_or_a_step_there_is_nothing_to_take_back(aiev, home):
    assert aiev("undo").code == 3
    assert aiev("undo", "--list").code == 3
    assert not home.database.exists()
    with open_writer(home.database):
        pass
    assert (aiev("undo", "--list").code, aiev("undo", "--list").out) == (0, "")
    done = aiev("undo")
    assert (done.code, "nothing to take back" in done.err) == (1, True)


@pytest.mark.parametrize("words", [("import", "--snapshot"), ("enrich", "--from")])
def test_what_is_not_logged_is_told_before_and_refused_after(aiev, home, small, words):
    file = home.folder / "snapshot.jsonl"
    papers = [snapshots.fields(f"2405.0001{n}", title=f"Kites {n}") for n in (1, 2)]
    papers.append(snapshots.fields("2406.00022", title="Plover"))
    snapshots.write(file, papers)
    knowledge.change(small, "update paper set enrichment = 'pending', abstract = null")
    done = aiev(*words, file)
    assert "cannot take back what" in done.err
    assert "aiev backup FILE" in done.err
    undone = aiev("undo")
    assert undone.code == 1
    assert "is not logged" in undone.err
    assert "aiev backup" in undone.err
    assert aiev("undo", "--list").rows[0][2] == "not logged"


def test_enrich_is_taken_back(aiev, arxiv, small):
    assert aiev("add", "2405.00099", "--no-enrich").code == 0
    before = knowledge.dump(small, without=("setting",))
    arxiv.add(Paper("2405.00099", title="Kites by Night"))
    assert aiev("enrich", AIEV_ARXIV_URL=arxiv.url).code in (0, 5)
    assert knowledge.rows(small, "select title from paper where arxiv_id = '2405.00099'") == [
        ("Kites by Night",)
    ]
    assert aiev("undo").code == 0
    assert knowledge.dump(small, without=("setting",)) == before


def test_backups_and_exports_never_carry_the_log(aiev, home, noted):
    copy, text = home.folder / "copy.db", home.folder / "copy.jsonl.gz"
    assert aiev("backup", copy).code == 0
    assert aiev("backup", text).code == 0
    assert NOTE.encode() in noted.read_bytes(), "the log has it"
    assert NOTE.encode() not in copy.read_bytes()
    assert NOTE not in gzip.decompress(text.read_bytes()).decode()
    for table in ("undo_step", "undo_change"):
        assert knowledge.rows(copy, f"select * from {table}") == []
    for form in ("jsonl", "csv", "bibtex", "markdown", "atom"):
        assert NOTE not in aiev("export", form).out


def test_migrating_forgets_the_log_and_says_so(aiev, noted, monkeypatch):
    from aiev.store import migrate

    knowledge.change(noted, "update alembic_version set version_num = '0001'")
    monkeypatch.setattr(
        migrate,
        "upgrade",
        lambda connection: connection.exec_driver_sql(
            "update alembic_version set version_num = '9'"
        ),
    )
    done = aiev("migrate")
    assert done.code == 0
    assert "cannot be taken back any more" in done.err
    assert knowledge.rows(noted, "select * from undo_step") == []


def test_a_log_of_others_is_an_error_of_one_line(aiev, noted):
    with closing(sqlite3.connect(noted)) as connection, connection:
        connection.execute("update undo_step set turn = x'00', changes = 'many'")
    for words in (("undo",), ("undo", "--list"), ("edit", "1", "--note", "x")):
        done = aiev(*words)
        assert "Traceback" not in done.err
        assert "fault of aiev's own" not in done.err
