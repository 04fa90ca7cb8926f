"""A table in which something is wrong is known by reading it once, whatever is wrong in it."""

import sqlite3
from contextlib import closing, suppress
from itertools import product

import pytest

import knowledge
from aiev.store.reading import stored_values

TABLES = ("authorship", "list", "paper")
TRIGGERS = "select name from sqlite_master where type = 'trigger'"
VALUES = (
    "x'ff00fe'", "cast(x'ff61fe' as text)", "cast(x'e9' as text)", "'words'", "'2024'",
    "'2024-02-30'", "'2024-02-03T04:05:06+00:00'", "''", "7", "2.5", "null",
)  # fmt: skip


def counted(connection, among):
    checks = (stored_values.kinds, stored_values.encoding, stored_values.dates)
    return [check(connection, among) for check in checks]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_doubtful_where_something_in_it_would_be_counted(tmp_path, table):
    """The quick look and the count must never part, or a fault would not be told."""
    knowledge.build_small(tmp_path / "a.db")
    told = set()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with closing(sqlite3.connect(tmp_path / "a.db")) as file:
            file.backup(connection)
        assert stored_values.doubtful(connection) == {}
        for pragma in ("foreign_keys = off", "ignore_check_constraints = on"):
            connection.execute(f"pragma {pragma}")
        for [trigger] in connection.execute(TRIGGERS).fetchall():
            connection.execute(f"drop trigger {trigger}")
        among = {table: stored_values.tables(connection)[table]}
        # A list's bytes are read whatever the look says.
        columns = [column for column in among[table] if column != ("content", "blob")]
        for (name, kind), value in product(columns, VALUES):
            connection.execute("begin")
            with suppress(sqlite3.IntegrityError):
                connection.execute(
                    f"update {table} set {name} = {value}"
                    f" where {name} is (select {name} from {table} limit 1)"
                )
            is_wrong = any(counted(connection, among))
            assert (stored_values.doubtful(connection) == among) == is_wrong, (name, value)
            told.add((kind, value, is_wrong))
            connection.execute("rollback")
    assert ("text", "x'ff00fe'", True) in told
    assert any(not is_wrong for *_, is_wrong in told)


def test_of_a_doubtful_table_alone_the_faults_are_counted(tmp_path):
    knowledge.build_small(tmp_path / "a.db")
    knowledge.change(
        tmp_path / "a.db",
        "update paper set title = cast(x'ff61fe' as text), issued = 'once' where id = 1",
        "update author set name = x'ff' where id = 1",
    )
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        doubtful = stored_values.doubtful(connection)
        assert doubtful.keys() == {"author", "paper"}
        assert stored_values.kinds(connection, doubtful) == "author.name: 1 row with no text"
        assert "paper.title: 1 row" in str(stored_values.encoding(connection, doubtful))
        assert stored_values.dates(connection, doubtful) == "paper.issued: 1 row with no date"
