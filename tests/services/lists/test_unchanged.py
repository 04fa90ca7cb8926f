"""A list that is stored as it is costs no reading, and comes to what reading it would come to."""

import shutil
import sqlite3
from contextlib import closing

import pytest

import knowledge
from aiev.markdown.reading import document
from aiev.services.lists import unchanged
from aiev.services.lists.changes import Changes
from aiev.services.lists.edit_entry import edit_paper
from aiev.services.lists.merge_papers import merge_papers
from aiev.services.lists.read_list import import_list, read_file
from aiev.services.organizations import shipped_table
from aiev.services.organizations.alias import set_aliases
from aiev.store.writing.writer import open_writer


@pytest.fixture
def listed(home):
    path = home.folder / "birds.md"
    path.write_text(knowledge.SMALL_LIST)
    return path


@pytest.fixture
def stored(home, listed):
    """A base that has the list, of whose papers arXiv has two and not the third."""
    with open_writer(home.database) as writer:
        put(writer, listed)
        knowledge.enrich(
            writer,
            knowledge.answer(knowledge.RECORDS, unknown=["2406.00022"]),
            clock=lambda: knowledge.NOW,
        )
    return home.database


def put(writer, path, *, name=None):
    return import_list(
        writer, read_file(path.read_bytes(), path=path, name=name), now=knowledge.NOW
    )


def found(database, path, *, name="birds"):
    return unchanged.find(database, path.read_bytes(), path=path, name=name)


def read_anew(database, path):
    """What reading the list comes to, and what the base holds then."""
    with open_writer(database) as writer:
        return put(writer, path), knowledge.dump(database)


def test_it_comes_to_what_reading_it_comes_to(stored, listed):
    known = found(stored, listed)
    before = knowledge.dump(stored)
    assert (known, before) == read_anew(stored, listed)
    assert known.findings
    assert (known.pending, known.unknown) == (0, ("2406.00022",))


def test_the_papers_are_counted_as_they_are_now(stored, listed):
    """A merge changes none of the list's bytes, but what they are papers of."""
    with open_writer(stored) as writer:
        merge_papers(writer, "2405.00011", "https://github.com/kite/kite-serve")
    known = found(stored, listed)
    assert known is not None
    assert (known, knowledge.dump(stored)) == read_anew(stored, listed)


def test_a_paper_that_was_found_out_about_since_is_told_as_it_is(stored, listed):
    knowledge.change(
        stored, "update paper set enrichment = 'pending' where arxiv_id = '2406.00022'"
    )
    known = found(stored, listed)
    assert (known.pending, known.unknown) == (1, ())


@pytest.mark.parametrize(
    "change",
    [
        "update list_reading set key = 'of an older reader'",
        "delete from list_reading",
        "update list set sha256 = 'other bytes'",
        "update list set path = '/elsewhere/birds.md'",
        "update list set path = null",
        "update list set name = 'fish'",
        "update entry set origin = 'user' where id = (select max(id) from entry)",
        "insert into entry_edit (entry_id, field, listed) values (1, 'note', 'x')",
        "insert into entry_removal (list_id, topic, identity, label) values (1, '', 'a:b', 'c')",
        "insert into topic (list_id, title, path, level, position, origin)"
        " values (1, 'Own', 'Own', 1, 99, 'user')",
        "update alembic_version set version_num = '9999'",
    ],
)
def test_what_could_come_to_something_else_is_read(stored, listed, change):
    assert found(stored, listed) is not None
    knowledge.change(stored, change)
    assert found(stored, listed) is None


def test_a_list_that_a_user_edited_is_read(stored, listed):
    with open_writer(stored) as writer:
        edit_paper(writer, "2405.00011", Changes(note="mine"), under="Offloading")
    assert found(stored, listed) is None


def test_another_file_is_read(stored, listed):
    listed.write_text(knowledge.SMALL_LIST + "\n- [Egret](https://arxiv.org/abs/2502.00044)\n")
    assert found(stored, listed) is None


def test_the_same_bytes_elsewhere_or_under_another_name_are_read(stored, listed, home):
    other = home.folder / "other.md"
    shutil.copyfile(listed, other)
    assert found(stored, other) is None
    assert found(stored, listed, name="other") is None
    assert unchanged.find(stored, listed.read_bytes(), path=None, name="birds") is None


def test_a_sync_finds_the_name_by_the_path(home, listed):
    with open_writer(home.database) as writer:
        put(writer, listed, name="mine")
    assert found(home.database, listed, name=None).list == "mine"
    assert found(home.database, listed) is None


def test_other_spellings_of_organizations_are_read_with(stored, listed):
    with open_writer(stored) as writer:
        set_aliases(writer, {"Univresity of Nowhere": "MIT"}, can_make=True)
    assert found(stored, listed) is None
    imported, _ = read_anew(stored, listed)
    assert found(stored, listed) == imported


def test_another_table_of_organizations_is_read_with(stored, listed, monkeypatch):
    monkeypatch.setattr(shipped_table, "content", lambda: b"another table")
    assert found(stored, listed) is None


def test_a_higher_version_of_the_reader_reads(stored, listed, monkeypatch):
    monkeypatch.setattr(unchanged, "READER_VERSION", unchanged.READER_VERSION + 1)
    assert found(stored, listed) is None
    imported, _ = read_anew(stored, listed)
    assert found(stored, listed) == imported


def test_no_base_a_folder_and_another_program_s_file_are_left_to_the_import(tmp_path, listed):
    (tmp_path / "theirs").write_bytes(b"no database at all" * 100)
    with closing(sqlite3.connect(tmp_path / "empty")) as connection:
        connection.execute("create table theirs (x)")
    for name in ("nothing", "theirs", "empty", "."):
        assert found(tmp_path / name, listed) is None


def test_a_dry_run_keeps_no_outcome(home, listed):
    with open_writer(home.database) as writer:
        file = read_file(listed.read_bytes(), path=listed, name=None)
        import_list(writer, file, now=knowledge.NOW, is_dry_run=True)
    assert knowledge.dump(home.database)["list_reading"] == []


def test_a_list_is_read_once(stored, listed, monkeypatch):
    """The proof proves something: the reader is what `find` does without."""
    asked = []
    read = document.parse
    monkeypatch.setattr(
        document,
        "parse",
        lambda *given, **named: asked.append(1) or read(*given, **named),
    )
    assert found(stored, listed) is not None
    assert asked == []
    read_anew(stored, listed)
    assert asked == [1]
