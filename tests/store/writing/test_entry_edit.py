"""What the user says of an entry is an edit as long as its file says something else."""

from aiev.store.tables import EntryEditTable
from aiev.store.writing import entry_edit
from store.writing.listed import entry, new_list


def test_an_edit_ends_when_both_say_the_same_and_keeps_what_the_file_said(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session, [row] = papers.session, papers.rows()
        entry_edit.change(session, row.id, "label", {"label": "Mine"}, listed="Kite")
        edit = session.get(EntryEditTable, (row.id, "label"))
        assert (edit.listed, entry_edit.said(session, row.id)) == ("Kite", ("Mine", None))
        assert entry_edit.own_value(session, row, "topic") == "A"
        entry_edit.change(session, row.id, "label", {"label": "Kite"}, listed="Kite")
        assert session.get(EntryEditTable, (row.id, "label")) is None


def test_an_entry_that_no_file_holds_is_simply_written(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session, [row] = papers.session, papers.rows()
        row.origin = "user"
        entry_edit.change(session, row.id, "note", {"note": "mine"}, listed=None)
        assert row.note == "mine"
        assert session.get(EntryEditTable, (row.id, "note")) is None
