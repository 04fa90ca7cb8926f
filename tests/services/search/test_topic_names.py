"""Finding the topic that a user means."""

import pytest

from aiev.domain.knowledge import Topic
from aiev.errors import AmbiguousError, NotFoundError
from aiev.services.search.topic_names import find_topic, nearest

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
