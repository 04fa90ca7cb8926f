"""How candidates for scoring are looked for, from the strictest step to the widest."""

import math
from datetime import date

import pytest

from aiev.query import plan, syntax
from aiev.query.expand import expand


def tree(text):
    return expand(syntax.parse(text, today=date(2025, 6, 1)))


def names(query, papers=50_000, **frequencies):
    return [step.name for step in plan.steps(tree(query), frequencies=frequencies, papers=papers)]


def test_candidates_are_looked_for_from_the_strictest_step_to_the_widest():
    assert names("moe offloading", moe=500, offloading=100) == [
        "all words as written",
        "all words",
        "any rare word",
    ]
    assert names("a1 b1 c1", a1=9, b1=8, c1=7) == [
        "all words",
        "all but one word",
        "any rare word",
    ]
    assert names("moe", moe=500) == ["all words as written", "all words"]


def test_only_bare_words_may_be_missing():
    musts = plan.steps(tree('a1 b1 "c1 d1" -e1'), frequencies={"a1": 9, "b1": 8}, papers=1000)[-1]
    assert musts.name == "any rare word"
    assert [type(part).__name__ for part in musts.tree.parts] == ["Concept", "Not", "Or"]
    assert names('"a1 b1" c1', a1=9, b1=9, c1=9) == ["all words"]
    assert names("a1 OR b1", a1=9, b1=9) == ["all words"]


def test_a_word_that_no_paper_has_brings_no_candidates_of_its_own():
    steps = plan.steps(tree("a1 nowhere"), frequencies={"a1": 9}, papers=1000)
    assert [concept.alternatives[0].text for concept in plan.concepts(steps[-1].tree)] == ["a1"]


def test_many_words_are_looked_for_as_any_of_the_rare():
    query = "a1 b1 c1 d1 e1 f1 g1"
    assert names(query, **dict.fromkeys(query.split(), 9)) == ["all words", "any rare word"]


def test_common_words_are_found_by_their_titles():
    """bm25 over a third of all papers costs seconds at a million and ranks no better."""
    assert names("deep learning", papers=10**6, deep=300_000, learning=400_000) == [
        "all words",
        "all words in the title",
    ]


def test_the_rarest_word_leads_where_no_other_can_reach_its_score():
    """To rank the papers of the others, which are many times as many, took half of a search."""
    frequencies = {"kite": 400, "wind": 2400}
    step = plan.steps(tree("kite wind"), frequencies=frequencies, papers=50_000)[-1]
    leading = plan.lead(step.tree, frequencies=frequencies, papers=50_000)
    assert [each.text for c in plan.concepts(leading.tree) for each in c.alternatives] == ["kite"]
    assert leading.others == pytest.approx(2.2 * math.log(47_600.5 / 2400.5))


@pytest.mark.parametrize(
    ("query", "frequencies"),
    [
        ("kite wind", {"kite": 400, "wind": 500}),
        ("kite wind", {"kite": 1000, "wind": 2400}),
        ('kite wind "long line"', {"kite": 400, "wind": 2400, "long": 9, "line": 9}),
        ("kite moe", {"kite": 400, "moe": 2000, "mixture": 2400, "experts": 2400}),
        ("kite", {"kite": 400}),
    ],
    ids=["nothing saved", "as rare", "a must", "side by side", "one word"],
)
def test_no_word_leads_where_others_may_be_worth_as_much(query, frequencies):
    step = plan.steps(tree(query), frequencies=frequencies, papers=50_000)[-1]
    assert plan.lead(step.tree, frequencies=frequencies, papers=50_000) is None


def test_a_word_in_more_than_half_of_all_papers_is_not_ranked_by():
    """bm25 gives it one millionth, and reads through the list of its papers."""
    frequencies = {"kite": 900, "wind": 2400, "model": 45_000}
    light = plan.lighter(tree("kite wind model"), frequencies=frequencies, papers=50_000)
    assert light == tree("kite wind")


@pytest.mark.parametrize(
    ("query", "frequencies"),
    [
        ("kite wind", {"kite": 900, "wind": 24_000}),
        ("kite model", {"kite": 20_000, "model": 45_000}),
        ("model", {"model": 45_000}),
        ('kite "model"', {"kite": 900, "model": 45_000}),
        ("kite moe", {"kite": 900, "moe": 10, "mixture": 45_000, "experts": 45_000}),
    ],
    ids=["not so common", "too many papers more", "nothing else", "a must", "may be rare"],
)
def test_what_counts_is_ranked_by(query, frequencies):
    assert plan.lighter(tree(query), frequencies=frequencies, papers=50_000) is None
