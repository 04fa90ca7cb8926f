"""Edits and removals wait for the list's file, each with what the file said."""

from aiev.store.reading import list_edits
from aiev.store.reading.list_edits import FieldEdit, Removal
from aiev.store.writing import entry_edit, entry_removal
from aiev.store.writing.writer import reader_within
from store.writing.listed import entry, new_list

KITE, EAGLE = entry("Kite", topic="A"), entry("Eagle", topic="B", arxiv="2404.00005", line=2)


def test_an_edit_holds_the_words_of_both_sides(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(KITE, EAGLE)
        kite = papers.rows()[0]
        entry_edit.change(papers.session, kite.id, "note", {"note": "mine"}, listed=None)
        reader = reader_within(papers.session)
        assert list_edits.edits(reader, "papers") == (
            FieldEdit(kite.id, 100, "note", None, "mine"),
        )
        entry_edit.change(papers.session, kite.id, "note", {"note": None}, listed=None)
        assert list_edits.edits(reader, "papers") == ()
        assert list_edits.edits(reader, "others") == ()


def test_a_removal_names_the_entry_as_the_file_has_it(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(KITE, EAGLE)
        entry_removal.remove(papers.session, papers.rows()[1].id, EAGLE)
        found = list_edits.removals(reader_within(papers.session), "papers")
    assert found == (Removal("B", "arxiv:2404.00005", "Eagle"),)
