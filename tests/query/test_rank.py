"""What makes one paper score above another, and how candidates for scoring are looked for."""

from datetime import date

from aiev.query import plan, syntax
from aiev.query.expand import expand
from aiev.query.rank import WEIGHTS, Scorer, Statistics

STATISTICS = Statistics(1000, (10, 150, 8, 4, 3, 12))


def tree(text):
    return expand(syntax.parse(text, today=date(2025, 6, 1)))


def score(query, **columns):
    concepts = plan.concepts(tree(query))
    scorer = Scorer(
        concepts,
        frequencies=dict.fromkeys(plan.words(concepts), 20),
        statistics=STATISTICS,
    )
    return scorer.score([columns.get(name, "") for name in WEIGHTS])


def test_a_word_counts_most_in_the_title_then_in_the_topics():
    scores = [
        score("offloading", **{column: "offloading"}).total
        for column in ("title", "topics", "listed", "abstract")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_another_spelling_counts_but_less_and_only_once():
    """OR-ing the alternatives inside FTS5 counts them twice, which ranks worse than none."""
    written = score("moe", title="moe serving").total
    other = score("moe", title="mixture of experts serving").total
    both = score("moe", title="moe mixture of experts").total
    assert 0 < other < written
    assert both <= written


def test_neighbours_score_above_words_far_apart():
    near = score("kv cache", abstract="the kv cache and " + "other words " * 10)
    far = score("kv cache", abstract="the kv " + "other words " * 10 + " and cache")
    assert near.total > far.total
    assert near.parts[-1].text == "nearness"
    assert near.total == sum(part.score for part in near.parts)


def test_words_of_a_long_form_count_each_for_itself():
    assert score("large language models", title="language for large models").total > 0
    assert score('"large language models"', title="language for large models").total == 0


def test_a_field_counts_only_there():
    assert score("title:moe", abstract="moe").total == 0
    assert score("author:dao", authors="Tri Dao").total > 0


def test_a_rare_word_counts_more_than_a_common_one():
    concepts = plan.concepts(tree("mamba model"))
    scorer = Scorer(concepts, frequencies={"mamba": 2, "model": 900}, statistics=STATISTICS)
    rare, common, _ = scorer.score(("mamba model", "", "", "", "", "")).parts
    assert rare.score > 5 * common.score


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
        "all but the commonest word",
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
