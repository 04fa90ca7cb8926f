"""A parsed entry continues the stored one that is meant, and no other."""

from dataclasses import replace

import pytest

from aiev.store.reading import entry_keys
from aiev.store.tables import EntryTable
from aiev.store.writing.entry_match import Stored, match
from store.writing.listed import entry

KITE = entry("Kite", topic="A")


def stored(said, *, origin):
    row = EntryTable(list_id=1, paper_id=1, position=0, origin=origin, label=said.label)
    return Stored(row, entry_keys.topic_path(said), said.label, entry_keys.identity(said))


@pytest.mark.parametrize("origin", ["list", "user"])
def test_the_same_paper_under_the_same_topic_is_the_same_entry(origin):
    one = stored(KITE, origin=origin)
    assert match([one], [entry("Kite Two", topic="A")]) == [one]


def test_an_entry_that_the_file_moved_is_the_same():
    one = stored(KITE, origin="list")
    assert match([one], [entry("Kite", topic="B")]) == [one]


def test_an_entry_of_the_users_own_elsewhere_is_another():
    """The file has the paper under a topic of its own: what the user filed stays where it is."""
    one = stored(KITE, origin="user")
    assert match([one], [entry("Kite", topic="B")]) == [None]


def test_of_two_that_are_alike_each_is_continued_once():
    first, second = stored(KITE, origin="list"), stored(KITE, origin="list")
    found = match([first, second], [KITE, KITE, KITE])
    assert [one and id(one) for one in found] == [id(first), id(second), None]


def at(paper_id, url, label="Kites over Water"):
    said = replace(entry(label, topic="A"), url=url, arxiv_id=None)
    row = EntryTable(
        list_id=1, paper_id=paper_id, position=0, origin="list", label=label, url=said.url
    )
    return Stored(row, entry_keys.topic_path(said), said.label, entry_keys.identity(said)), said


def test_an_entry_whose_page_moved_is_the_same():
    """What `check --links --fix` writes came back as one entry removed and one added."""
    one, _ = at(1, "https://a.test/old")
    assert match([one], [at(1, "https://b.test/new")[1]]) == [one]


def test_an_address_that_two_entries_had_may_have_been_wrong_in_one():
    one, other = at(1, "https://a.test/x")[0], at(1, "https://a.test/x", "Boats")[0]
    _, right = at(2, "https://b.test/right")
    _, boats = at(1, "https://a.test/x", "Boats")
    assert match([one, other], [right, boats]) == [None, other]


def test_code_in_the_place_of_a_page_is_another_work():
    one, _ = at(1, "https://a.test/old")
    assert match([one], [at(1, "https://github.com/a/kites")[1]]) == [None]
