"""The papers nearest to each, worked out for all at once."""

from collections.abc import Iterator

import pytest

from aiev.services.search import nearest
from aiev.services.search.nearest import Nearest
from exporters.html.many_papers import many
from exporters.sample_papers import paper


def to_each(papers, limit: int = 5) -> dict[int, tuple[int, ...]]:
    made = Nearest()
    for one in papers:
        made.add(one)
    return dict(made.to_each(limit))


def made() -> Iterator:
    subjects = {
        "caches": "Pages of a cache hold keys; the cache evicts cold pages to the host.",
        "routing": "A router sends tokens to experts; the router balances experts.",
        "robots": "A gripper grasps objects; the gripper moves a robot's arm.",
    }
    for at, (name, text) in enumerate(subjects.items()):
        for number in range(3):
            yield paper(10 * at + number + 1, f"On {name} {number}", abstract=text, topics=(name,))


def test_papers_on_one_matter_are_near_and_the_nearest_first():
    near = to_each(made())
    assert {one: set(others) for one, others in near.items()} == {
        one: {other for other in near if other // 10 == one // 10 and other != one} for one in near
    }


def test_a_shared_author_or_topic_comes_first_among_equals():
    text = "A router sends tokens to experts; the router balances experts."
    papers = [
        paper(1, "Routing tokens", abstract=text, authors=("Ada",), topics=("A",)),
        paper(2, "Routing experts", abstract=text, topics=("B",)),
        paper(3, "Routing experts", abstract=text, authors=("Ada",), topics=("A",)),
        *(paper(number, f"Other {number}", abstract="Unlike.") for number in range(4, 12)),
    ]
    assert to_each(papers)[1] == (3, 2)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_papers_have_few_near(count):
    papers = [paper(number, "Alone") for number in range(count)]
    assert all(len(near) < count for near in to_each(papers).values())


def test_what_many_share_costs_no_more_than_its_bound(monkeypatch):
    """A word of all papers would compare each with each: 5,000 million of 71,000."""
    monkeypatch.setattr(nearest, "MOST_SHARING", 20)
    papers = tuple(many(400))
    near = to_each(papers)
    assert len(near) == 400
    assert sum(bool(others) for others in near.values()) > 300
    assert all(len(set(others)) == len(others) <= 5 for others in near.values())
    assert all(one not in others for one, others in near.items())
