"""Topics are found by what readers remember of a heading, each with its place in the tree."""

import pytest

from aiev.domain.knowledge import Topic
from aiev.services.search.topic_tree import TopicTree, find

PATHS = ("Serving", "Serving > Offloading", "Training", "Training > Offloading", "PIM/NDP",
         "Offloading > Serving", "SP/CP & more")  # fmt: skip


def topic(number, path):
    return Topic(number, "l", path, path.rpartition(" > ")[2], path.count(">") + 1, number, 0, 0)


TOPICS = tuple(topic(number, path) for number, path in enumerate(PATHS))
DECORATED = tuple(
    topic(number, path)
    for number, path in enumerate(
        (
            "\N{FIRE} Sérving!",
            "\N{FIRE} Sérving! > \N{BULLET} KV-Cache (2024)",
            "MoE",
            "MoE > Routing",
            "Chips",
        )
    )
)


@pytest.mark.parametrize(
    ("words", "found", "above"),
    [
        ("OFF load", ["Serving > Offloading", "Training > Offloading", "Offloading > Serving"],
         ["Serving", "Training"]),
        ("training > offloading", ["Training > Offloading"], ["Training"]),
    ],
)  # fmt: skip
def test_topics_are_found_with_what_lies_below_and_what_leads_there(words, found, above):
    tree = find((*TOPICS, topic(9, "Offloading")), words.split())
    assert [each.path for each in tree.topics if each.path != "Offloading"] == found
    assert [each.path for each in tree.above] == above


@pytest.mark.parametrize(
    ("words", "first", "is_near"),
    [
        ("serving", "\N{FIRE} Sérving!", False),
        ("kv cache", "\N{FIRE} Sérving! > \N{BULLET} KV-Cache (2024)", False),
        ("routed", "MoE > Routing", False),
        ("moe", "MoE", False),
        ("serbing", "\N{FIRE} Sérving!", True),
        ("rotuing", "MoE > Routing", True),
        ("mixture of experts", "MoE", True),
    ],
)
def test_a_topic_is_found_however_it_is_written(words, first, is_near):
    """Readers type what they remember of a heading, without its accents, signs and emoji."""
    tree = find(DECORATED, words.split())
    assert (tree.topics[0].path, tree.is_near) == (first, is_near)


def test_without_words_all_topics_are_there_and_for_gibberish_none():
    assert find(TOPICS, []).topics == TOPICS
    assert find(TOPICS, ["zzzz"]) == TopicTree((), (), is_near=True)
