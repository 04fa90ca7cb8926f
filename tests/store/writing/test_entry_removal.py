"""What the user removed stays so until the file says it otherwise, and each is told from others."""

import pytest

from aiev.store.writing import entry_removal
from aiev.store.writing.entry_removal import Left
from store.writing.listed import entry, new_list

KITE_A, KITE_B = entry("Kite", topic="A"), entry("Kite", topic="B")


@pytest.mark.parametrize("followed", [(KITE_A, KITE_B), (KITE_B, KITE_A)])
@pytest.mark.parametrize("topic", ["A", "B"])
def test_a_new_entry_comes_in_place_of_the_removed_one_of_its_own_topic(followed, topic):
    """One paper under two topics, both removed: each is another entry."""
    left = Left((entry("Kite Two", topic=topic),), {}, list(followed))
    was = left.take(0)
    assert was is not None
    assert was.topic == (topic,)
    assert [one.topic for one in left.followed] == [("B",) if topic == "A" else ("A",)]


def test_a_new_entry_of_another_paper_takes_the_place_of_its_namesake_under_its_topic():
    elsewhere = entry("Kite", topic="C", arxiv="2404.00009")
    left = Left((entry("Kite", topic="B", arxiv="2404.00009"),), {}, [KITE_A, KITE_B])
    assert left.take(0) == KITE_B
    assert Left((elsewhere,), {}, [KITE_A, KITE_B]).take(0) is None


def test_a_removed_entry_is_left_out_until_its_file_drops_it(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(KITE_A)
        [row] = papers.rows()
        entry_removal.remove(papers.session, row.id, KITE_A)
        still = entry_removal.left(papers.session, papers.id, (KITE_A,), before=(KITE_A,))
        assert (still.entries, still.followed) == ((), [])
        gone = entry_removal.left(papers.session, papers.id, (), before=(KITE_A,))
        assert gone.followed == [KITE_A]
        assert not entry_removal.is_any(papers.session, papers.id)
