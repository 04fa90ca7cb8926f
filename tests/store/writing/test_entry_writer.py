"""Entries of a file become rows; what the user said of them stays, and conflicts are told."""

from aiev.store.writing import entry_edit
from aiev.store.writing.entry_removal import Left
from store.writing.listed import entry, new_list


def test_an_entry_keeps_its_row_and_links_where_its_file_only_moved_it(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        first = papers.store(entry("Kite", topic="A", line=3))
        [row] = papers.rows()
        again = papers.store(entry("Kite", topic="A", line=8))
        assert [one.id for one in papers.rows()] == [row.id]
        assert row.line == 8
    assert (first.added, first.updated) == (1, 0)
    assert (again.added, again.updated, again.removed) == (0, 0, 0)


def test_a_conflict_with_an_entry_that_the_file_removed_names_its_last_line(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(
            entry("Eagle", topic="A", arxiv="2404.00005"), entry("Kite", topic="A", line=7)
        )
        row = papers.rows()[1]
        change = {"label": "My kite"}
        entry_edit.change(papers.session, row.id, "label", change, listed="Kite")
        tally = papers.store(entry("Eagle", topic="A", arxiv="2404.00005"))
    [conflict] = tally.conflicts
    assert (conflict.line, conflict.removed_by, conflict.own) == (7, "file", "My kite")


def test_a_conflict_with_an_entry_that_the_user_removed_names_the_line_of_the_new_one(tmp_path):
    was, new = entry("Kite", topic="A", line=3), entry("Kite Two", topic="A", line=9)
    with new_list(tmp_path / "a.db") as papers:
        tally = papers.store(left=Left((new,), {0: was}, []))
    [conflict] = tally.conflicts
    assert (conflict.line, conflict.removed_by, conflict.field) == (9, "user", "label")
    assert (conflict.listed, conflict.own) == ("Kite Two", "Kite")
