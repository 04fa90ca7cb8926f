"""What is out of step in a database is found by name, and mended where the rest tells it."""

import sqlite3
from contextlib import closing

import pytest

import knowledge
import small_base
from aiev.store import health
from aiev.store.health import examine
from aiev.store.writing.writer import open_writer, reader_within

FORGET = """
insert into paper_fts(paper_fts, rowid, title, abstract, authors, topics, organizations, listed)
select 'delete', id, title, abstract, authors, topics, organizations, listed from paper
where id = 1
"""
UNSEEN_WORD = """
update paper_fts_data set block = cast(replace(block, cast('kite' as blob), 'kile') as blob)
where id > 10 and instr(block, cast('kite' as blob))
"""
LOST_FROM_AN_INDEX = (
    "pragma writable_schema = on",
    "update sqlite_master set sql = replace(sql, '(doi)', '(url)') where name = 'ix_paper_doi'",
)


def problems(path, **how):
    return {one.name: one.problem for one in examine(path, **how) if one.problem}


def test_names_follow_the_places_in_the_lists_as_the_triggers_keep_them(tmp_path):
    """The doctor must call sound what is, and change nothing of it."""
    row, path = "select topics, listed from paper", tmp_path / "a.db"
    with open_writer(path) as writer, writer.transaction() as session:
        connection = reader_within(session).connection
        small_base.add_paper(connection, "Kite", topics=["A", "B"])
        connection.execute("update entry set label = path from topic where topic.id = topic_id")
        connection.execute("update entry set position = 10 - position")
        kept = connection.execute(row).fetchall()
        assert [tuple(one) for one in kept] == [("B\nA", "B\nA")]
    assert problems(path) == {}
    assert problems(path, is_mended=True) == {}
    assert knowledge.rows(path, row) == [("B\nA", "B\nA")]


def test_what_is_out_of_step_is_named_and_mended(tmp_path):
    path = tmp_path / "a.db"
    with open_writer(path) as writer, writer.transaction() as session:
        connection = reader_within(session).connection
        small_base.add_paper(connection, "Kite", authors=["Ada"], topics=["A"])
    assert problems(path) == {}
    knowledge.change(path, "update paper set authors = 'Somebody'")
    assert problems(path) == {"names in the row: authors": "1 papers are out of step"}
    assert problems(path, is_mended=True) == {}
    assert problems(path) == {}


@pytest.mark.parametrize(
    ("statements", "sick", "is_seen_in_brief"),
    [
        ((), set(), True),
        ((FORGET,), {"full-text index", "terms of the index"}, True),
        (("delete from paper_fts_docsize where id = 2",), {"full-text index"}, True),
        (("delete from term",), {"terms of the index"}, True),
        ((UNSEEN_WORD,), {"full-text index"}, False),
        (LOST_FROM_AN_INDEX, {"file"}, False),
    ],
)
def test_a_large_database_is_examined_in_brief_unless_in_full(
    tmp_path, monkeypatch, statements, sick, is_seen_in_brief
):
    """What takes seconds there is left out, which each of the three checks says of itself."""
    path = tmp_path / "a.db"
    knowledge.build_small(path)
    knowledge.change(path, *statements)
    assert problems(path).keys() == sick
    monkeypatch.setattr(health, "_BRIEF_ABOVE", 1)
    brief = examine(path)
    assert {one.name for one in brief if one.is_brief} == {
        "file", "full-text index", "terms of the index",
    }  # fmt: skip
    assert {one.name for one in brief if one.problem} == (sick if is_seen_in_brief else set())
    full = examine(path, is_full=True)
    assert ({one.name for one in full if one.problem}, [*filter(is_brief, full)]) == (sick, [])


def is_brief(one):
    return one.is_brief


def test_a_page_that_cannot_be_read_is_seen_in_brief(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    knowledge.build_small(path)
    with closing(sqlite3.connect(path)) as connection:
        [page] = connection.execute(
            "select rootpage from sqlite_master where name = 'ix_entry_paper_id'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)
    monkeypatch.setattr(health, "_BRIEF_ABOVE", 1)
    assert "file" in problems(path)
