"""Which topics, lists and tags a name means."""

from datetime import date

import pytest

from aiev.query import names, plan, syntax
from aiev.query.expand import expand

PATHS = (
    "AI Algorithm > MoE",
    "AI Chips > PIM/NDP",
    "AI Inference optimization",
    "AI Inference optimization > KV cache offloading",
    "AI Inference optimization > Offloading",
    "AI Inference optimization > Offloading > CPU",
    "AI Training Optimization > MoE training",
    "Other > Offloading",
)


def test_no_topic_is_near_to_a_word_without_end():
    """Comparing it letter by letter took a minute."""
    wanted = plan.concepts(expand(syntax.parse("a" * 100_000, today=date(2025, 6, 1))))
    assert names.nearest(wanted, PATHS) == ()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("offloading", [3, 4, 5, 7]),
        ("OFFLOAD", [3, 4, 5, 7]),
        ("kv offloading", [3]),
        ("moe", [0, 6]),
        ("pim", [1]),
        ("PIM/NDP", [1]),
        ("inference", [2, 3, 4, 5]),
        ("AI Inference optimization > Offloading", [4, 5]),
        ("ai inference optimization > offloading", [4, 5]),
        ("inference > offloading", [3, 4, 5]),
        ("inference>offloading", [3, 4, 5]),
        ("Offloading > CPU", [5]),
        ("offloading > inference", []),
        ("nowhere", []),
        ("", []),
        (" > ", []),
    ],
)
def test_a_topic_is_named_by_words_of_a_heading_and_brings_what_is_below(wanted, expected):
    assert names.topics(wanted, PATHS) == tuple(PATHS[at] for at in expected)


def test_a_prefix_names_headings_with_a_word_that_starts_so():
    assert names.topics("offl", PATHS, is_prefix=True) == tuple(PATHS[at] for at in (3, 4, 5, 7))


def test_lists_and_tags_are_named_without_case():
    assert names.equal("TODO", ("todo", "todo later")) == ("todo",)
    assert names.equal("to", ("todo", "todo later", "x"), is_prefix=True) == ("todo", "todo later")


def test_organizations_may_be_named_by_a_part():
    known = ("ETH Zürich", "University of Zurich", "Meta")
    assert names.containing("zurich", known) == known[:2]
    assert names.containing("zur", known, is_prefix=True) == known[:2]
    assert names.containing("urich", known, is_prefix=True) == ()
    assert names.containing("!", known) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mixture of experts gizmo", "AI Algorithm > MoE"),
        ("ofloading gizmo", "Other > Offloading"),
        ("pim processing gizmo", "AI Chips > PIM/NDP"),
    ],
)
def test_the_nearest_topics_are_told_where_nothing_is_found(text, first):
    wanted = plan.concepts(expand(syntax.parse(text, today=date(2025, 6, 1))))
    assert first in names.nearest(wanted, PATHS)


def test_no_topic_is_near_to_what_no_heading_says():
    wanted = plan.concepts(expand(syntax.parse("zzz", today=date(2025, 6, 1))))
    assert names.nearest(wanted, PATHS) == ()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("micorsoft", ("Microsoft",)),
        ("Microsoft Reserch", ("Microsoft Research", "Microsoft")),
        ("zürik", ("ETH Zürich",)),
        ("zzz", ()),
        ("", ()),
    ],
)
def test_names_written_alike_are_found_whatever_the_slip(wanted, expected):
    known = ("ETH Zürich", "Meta", "Microsoft", "Microsoft Research")
    assert names.alike(wanted, known) == expected
