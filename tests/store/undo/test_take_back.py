"""A step is taken back whole or not at all; what another command changed since is told."""

import sqlite3
from contextlib import closing, contextmanager

import pytest

import knowledge
from aiev import step
from aiev.errors import NotFoundError, StoreError, UndoError
from aiev.store.health import examine
from aiev.store.undo.take_back import take_back
from aiev.store.undo_log import recorder
from aiev.store.undo_log.logged_tables import NOT_LOGGED
from aiev.store.writing.writer import driver_of, open_writer

PAPER = (
    "insert into paper (id, identity, kind, title, categories, withdrawn, enrichment,"
    " has_user_title, has_user_date, authors, organizations, topics, listed, tex_abstract)"
    " values ({0}, 'url:{1}', 'web', '{1}', '', 0, 'not-applicable', 0, 0, '', '', '', '', x'00ff')"
)
TAG = "insert into tag (id, name) values ({0}, '{1}')"


@pytest.fixture
def path(small):
    """The small base, with nothing to take back yet."""
    # Datasette turns them on for all of a process, and an error within a trigger is then printed.
    sqlite3.enable_callback_tracebacks(False)
    knowledge.change(small, "delete from undo_step", "delete from undo_change")
    return small


def run(path, *statements, told="aiev test", **kept):
    """Run statements as one command would, each in a transaction of its own."""
    with step.during(lambda: told), open_writer(path, keeps_terms=False, **kept) as writer:
        for statement in statements:
            with writer.transaction() as session:
                driver_of(session).execute(statement)


def undo(path, **options):
    with open_writer(path, keeps_terms=False) as writer:
        return take_back(writer, **options)


def state(path):
    return knowledge.dump(path, without=NOT_LOGGED)


def sound(path):
    return [one for one in examine(path) if one.problem] == []


@pytest.mark.parametrize(
    "statements",
    [
        [PAPER.format(70, "kite"), "delete from paper where id = 70"],
        [PAPER.format(70, "C++ kite"), "update paper set title = 'F# kite' where id = 70"],
        ["delete from paper where id in (1, 2)"],
        ["delete from list"],
        ["update paper set title = 'A title that is long enough to have a fingerprint alone'"],
        ["update topic set path = 'x' || path", "update author set name = name || ' Jr.'"],
        # What is unique changes hands.
        [
            "update topic set path = 'between' where id = 1",
            "update topic set path = (select path from topic where id = 1) || '?' where id = 2",
            "update topic set path = 'Serving > Offloading' where id = 1",
        ],
        # A row gets another key, and one takes the place of another.
        [
            "update authorship set position = position + 10",
            "update authorship set position = 0 where position = 11",
        ],
        ["update entry_link set position = 7", TAG.format(1, "mine")],
        [TAG.format(5, "it''s"), "insert into paper_tag values (1, 5)", "delete from tag"],
    ],
)  # fmt: skip
def test_what_a_step_did_is_taken_back(path, statements):
    before = state(path)
    run(path, *statements)
    undo(path)
    assert state(path) == before
    assert sound(path)


def test_all_transactions_of_a_command_are_one_step_and_the_last_is_taken_back_first(path):
    states = [state(path)]
    for number in (1, 2):
        run(path, TAG.format(number, f"a{number}"), TAG.format(number + 10, f"b{number}"))
        states.append(state(path))
    assert knowledge.rows(path, "select changes from undo_step") == [(2,), (2,)]
    for before in reversed(states[:-1]):
        assert undo(path).removed == {"tag": 2}
        assert state(path) == before
    with pytest.raises(NotFoundError, match="nothing to take back"):
        undo(path)


def test_a_step_that_wrote_last_is_last_though_it_began_first(path):
    with step.during(lambda: "first"), open_writer(path, keeps_terms=False) as writer:
        for number in (1, 2):
            with writer.transaction() as session:
                driver_of(session).execute(TAG.format(number, f"a{number}"))
            if number == 1:
                run(path, TAG.format(9, "other"), told="second")
    assert undo(path).step.command == "first"
    assert knowledge.rows(path, "select id from tag") == [(9,)]
    assert undo(path).step.command == "second"


def test_an_earlier_step_is_taken_back_where_no_later_one_changed_the_same(path):
    run(path, TAG.format(1, "one"), told="first")
    run(path, TAG.format(2, "two"), told="second")
    assert undo(path, place=2).step.command == "first"
    assert knowledge.rows(path, "select id from tag") == [(2,)]
    with pytest.raises(NotFoundError, match="no command at place 2: 1 can be seen"):
        undo(path, place=2)


@pytest.mark.parametrize(
    ("done", "since", "reason"),
    [
        ([TAG.format(1, "one")], "update tag set name = 'uno'", "was changed since"),
        ([TAG.format(1, "one")], "delete from tag", "is gone since"),
        (["update paper set title = 'A' where id = 1"], "update paper set title = 'B'",
         "title was changed since"),
        (["delete from entry_link", "delete from entry where id = 3"],
         "insert into entry (id, list_id, paper_id, position, origin, label)"
         " values (3, 1, 1, 9, 'user', 'New')", "has come in its place since"),
        ([TAG.format(1, "one")], "insert into paper_tag values (1, 1)",
         "came since, and belongs to this tag"),
        ([TAG.format(1, "a"), "insert into paper_tag values (1, 1)", "delete from paper_tag"],
         "delete from tag", "had its tag removed since"),
        (["update topic set path = 'freed' where id = 1"],
         "update topic set path = 'Serving' where id = 2", "has its place taken by another since"),
    ],
)  # fmt: skip
def test_what_was_changed_since_is_told_and_nothing_is_overwritten(path, done, since, reason):
    if reason.startswith("had its tag"):
        run(path, *done[:2])
        done = done[2:]
    run(path, *done)
    # By another program, as foreign keys and triggers would have it.
    knowledge.change(path, since)
    before, steps = state(path), knowledge.rows(path, "select * from undo_step")
    outcome = undo(path)
    assert reason in [one.reason for one in outcome.obstacles]
    assert state(path) == before
    assert knowledge.rows(path, "select * from undo_step") == steps
    assert sound(path)


def test_what_is_only_tried_leaves_nothing_and_takes_nothing_back(path):
    run(path, TAG.format(1, "one"))
    before = state(path)
    with open_writer(path) as writer, writer.transaction(is_dry_run=True) as session:
        driver_of(session).execute(TAG.format(2, "two"))
    assert undo(path, is_dry_run=True).removed == {"tag": 1}
    assert state(path) == before
    assert knowledge.rows(path, "select count(*) from undo_step") == [(1,)]


def test_a_command_that_changes_nothing_is_no_step(path):
    run(path, "update paper set title = title", "update paper set topics = topics || 'x'")
    assert knowledge.rows(path, "select * from undo_step") == []


def test_a_transaction_that_fails_leaves_neither_its_change_nor_its_log(path):
    before = state(path)

    def fail():
        with open_writer(path) as writer, writer.transaction() as session:
            driver_of(session).execute(TAG.format(1, "one"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert state(path) == before
    assert knowledge.rows(path, "select * from undo_change") == []


def test_the_fifty_last_are_kept_with_their_changes_and_no_others(path, monkeypatch):
    monkeypatch.setattr(recorder, "MOST_STEPS", 3)
    for number in range(1, 6):
        run(path, TAG.format(number, f"t{number}"), told=f"aiev {number}")
    told = [row[0] for row in knowledge.rows(path, "select command from undo_step order by turn")]
    assert told == ["aiev 3", "aiev 4", "aiev 5"]
    assert knowledge.rows(path, "select count(*) from undo_change") == [(3,)]


def test_the_oldest_go_where_the_log_grows_too_large(path, monkeypatch):
    monkeypatch.setattr(recorder, "MOST_BYTES", 200)
    for number in range(1, 9):
        run(path, TAG.format(number, f"t{number}"))
    [(count, size)] = knowledge.rows(path, "select count(*), sum(size_bytes) from undo_step")
    assert 1 < count < 8
    assert size <= 200


def test_a_step_that_is_too_large_alone_is_told_and_not_kept(path, monkeypatch):
    run(path, TAG.format(1, "one"), told="small")
    monkeypatch.setattr(recorder, "MOST_BYTES", 200)
    run(path, "insert into tag (name) select 't' || title from paper", told="large")
    kept = "select command, state, changes from undo_step order by turn"
    assert knowledge.rows(path, kept) == [("small", "kept", 1), ("large", "too large", 0)]
    assert knowledge.rows(path, "select count(*) from undo_change") == [(1,)]
    with pytest.raises(UndoError, match=r"changed more than is kept.*: large") as caught:
        undo(path)
    assert "aiev backup" in caught.value.hint
    assert "aiev undo 2" in caught.value.hint
    assert undo(path, place=2).step.command == "small"


def test_of_a_command_that_is_logged_in_part_nothing_is_kept(path):
    with step.during(lambda: "part"), open_writer(path, keeps_terms=False) as writer:
        for number, is_bulk in enumerate((False, True, False), 1):
            with writer.transaction(is_bulk=is_bulk) as session:
                driver_of(session).execute(TAG.format(number, f"t{number}"))
    kept = "select command, state, changes, size_bytes from undo_step"
    assert knowledge.rows(path, kept) == [("part", "not logged", 0, 0)]
    assert knowledge.rows(path, "select * from undo_change") == []


@pytest.mark.parametrize(
    "let_go", [recorder.drop, lambda connection, _id: recorder.clear(connection)]
)
def test_nothing_of_a_step_that_is_let_go_stays_in_the_file(path, let_go):
    """A copy of the file has its free pages too; SQLite overwrites them in some builds only."""
    run(path, TAG.format(1, "one"), told="aiev said in private")
    [(step_id,)] = knowledge.rows(path, "select id from undo_step")
    assert b"said in private" in path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma secure_delete = off").fetchall()
        connection.execute("begin immediate")
        let_go(connection, step_id)
        connection.execute("commit")
        assert connection.execute("pragma secure_delete").fetchone() == (0,)
    assert b"said in private" not in path.read_bytes()


def test_what_is_not_logged_is_a_step_that_cannot_be_taken_back(path):
    run(path, TAG.format(1, "one"), told="bulk", is_logged=False)
    with pytest.raises(UndoError, match=r"is not logged.*: bulk") as caught:
        undo(path)
    assert "aiev backup" in caught.value.hint


def test_tables_columns_and_kinds_of_tomorrow_are_followed_without_a_list_of_them(path):
    knowledge.change(
        path,
        'create table "a ""new"" table" (name varchar primary key, "it\'s" integer,'
        " paper_id integer references paper (id) on delete cascade, number real, bytes blob,"
        ' twice integer generated always as ("it\'s" * 2) stored)',
        "alter table tag add column colour varchar",
        """insert into "a ""new"" table" (name, "it's", paper_id, number, bytes)
            values ('a', 1, 1, 0.1, x'00ff'), ('b', 2, 1, 1e300, null)""",
    )
    before = state_of_all(path)
    run(
        path,
        """update "a ""new"" table" set "it's" = 5, number = 0.3, bytes = x'01' where name = 'a'""",
        """update "a ""new"" table" set name = 'c' where name = 'b'""",
        "insert into tag (id, name, colour) values (1, 'x', 'red')",
        "update tag set colour = 'blue'",
        "delete from paper where id = 1",
    )
    assert state_of_all(path) != before
    undo(path)
    assert state_of_all(path) == before


def state_of_all(path):
    with closing(sqlite3.connect(path)) as connection:
        new = connection.execute('select * from "a ""new"" table" order by name').fetchall()
        tags = connection.execute("select * from tag").fetchall()
        return new, tags, connection.execute("select * from paper").fetchall()


def test_a_row_that_cannot_be_logged_is_told_and_stays(path):
    knowledge.change(path, "update paper set comment = cast(x'ff' as text) where id = 1")
    rows = "select count(*) from paper"
    before = knowledge.rows(path, rows)
    with pytest.raises(StoreError, match="text that is no UTF-8"):
        run(path, "delete from paper where id = 1")
    assert knowledge.rows(path, rows) == before


@contextmanager
def raises_damaged(path):
    before = state(path)
    with pytest.raises(StoreError, match="the undo log is damaged") as caught:
        yield
    assert "doctor --mend" in caught.value.hint
    assert state(path) == before
    assert {one.name for one in examine(path) if one.problem} == {"undo log"}
    assert [one for one in examine(path, is_mended=True) if one.problem] == []
    assert knowledge.rows(path, "select * from undo_change") == []


@pytest.mark.parametrize(
    "damage",
    [
        "update undo_change set image = '{'",
        "update undo_change set image = '[1]'",
        "update undo_change set image = '{\"title\":1}'",
        "update undo_change set image = '{\"nothing\":[1,2]}'",
        'update undo_change set image = \'{"title":[{"bytes":"zz"},"x"]}\'',
        "update undo_change set \"key\" = ''",
        "update undo_change set \"key\" = '[1,2]'",
        'update undo_change set "key" = \'[{"a":1}]\'',
        "update undo_change set table_name = 'sqlite_master'",
        "update undo_change set table_name = 'paper; drop table paper'",
        "update undo_change set event = 'replace'",
        "delete from undo_change",
        "update undo_step set state = 'new'",
        "update undo_step set first_change = 100, last_change = 200",
    ],
)
def test_a_log_that_is_damaged_is_told_and_mended(path, damage):
    run(path, "update paper set title = 'Other' where id = 1")
    knowledge.change(path, damage)
    with raises_damaged(path):
        undo(path)
