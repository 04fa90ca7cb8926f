"""Two knowledge bases merged: nothing is lost, and what differs is told."""

import shutil

import pytest
from hypothesis import given, settings

import knowledge
from aiev.query.filters import Filters
from aiev.services.lists import edit_entry
from aiev.services.lists.merge_papers import merge_papers
from aiev.services.lists.words_to_add import Words
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer
from services.exchange.backups import (
    ACTIONS,
    DERIVED,
    NEWER_SMALL,
    UNSHRUNK,
    act,
    backup,
    by_name,
    exported,
    papers,
    source,
    take_in,
)


@given(ours=ACTIONS, theirs=ACTIONS)
@settings(max_examples=10, phases=UNSHRUNK)
def test_a_merge_has_all_that_either_had_and_is_done_once(ours, theirs, empty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("merge")
    one, two = (shutil.copyfile(empty, folder / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), *ours])
    act(two, [("import", "other", None), *theirs])
    mine, other = papers(backup(one)), papers(backup(two))
    text = backup(two)
    take_in(one, text)
    merged = papers(backup(one))
    assert merged.keys() == mine.keys() | other.keys()
    for identity, now in merged.items():
        sides = [side[identity] for side in (mine, other) if identity in side]
        assert set(now["tags"]) == {tag for side in sides for tag in side["tags"]}
        assert set(now["notes"]) == {note for side in sides for note in side["notes"]}
        for field in ("organizations", "authors"):
            assert {name for side in sides for name in side[field]} <= set(now[field])
        for field in ("abstract", "doi", "journal_ref", "comment", "published"):
            known = {side[field] for side in sides if side[field]}
            assert (now[field] in known) if known else now[field] is None
    before = knowledge.dump(one, without=DERIVED)
    again = take_in(one, text)
    assert knowledge.dump(one, without=DERIVED) == before
    assert (again.merged.new_papers, again.merged.new_entries, again.merged.new_lists) == (0, 0, 0)


def test_entries_of_both_stand_in_one_list_and_the_file_gets_the_others(empty, tmp_path):
    """Two people add to the same list; merged, both additions go into its bytes."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("add", "2407.00044", Words(topic="Offloading"))])
    act(two, [start, ("add", "2502.00066", Words(topic="Offloading", note="see"))])
    taken = take_in(one, backup(two))
    assert (taken.merged.new_papers, taken.merged.new_entries) == (1, 1)
    assert not taken.merged.differences
    text = source(one, "small").decode()
    assert "2407.00044" in text
    assert "2502.00066" in text
    assert len(text.splitlines()) == len(knowledge.SMALL_LIST.splitlines()) + 2


def test_numbers_that_were_given_anew_are_not_given_again(empty, tmp_path):
    """Theirs is the last entry but comes first here, and gets the number of one that follows."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("import", "other", None), ("add", "0704.0001", Words(topic="Offloading"))])
    take_in(one, backup(two))
    assert papers(backup(one)).keys() == papers(backup(two)).keys()


def test_what_both_said_differently_is_told_with_both_values(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("edit", "2405.00011", edit_entry.Changes(title="Mine", date="2023"))])
    act(two, [start, ("edit", "2405.00011", edit_entry.Changes(title="Yours", date="2022"))])
    taken = take_in(one, backup(two))
    told = {(one.field, one.own, one.other) for one in taken.merged.differences}
    assert {("title", "Mine", "Yours"), ("date", "2023", "2022")} <= told
    assert ("label", "Mine", "Yours") in told
    with open_reader(one) as reader:
        [kept] = reader.papers([1])
    assert (kept.title, kept.issued) == ("Mine", "2023")


def test_an_edit_of_theirs_alone_is_taken_and_spliced(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("edit", "2501.00033", edit_entry.Changes(title="Avocet II"))])
    taken = take_in(one, backup(two))
    assert not taken.merged.differences
    assert b"[Avocet II](" in source(one, "small")


def test_an_edit_of_ours_against_the_words_of_the_file_is_no_conflict(empty, tmp_path):
    """They said nothing: every merge with a user of the same list told it, with exit code 5."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("edit", "2501.00033", edit_entry.Changes(title="Avocet II", date="2023"))])
    act(two, [start])
    taken = take_in(one, backup(two))
    assert not taken.merged.differences
    assert b"[Avocet II](" in source(one, "small")


@pytest.mark.parametrize("changes", [{"url": ""}, {"url": "2407.00044"}, {"title": "Other"}])
def test_what_we_removed_and_they_edited_stays_away_and_is_told(changes, empty, tmp_path):
    """Each further merge added it again, for it is another paper there now."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("remove", "2406.00022", "Serving")])
    moved = edit_entry.Changes(topic="Mixture of Experts", **changes)
    act(two, [start, ("edit", "2406.00022", moved)])
    for _ in range(2):
        taken = take_in(one, backup(two))
        assert taken.merged.new_entries == 0
        assert ("entry", "removed") in {(one.field, one.own) for one in taken.merged.differences}
    assert b"2406.00022" not in source(one, "small")


def test_two_entries_of_a_paper_under_a_topic_stay_two(empty, tmp_path):
    """One row of ours took the words of both in turn, and was told as changed in each merge."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None)])
    merged = {"title": "Same", "url": "2407.00044"}
    changes = {"2405.00011": {**merged, "note": "one"}, "2406.00022": {**merged, "note": "two"}}
    edits = [("edit", what, edit_entry.Changes(**how)) for what, how in changes.items()]
    act(two, [("import", "newer", None), *edits])
    take_in(one, backup(two))
    notes = knowledge.rows(one, "select note from entry where label = 'Same'")
    assert {("one",), ("two",)} <= set(notes)
    again = take_in(one, backup(two))
    assert (again.merged.new_entries, again.merged.changed_papers) == (0, 0)


def test_a_list_of_the_same_name_with_other_bytes_keeps_ours_and_takes_their_entries(
    empty, tmp_path
):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None)])
    act(two, [("import", "newer", None)])
    taken = take_in(one, backup(two))
    assert [one.field for one in taken.merged.differences] == ["text of the list"]
    with open_reader(one) as reader:
        assert reader.list_content("small") == knowledge.SMALL_LIST.encode()
    assert b"2502.00055" in source(one, "small")
    [(name,)] = knowledge.rows(one, "select name from list where name != 'small'")
    assert source(one, name) == NEWER_SMALL.encode()
    assert knowledge.rows(one, "select count(*) from entry where list_id = 2") == [(0,)]
    # The kept bytes are no second list to read: every topic stood twice, the second time empty.
    assert source(one, None) == source(one, "small")
    headings = [
        line for line in exported(one, Filters(), form="markdown").splitlines() if line[:1] == "#"
    ]
    assert len(headings) == len(set(headings))
    before = knowledge.dump(one, without=DERIVED)
    take_in(one, backup(two))
    assert knowledge.dump(one, without=DERIVED) == before
    three = shutil.copyfile(empty, tmp_path / "three.db")
    take_in(three, backup(one))
    assert backup(three) == backup(one)


def test_metadata_that_only_they_have_fills_what_waits(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("enrich", None, None)])
    take_in(one, backup(two))
    assert [one[:-1] for one in by_name(one)] == [one[:-1] for one in by_name(two)]


KITE, SERVE = "2405.00011", "https://github.com/kite/kite-serve"


@pytest.mark.parametrize("is_joined_here", [True, False])
def test_two_papers_that_one_user_made_one_are_one(is_joined_here, empty, tmp_path):
    """Whichever base has joined them, no second row is left with the address of the first."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), ("add", KITE, Words(tags=("mine",)))])
    act(two, [("import", "small", None), ("add", SERVE, Words(note="theirs", tags=("theirs",)))])
    with open_writer(one if is_joined_here else two) as writer:
        merge_papers(writer, KITE, SERVE)
    text = backup(two)
    take_in(one, text)
    merged = papers(backup(one))
    assert [identity for identity in merged if "kite-serve" in identity] == []
    kite = merged[f"arxiv:{KITE}"]
    assert set(kite["tags"]) == {"mine", "theirs"}
    assert kite["notes"] == ["theirs"]
    assert len(kite["entries"]) == 3
    found = knowledge.rows(one, "select identity from paper_address")
    assert [identity for (identity,) in found if "kite-serve" in identity]
    assert source(one, "small").decode() == knowledge.SMALL_LIST
    before = knowledge.dump(one, without=DERIVED)
    take_in(one, text)
    assert knowledge.dump(one, without=DERIVED) == before
