"""A parsed entry continues the stored one that is meant, and no other."""

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
