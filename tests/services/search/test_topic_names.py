"""Finding what a user means by a topic or a paper."""

import pytest

from aiev.domain.knowledge import Topic
from aiev.errors import AmbiguousError, NotFoundError, UsageError
from aiev.services.search.find_paper import find_paper
from aiev.services.search.topic_names import find_topic, nearest
from aiev.services.search.topic_tree import TopicTree, find
from aiev.store.reading.reader import open_reader

PATHS = ("Serving", "Serving > Offloading", "Training", "Training > Offloading", "PIM/NDP",
         "Offloading > Serving", "SP/CP & more")  # fmt: skip


def topic(number, path):
    return Topic(number, "l", path, path.rpartition(" > ")[2], path.count(">") + 1, number, 0, 0)


TOPICS = tuple(topic(number, path) for number, path in enumerate(PATHS))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("training", "Training"),
        ("Serving > Offloading", "Serving > Offloading"),
        ("serving>offloading", "Serving > Offloading"),
        (" PIM/NDP ", "PIM/NDP"),
        ("SERVING", "Serving"),  # A whole path wins over the end of another.
        ("offloading > serving", "Offloading > Serving"),
        ("sp/cp & MORE", "SP/CP & more"),
    ],
)
def test_a_topic_is_found_by_its_path_or_the_end_of_it(text, path):
    assert find_topic(TOPICS, text).path == path


def test_several_candidates_are_named():
    with pytest.raises(AmbiguousError, match="several topics are called so: Offloading") as caught:
        find_topic(TOPICS, "Offloading")
    assert "Serving > Offloading (l); Training > Offloading (l)" in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["", ">", " > ", "nothing like it", "Serving > "[:-1] + " x"])
def test_an_unknown_topic_is_an_error_with_the_nearest(text):
    with pytest.raises(NotFoundError, match="no topic is called so"):
        find_topic(TOPICS, text)


def test_the_nearest_come_first():
    assert nearest(TOPICS, "trainig")[0] == "Training"
    assert set(nearest(TOPICS, "ofloading")[:2]) <= {
        "Serving > Offloading",
        "Training > Offloading",
    }
    assert nearest((), "x") == ()
    with pytest.raises(NotFoundError) as caught:
        find_topic((), "x")
    assert caught.value.hint == "make it with --create-topic"


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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2405.00011", "Kite: Paged Key-Value Caches for Long Answers"),
        ("https://arxiv.org/pdf/2405.00011v9.pdf", "Kite: Paged Key-Value Caches for Long Answers"),
        ("1", "Kite: Paged Key-Value Caches for Long Answers"),
        ("http://www.github.com/kite/kite-serve/", "kite-serve"),
        ("example.org/product", "A product page"),
    ],
)
def test_a_paper_is_found_by_whatever_names_it(small, text, title):
    with open_reader(small) as reader:
        assert find_paper(reader, text).title == title


def test_a_paper_that_is_not_here_can_be_added(small):
    with open_reader(small) as reader:
        with pytest.raises(
            NotFoundError, match=r"not in the knowledge base: 2411\.11217"
        ) as caught:
            find_paper(reader, "2411.11217")
        assert caught.value.hint == "`aiev add 2411.11217` adds it"
        with pytest.raises(NotFoundError) as caught:
            find_paper(reader, "99")
        assert caught.value.hint == "`aiev search WORDS` finds it"
        with pytest.raises(UsageError):
            find_paper(reader, "no such thing")


DRESSED = tuple(
    topic(number, path)
    for number, path in enumerate(
        (
            "📖Contents > 📖KV Cache/Scheduling ([©️back👆🏻](#top))",
            "📖Contents > 📖KV Cache",
            "1. Agents > **Planning.** 🧩",
            "2020 and before",
            "🔥",
        )
    )
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("kv cache", 1),  # The words of a whole heading win over some of another's.
        ("KV cache/scheduling", 0),
        ("scheduling", 0),
        ("contents > scheduling", 0),
        ("planning", 2),
        ("agents > planning", 2),
        ("2020", 3),
        ("🔥", 4),
    ],
)
def test_what_decorates_a_heading_is_free(text, number):
    assert find_topic(DRESSED, text) is DRESSED[number]


def test_some_words_of_a_heading_do_not_keep_a_new_topic_from_being_made():
    with pytest.raises(NotFoundError):
        find_topic(DRESSED, "scheduling", is_whole=True)
    with pytest.raises(AmbiguousError, match="several topics are called so: cache"):
        find_topic((*DRESSED, topic(9, "Cache Lines")), "cache")
