"""The reader that stays open follows what others do to the file."""

import shutil
import sqlite3
from contextlib import closing

import pytest

import knowledge
from aiev import config
from aiev.errors import StoreError, UsageError
from aiev.mcp import completions
from aiev.mcp.base import Base
from aiev.mcp.tools.tool import Context
from aiev.store.reading import catalog
from aiev.store.writing.writer import open_writer


@pytest.fixture
def base(small):
    found = Base(small)
    yield found
    found.close()


def titles(base):
    with base.reading() as reader:
        return [one.name for one in catalog.lists(reader)]


def opened(base):
    with base.reading() as reader:
        return reader.connection


def test_one_connection_stays_open_while_nothing_changes(base):
    assert opened(base) is opened(base)


def test_what_others_write_is_seen(base):
    assert titles(base) == ["small"]
    with open_writer(base.path) as writer:
        knowledge.store_list(writer, "# More\n\n- [A](https://a.example)\n", name="more")
    assert titles(base) == ["small", "more"]


def test_no_transaction_stays_open_that_would_keep_others_from_tidying(base):
    with base.reading() as reader:
        reader.connection.execute("begin")
        catalog.lists(reader)
    with closing(sqlite3.connect(base.path, timeout=0)) as other:
        assert other.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0


def test_a_file_put_in_its_place_is_read_from_then_on(base, tmp_path):
    assert titles(base) == ["small"]
    with open_writer(tmp_path / "new.db") as writer:
        knowledge.store_list(writer, "# New\n\n- [A](https://a.example)\n", name="new")
    (tmp_path / "new.db").replace(base.path)
    assert titles(base) == ["new"]


def test_a_file_that_is_gone_is_told_and_found_when_it_is_back(base, tmp_path):
    assert titles(base) == ["small"]
    kept = tmp_path / "kept.db"
    shutil.copyfile(base.path, kept)
    base.path.unlink()
    with pytest.raises(StoreError, match="no database at this path"), base.reading():
        pass
    kept.replace(base.path)
    assert titles(base) == ["small"]


def test_a_database_that_was_migrated_meanwhile_is_told(base):
    assert titles(base) == ["small"]
    with closing(sqlite3.connect(base.path)) as other, other:
        other.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(StoreError, match="newer than this aiev knows"), base.reading():
        pass


def test_a_file_that_became_no_database_is_told(base):
    assert titles(base) == ["small"]
    base.path.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="no database"), base.reading():
        pass


def test_an_error_of_the_user_keeps_the_connection_and_a_fault_does_not(base):
    connection = opened(base)
    with pytest.raises(UsageError), base.reading():
        raise UsageError("wrong")
    assert opened(base) is connection
    with pytest.raises(ZeroDivisionError), base.reading():
        raise ZeroDivisionError
    assert opened(base) is not connection


def test_many_names_to_complete_leave_it_open(base, home):
    """Names were told one by one while it was read: to take but twenty of them let go of it."""
    with open_writer(base.path) as writer:
        items = "".join(f"- [P{at}](https://arxiv.org/abs/2401.{at:05})\n" for at in range(1, 40))
        knowledge.store_list(writer, f"# Many\n\n{items}", name="many")
    before = opened(base)
    context = Context(
        settings=config.load(home.environment),
        base=base,
        today=knowledge.NOW.date,
        now=lambda: knowledge.NOW,
        can_write=False,
        can_network=False,
    )
    asked = {"ref": {}, "argument": {"name": "id", "value": "2401."}}
    found = completions.complete(context, asked)["completion"]
    assert (len(found["values"]), found["hasMore"]) == (20, True)
    assert opened(base) is before
