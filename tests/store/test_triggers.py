"""The database keeps a paper's names and its full-text index right itself, whoever writes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.store.writing.writer import open_writer

WORDS = st.sampled_from(["", "kite", "Kite plover", "héron", "MoE\nrouting", 'a-b\'s "c" *'])
NAMES = st.sampled_from(["Ada", "Bob", "Zoë", "MIT", "CMU", "Seed Lab"])
FEW = st.integers(1, 3)
MAYBE = st.none() | WORDS

FIRST_ROWS = """
insert into list (id, name, content, sha256, imported_at)
values (1, 'l', x'', '', ''), (2, 'm', x'', '', '');
insert into paper (id, identity, kind, title, categories, withdrawn, enrichment, has_user_title,
                   has_user_date, authors, organizations, topics, listed)
values (1, 'a', 'paper', 'one', '', 0, 'done', 0, 0, '', '', '', ''),
       (2, 'b', 'paper', 'two', '', 0, 'done', 0, 0, '', '', '', '');
insert into author (id, name) values (1, 'Ada'), (2, 'Bob');
insert into authorship (paper_id, position, author_id) values (1, 1, 2), (1, 2, 1), (2, 1, 1);
insert into organization (id, name) values (1, 'MIT'), (2, 'CMU');
insert into paper_organization (paper_id, organization_id, source, position)
values (1, 1, 'list', 2), (1, 2, 'list', 1), (2, 1, 'user', 1);
insert into topic (id, list_id, title, path, level, position, origin)
values (1, 1, 'x', 'x', 1, 1, 'list'), (2, 2, 'y', 'y', 1, 1, 'list');
insert into entry (id, list_id, topic_id, paper_id, position, origin, label)
values (1, 1, 1, 1, 1, 'list', 'first'), (2, 2, 2, 1, 1, 'list', 'second'),
       (3, 2, null, 2, 2, 'list', 'third');
"""

# What the row of a paper must say, worked out without the triggers' help.
FRESH = """
select paper.id,
       (select group_concat(name, char(10)) from (
            select author.name from authorship join author on author.id = author_id
            where paper_id = paper.id order by authorship.position)),
       (select group_concat(name, char(10)) from (
            select name, min(position) as place, organization.id as key
            from paper_organization join organization on organization.id = organization_id
            where paper_id = paper.id group by organization.id order by place, key)),
       (select group_concat(path, char(10)) from (
            select path, min(entry.list_id * 4294967296 + entry.position) as first
            from entry join topic on topic.id = topic_id
            where paper_id = paper.id group by path order by first, path))
from paper order by id
"""
LISTED = """
select label, note, venue, group_label, listed_organizations
from entry where paper_id = ? order by list_id, position, id
"""


class Template:
    """A database with a few rows in each table, in memory; short in a test's report."""

    def __init__(self, folder: Path) -> None:
        path = folder / "template.db"
        with open_writer(path):
            pass
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(FIRST_ROWS)
            connection.execute("pragma journal_mode = delete")
            self._content = connection.serialize()

    def open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(self._content)
        return connection


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Template:
    return Template(tmp_path_factory.mktemp("template"))


def _set(table, column, values, *, key="id"):
    return st.builds(
        lambda row, value: (
            f"update or ignore {table} set {column} = ? where {key} = ?",
            value,
            row,
        ),
        FEW,
        values,
    )


def _insert(table, **columns):
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    return st.builds(
        lambda *values: (f"insert or ignore into {table} ({names}) values ({marks})", *values),
        *columns.values(),
    )


def _delete(table, key="id"):
    return st.builds(lambda row: (f"delete from {table} where {key} = ?", row), FEW)


CHANGES = st.one_of(
    _insert("paper", id=FEW, identity=st.uuids().map(str), kind=st.just("paper"), title=WORDS,
            abstract=MAYBE, categories=st.just(""), withdrawn=st.just(0),
            enrichment=st.just("done"),
            has_user_title=st.just(0), has_user_date=st.just(0), authors=st.just(""),
            organizations=st.just(""), topics=st.just(""), listed=st.just("")),
    _set("paper", "title", WORDS),
    _set("paper", "abstract", MAYBE),
    _delete("paper"),
    _insert("author", id=FEW, name=NAMES),
    _set("author", "name", NAMES),
    _insert("authorship", paper_id=FEW, position=FEW, author_id=FEW),
    _set("authorship", "author_id", FEW, key="paper_id"),
    _set("authorship", "paper_id", FEW, key="paper_id"),
    _set("authorship", "position", st.integers(4, 9), key="author_id"),
    _delete("authorship", "paper_id"),
    _insert("organization", id=FEW, name=NAMES),
    _set("organization", "name", NAMES),
    _delete("organization"),
    _insert("paper_organization", paper_id=FEW, organization_id=FEW,
            source=st.sampled_from(["list", "user"]), position=FEW),
    _set("paper_organization", "position", FEW, key="paper_id"),
    _set("paper_organization", "paper_id", FEW, key="paper_id"),
    _delete("paper_organization", "paper_id"),
    _insert("topic", id=FEW, list_id=st.integers(1, 2), title=NAMES, path=NAMES,
            level=st.just(1), position=FEW, origin=st.just("list")),
    _set("topic", "path", NAMES),
    _delete("topic"),
    _insert("entry", id=st.integers(3, 6), list_id=st.integers(1, 2), topic_id=st.none() | FEW,
            paper_id=FEW, position=FEW, origin=st.just("list"), label=WORDS, note=MAYBE,
            venue=MAYBE, group_label=MAYBE, listed_organizations=MAYBE),
    _set("entry", "label", WORDS),
    _set("entry", "note", MAYBE),
    _set("entry", "venue", MAYBE),
    _set("entry", "group_label", MAYBE),
    _set("entry", "listed_organizations", MAYBE),
    _set("entry", "topic_id", st.none() | FEW),
    _set("entry", "paper_id", FEW),
    _set("entry", "position", FEW),
    _delete("entry"),
    _delete("list"),
)  # fmt: skip


def index_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    connection.execute("create virtual table temp.found using fts5vocab(main, paper_fts, instance)")
    found = connection.execute("select * from temp.found").fetchall()
    connection.execute("drop table temp.found")
    return sorted(found)


@given(changes=st.lists(CHANGES, min_size=1, max_size=12))
@settings(max_examples=150)
def test_any_change_leaves_names_and_index_right(template, changes):
    with closing(template.open()) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("begin")
        for sql, *values in changes:
            connection.execute("savepoint one")
            try:
                connection.execute(sql, values)
            except sqlite3.IntegrityError:  # It names a row that there is not.
                connection.execute("rollback to one")
            connection.execute("release one")
        kept = connection.execute(
            "select id, authors, organizations, topics from paper order by id"
        ).fetchall()
        fresh = [
            (key, *(text or "" for text in texts)) for key, *texts in connection.execute(FRESH)
        ]
        assert kept == fresh
        for key, listed in connection.execute("select id, listed from paper").fetchall():
            mentions = connection.execute(LISTED, (key,)).fetchall()
            texts = [text for mention in mentions for text in mention if text is not None]
            assert listed == "\n".join(texts)
        connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
        incremental = index_of(connection)
        connection.execute("insert into paper_fts(paper_fts) values ('rebuild')")
        assert incremental == index_of(connection)
