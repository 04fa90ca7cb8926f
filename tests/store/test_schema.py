"""The migrations, the tables as SQLModel sees them and the code's idea of both are one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import knowledge
from aiev import config
from aiev.domain import written_tex
from aiev.errors import StoreError
from aiev.store import bookkeeping_tables, curation_tables, migrate, new_database, sql_tables  # noqa: F401  # tables join the others
from aiev.store.connection import REVISION, open_for_reading
from aiev.store.reading.reader import open_reader
from aiev.store.tables import Table
from aiev.store.writing.writer import open_writer


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(migrate.script_config())
    return [one.revision for one in script.walk_revisions()][::-1]


def make_at(path: Path, revision: str) -> None:
    """Make a database as the aiev of that revision made it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = migrate.script_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    knowledge.change(path, "pragma journal_mode = wal")


def test_the_tables_and_the_migrations_say_the_same(tmp_path):
    path = tmp_path / "new.db"
    with open_writer(path):
        pass
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.startswith("paper_fts"))
                ),
            },
        )
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def contents(connection):
    """Return what is declared in a database, and the rows of each of its tables."""
    made = connection.execute("select type, name, tbl_name, trim(sql, ' \n') from sqlite_master")
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    rows = {name: connection.execute(f'select * from "{name}"').fetchall() for (name,) in tables}
    pragmas = ("user_version", "application_id", "encoding", "auto_vacuum")
    settings = [connection.execute(f"pragma {name}").fetchall() for name in pragmas]
    return set(made), rows, settings


def test_a_database_made_at_once_is_the_one_that_the_migrations_make(tmp_path):
    """A new database takes one script; a base that grew up over the revisions must be no other."""
    make_at(tmp_path / "grown.db", "head")
    with (
        closing(sqlite3.connect(tmp_path / "grown.db")) as grown,
        closing(sqlite3.connect(":memory:")) as new,
    ):
        written = (config.shipped("migrations") / "newest.sql").read_text("utf-8")
        assert written == new_database.script(grown), "run `python -m aiev.store.new_database`"
        new_database.create(new)
        assert contents(new) == contents(grown)


def test_the_code_knows_the_newest_revision():
    assert revisions()[-1] == REVISION
    assert migrate.newest_revision() == REVISION
    assert revisions() == sorted(revisions()), "the reader compares revisions by their text"


def test_every_foreign_key_has_an_index(tmp_path):
    path = tmp_path / "new.db"
    with open_writer(path):
        pass
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        keys = [
            (table, row[3])
            for table in tables
            for row in connection.execute(f"select * from pragma_foreign_key_list('{table}')")
        ]
        # An integer that is the whole primary key is the row's own number.
        numbers = {
            (table, columns[0][0])
            for table in tables
            for columns in [
                connection.execute(
                    f"select name, type from pragma_table_info('{table}') where pk"
                ).fetchall()
            ]
            if len(columns) == 1 and columns[0][1] == "INTEGER"
        }
        led = numbers | {
            (table, column)
            for table in tables
            for (index,) in connection.execute(f"select name from pragma_index_list('{table}')")
            for (column,) in connection.execute(
                f"select name from pragma_index_info('{index}') where seqno = 0"
            )
        }
    assert len(keys) >= 15
    assert [key for key in keys if key not in led] == []


def test_a_writer_works_in_wal_with_foreign_keys_on(tmp_path):
    path = tmp_path / "new.db"
    with open_writer(path) as writer, writer.transaction() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("pragma busy_timeout").scalar() == 30_000


def test_a_reader_cannot_write(small):
    with pytest.raises(StoreError, match="readonly"), open_reader(small) as reader:
        reader.connection.execute("delete from paper")
    connection = open_for_reading(small)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("delete from paper")
    connection.close()


_OLD_ROWS = (
    "insert into list (id, name, content, sha256, imported_at)"
    " values (1, 'old', x'23', 'x', '2024-01-01T00:00:00+00:00')",
    "insert into topic (id, list_id, title, path, level, position, origin)"
    " values (1, 1, 'MoE', 'MoE', 1, 0, 'list')",
    "insert into paper (id, identity, arxiv_id, kind, title, abstract, categories, withdrawn,"
    " enrichment, has_user_title, has_user_date, authors, organizations, topics, listed)"
    " values (7, 'arxiv:2401.00001', '2401.00001', 'paper', 'Kept', 'Kept too.', 'cs.LG', 0,"
    " 'done', 0, 0, '', '', '', '')",
    "insert into entry (id, list_id, topic_id, paper_id, position, origin, label)"
    " values (1, 1, 1, 7, 0, 'list', 'A label')",
    "insert into author (id, name) values (1, 'Ada Asker')",
    "insert into authorship (paper_id, position, author_id) values (7, 0, 1)",
    "insert into organization (id, name) values (1, 'Kept Lab')",
    "insert into paper_organization (paper_id, organization_id, source, position)"
    " values (7, 1, 'user', 0)",
    "insert into tag (id, name) values (1, 'mine')",
    "insert into paper_tag (paper_id, tag_id) values (7, 1)",
    "insert into note (id, paper_id, text, created_at) values (1, 7, 'A note', '2024')",
)


@pytest.mark.parametrize("revision", revisions()[:-1] or [REVISION])
def test_an_older_database_is_brought_up_to_date_with_its_rows(tmp_path, revision):
    path = tmp_path / "old.db"
    make_at(path, revision)
    knowledge.change(path, *_OLD_ROWS)
    before = knowledge.dump(path)

    with pytest.raises(StoreError, match=f"at revision {revision}, this aiev needs"):
        open_for_reading(path)
    with pytest.raises(StoreError, match=f"at revision {revision}"), open_writer(path):
        pass
    assert knowledge.dump(path) == before, "refusing changes nothing"

    with open_writer(path, can_upgrade=True):
        pass
    after = knowledge.dump(path)
    for table in ("list", "topic", "entry", "author", "tag", "paper_tag", "note"):
        for row, now in zip(before[table], after[table], strict=True):
            # A column that came later has nothing yet.
            assert now == (*row, *(None,) * (len(now) - len(row)))
    with open_reader(path) as reader:
        (paper,) = reader.papers([7])
    assert (paper.title, paper.abstract, paper.tags) == ("Kept", "Kept too.", ("mine",))
    assert paper.authors == ("Ada Asker",)
    assert paper.organizations == ("Kept Lab",)
    assert paper.topics == ("MoE",)
    found = "select rowid from paper_fts where paper_fts match ?"
    assert knowledge.rows(path, found, "kept") == [(7,)]
    assert after["alembic_version"] == [(REVISION,)]


def test_papers_that_prove_to_be_one_by_the_newer_comparison_are_joined(tmp_path):
    """0008 compares addresses by their publishers' forms: two rows may turn out to be one work."""
    path = tmp_path / "old.db"
    make_at(path, "0007")
    paper = (
        "insert into paper (id, identity, url, kind, title, categories, withdrawn, enrichment,"
        " has_user_title, has_user_date, authors, organizations, topics, listed) values"
    )
    rest = "'web', '{}', '', 0, 'not-applicable', {}, 0, '', '', '', '')"
    page, pdf = "openreview.net/forum?id=kn0t", "openreview.net/pdf?id=kn0t"
    knowledge.change(
        path,
        *_OLD_ROWS,
        f"{paper} (8, 'url:{page}', 'https://{page}', " + rest.format("Knots", 0),
        f"{paper} (9, 'url:{pdf}', 'https://{pdf}', " + rest.format("My Knots", 1),
        f"{paper} (10, 'url:other.org/a', 'https://other.org/a', " + rest.format("Other", 0),
        "insert into entry (id, list_id, topic_id, paper_id, position, origin, label)"
        " values (2, 1, 1, 8, 1, 'list', 'Page'), (3, 1, 1, 9, 2, 'list', 'File')",
        "insert into note (id, paper_id, text, created_at) values (2, 9, 'On the file', '2024')",
        "insert into tag (id, name) values (2, 'theirs')",
        "insert into paper_tag (paper_id, tag_id) values (8, 1), (9, 1), (9, 2)",
        "insert into paper_organization (paper_id, organization_id, source, position)"
        " values (8, 1, 'user', 0), (9, 1, 'user', 0)",
        "insert into entry_removal (list_id, topic, identity, label)"
        f" values (1, 'MoE', 'url:{pdf}', 'Gone')",
    )
    with open_writer(path, can_upgrade=True):
        pass
    rows = knowledge.rows(path, "select id, title, has_user_title from paper order by id")
    assert rows == [(7, "Kept", 0), (8, "My Knots", 1), (10, "Other", 0)]
    assert knowledge.rows(path, "select id, paper_id from entry order by id") == [
        (1, 7), (2, 8), (3, 8)
    ]  # fmt: skip
    assert knowledge.rows(path, "select paper_id from note where id = 2") == [(8,)]
    tags = "select tag_id from paper_tag where paper_id = 8 order by tag_id"
    assert knowledge.rows(path, tags) == [(1,), (2,)]
    organizations = "select paper_id, organization_id from paper_organization order by paper_id"
    assert knowledge.rows(path, organizations) == [(7, 1), (8, 1)]
    [[identity]] = knowledge.rows(path, "select identity from paper where id = 8")
    assert knowledge.rows(path, "select identity from entry_removal") == [(identity,)]
    with open_reader(path) as reader:
        (joined,) = reader.papers([8])
    assert [entry.label for entry in joined.entries] == ["Page", "File"]
    assert knowledge.rows(path, "pragma foreign_key_check") == []


def test_a_database_of_tomorrow_is_left_alone(small):
    knowledge.change(small, "update alembic_version set version_num = '9999'")
    before = small.read_bytes()
    with pytest.raises(StoreError, match="newer than this aiev knows") as caught:
        open_for_reading(small)
    assert caught.value.hint == "update aiev"
    for can_upgrade in (False, True):
        with (
            pytest.raises(StoreError, match="newer than this aiev"),
            open_writer(small, can_upgrade=can_upgrade),
        ):
            pass
    assert small.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    knowledge.change(path, "create table theirs (x)", "insert into theirs values (1)")
    for can_upgrade in (False, True):
        with (
            pytest.raises(StoreError, match="not made by aiev"),
            open_writer(path, can_upgrade=can_upgrade),
        ):
            pass
    with pytest.raises(StoreError, match="not made by aiev"):
        open_for_reading(path)
    assert knowledge.dump(path) == {"theirs": [(1,)]}


def test_the_tex_of_an_older_database_is_read_and_kept(tmp_path):
    """0014 reads what arXiv wrote, and indexes words as they are meant."""
    path = tmp_path / "old.db"
    make_at(path, "0013")
    written, abstract = "H$_2$O in C++", r"Of $\alpha$ \ours{} birds, said Schr\"odinger. " * 20
    knowledge.change(
        path,
        *_OLD_ROWS,
        "insert into paper (id, identity, kind, title, abstract, categories, withdrawn, enrichment,"
        " has_user_title, has_user_date, authors, organizations, topics, listed) values"
        f" (8, 'url:a', 'web', '{written}', '{abstract}', '', 0, 'done', 0, 0, '', '', '大模型',"
        " ''),"
        " (9, 'url:b', 'web', 'My $x$', null, '', 0, 'done', 1, 0, '', '', '', '')",
    )
    with open_writer(path, can_upgrade=True):
        pass
    with open_reader(path) as reader:
        paper, own = reader.papers([8, 9])
    assert (paper.title, paper.tex_title) == ("H₂O in C++", written)
    assert (own.title, own.tex_title) == ("My $x$", None)
    [[packed]] = knowledge.rows(path, "select tex_abstract from paper where id = 8")
    assert paper.abstract == r"Of α \ours{} birds, said Schrödinger. " * 20
    assert written_tex.unpack(packed, paper.abstract) == abstract
    assert len(packed) < len(abstract) / 5
    for words in ("h₂o", "c\ue02b\ue02b", "schrodinger", '"大模 模型"'):
        found = "select rowid from paper_fts where paper_fts match ?"
        assert knowledge.rows(path, found, words) == [(8,)]
    knowledge.change(path, "update paper set title = 'Kites', abstract = 'Of kites.' where id = 8")
    told = knowledge.rows(path, "select tex_title, tex_abstract from paper where id = 8")
    assert told == [(None, None)], "what was read is no more"
