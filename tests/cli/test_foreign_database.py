"""A database that holds what aiev did not write: every command ends, and says what is wrong."""

import sys

import pytest

import knowledge
from running import run_process

BLOB = "x'ff00fe'"
BYTES = "cast(x'ff61fe' as text)"
CIRCLES = (
    "update topic set parent_id = id",
    "update topic set parent_id = (select max(id) from topic) where parent_id is null",
    "update organization set parent_id = id",
)
READING = (
    "search", "search kite", "search --json", "show 1", "show 1 --json", "show Serving", "topics",
    "topics --json", "orgs", "authors", "lists", "stats --json", "cite 1", "similar 1", "check",
    "export jsonl", "export csv", "export markdown", "export bibtex", "export csl-json",
    "export atom", "export source", "export html -o page.html", "export obsidian -o vault",
)  # fmt: skip
WRITING = (
    "add 2411.11217 --topic Serving --no-enrich", "edit 1 --note x", "import --no-enrich",
    "rename Serving Service", "sort Serving --by date", "remove 2", "doctor",
)  # fmt: skip


@pytest.fixture
def damaged(small, home, monkeypatch):
    monkeypatch.chdir(home.folder)

    def damage(statement):
        knowledge.change(small, "pragma foreign_keys = off", statement)

    return damage


@pytest.mark.parametrize("statement", CIRCLES)
def test_a_topic_that_is_its_own_parent_keeps_nothing_from_ending(aiev, damaged, statement):
    """`topics` and three exports never ended, while doctor called the database sound."""
    damaged(statement)
    for line in READING:
        done = aiev(*line.split())
        assert done.code == (1 if line == "check" else 0), done
    found = aiev("doctor")
    assert (found.code, "below themselves" in found.out) == (1, True)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("paper", "title"),
        ("topic", "title"),
        ("entry", "label"),
        ("author", "name"),
    ],
)
@pytest.mark.parametrize("value", [BLOB, BYTES], ids=["a blob", "no UTF-8"])
def test_what_is_no_text_is_told_and_never_a_traceback(aiev, damaged, small, table, column, value):
    """29 of 216 such runs ended in one."""
    damaged(f"update {table} set {column} = {value} where id = (select min(id) from {table})")
    before = small.read_bytes()
    for line in (*READING[::2], *WRITING):
        done = aiev(*line.split())
        # An answer that does not need the value, or an error that says what is wrong with it.
        if done.code == 3:
            assert done.err.startswith("aiev: error: the database"), done
            assert "hint: `aiev doctor` tells" in done.err, done
        else:
            assert done.code in (0, 1, 2, 5), done
        small.write_bytes(before)
    found = aiev("doctor")
    assert (found.code, f"{table}.{column}: 1 row" in found.out) == (1, True), found


@pytest.mark.parametrize("line", ["stats", "search kite", "edit 1 --note x", "doctor", "topics"])
def test_a_schema_that_is_no_text_is_told(aiev, small, line):
    """SQLite quotes it in what it says, which Python cannot read then."""
    content = small.read_bytes().replace(b"tablepaperpaper", b"tablep\xa9perpaper", 1)
    small.write_bytes(content.replace(b"CREATE TABLE paper ", b"CREATE TABLE (aper ", 1))
    done = aiev(*line.split())
    assert (done.code, done.err.count("aiev: error: the database ")) == (3, 1), done


@pytest.mark.parametrize(
    "statement",
    [
        "alter table paper rename to birds",
        f"update paper set title = {BYTES}",
        "update paper set title = x'ff', issued = 7",
        f"update topic set title = {BYTES}",
    ],
)
@pytest.mark.parametrize("words", [("show", "2"), ("search", "--topic", "s"), ("edit", "")])
def test_of_a_damaged_database_no_word_is_completed_and_nothing_said(
    aiev, damaged, statement, words
):
    """A shell would show it in the middle of the line that is being typed."""
    damaged(statement)
    done = aiev("complete-words", *words)
    assert (done.code in (0, 1), done.err) == (True, ""), done


def test_a_date_that_is_none_is_found(aiev, damaged):
    damaged("update paper set issued = 'once' where id = 1")
    assert "paper.issued: 1 row with no date" in aiev("doctor").out


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("paper.added_at", "'once upon'"),
        ("list.content", "cast(content as blob) || x'ff61fe'"),
        ("list.path", "'lists/a' || char(0) || 'b.md'"),
    ],
)
def test_what_only_some_command_reads_is_told_as_the_database_s(aiev, damaged, small, place, value):
    """A feed's moment, a list's bytes, a path: the command that reads it took the fault for its."""
    table, column = place.split(".")
    damaged(f"update {table} set {column} = {value}")
    before, told = small.read_bytes(), []
    more = ("export rss", "export csv -o page.html", "sync list.md", "backup all.jsonl")
    for line in (*READING, *WRITING, *more):
        done = aiev(*line.split())
        assert "Traceback" not in done.err, done
        assert "fault of aiev's own" not in done.err, done
        if done.code == 3:
            assert "hint: `aiev doctor` tells" in done.err, done
            told.append(line)
        small.write_bytes(before)
    assert told
    found = aiev("doctor")
    assert (found.code, f"{place}: " in found.out) == (1, True), found


FAULTY = """
import sys
from aiev.cli.commands import stats

def broken(*_given, **_named):
    raise TypeError("unforeseen")

stats.stats = broken
sys.argv = ["aiev", "stats"]
from aiev.cli.main import main
main()
"""


@pytest.mark.parametrize("options", [(), ("-X", "dev")], ids=["as a user", "as a developer"])
def test_a_fault_of_aiev_s_own_is_told_in_a_line(home, small, options):
    """Where the database is sound, the fault is aiev's, and a report needs to say where it is."""
    done = run_process(home, command=(sys.executable, *options, "-c", FAULTY))
    told = "aiev: error: this is a fault of aiev's own: TypeError: unforeseen (<string>:6)"
    assert (done.code, told in done.err) == (1, not options)
    assert ("Traceback" in done.err) == bool(options)
