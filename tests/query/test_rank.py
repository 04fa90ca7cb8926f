"""What makes one paper score above another; see test_judged_ranking.py for the whole."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.query import plan, syntax, tokens
from aiev.query.expand import expand, name_asked
from aiev.query.rank import K1, TITLED, WEIGHTS, Scorer, Statistics, introduced
from aiev.query.stemmer import stem

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


def test_a_title_that_says_a_word_once_is_worth_more_than_an_abstract_that_repeats_it():
    """However long the title is: it says what the paper is about."""
    long = score("offloading", title="offloading " + "and other words " * 8).total
    repeated = score("offloading", abstract="offloading " * 6 + "other words " * 70).total
    assert long > repeated


def test_a_title_adds_nothing_where_likeness_is_told():
    concepts = plan.concepts(tree("kite"))
    asked = {"frequencies": {"kite": 20}, "statistics": STATISTICS}
    columns = ("a kite", *[""] * (len(WEIGHTS) - 1))
    plain = Scorer(concepts, **asked, titled=0.0).score(columns).total
    rarity = (Scorer(concepts, **asked).score(columns).total - plain) / TITLED
    assert plain < (K1 + 1) * rarity


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


@pytest.mark.parametrize(
    ("query", "abstract"),
    [
        ("vllm", "On top of it we build vLLM, a serving system."),
        ("vllm", "For naïve users — we build vLLM."),
        ("naivebench", "We present NaïveBench, a schedule."),
        ("nai", "We present NAI\u0308ve, a schedule."),
    ],
)
def test_a_paper_is_named_by_what_its_abstract_introduces(query, abstract):
    """Abstracts with letters beyond ASCII are looked through as quickly as others."""
    parsed = syntax.parse(query, today=date(2025, 6, 1))
    scorer = Scorer(
        plan.concepts(expand(parsed)),
        frequencies={query: 20},
        statistics=STATISTICS,
        written=(query,),
        named=name_asked(parsed),
    )
    said = scorer.score(("A system", abstract, "", "", "", ""))
    assert said.parts[-1].text == "name"
    other = scorer.score(("A system", abstract.replace("build", "use").replace("present", "use"),
                          "", "", "", ""))  # fmt: skip
    assert other.parts[-1].text == "nearness"


_PIECES = (
    "call",
    "called",
    "introduce",
    "name",
    "X",
    "Foo",
    "-",
    "_",
    " ",
    "\n",
    ",",
    "(",
    "é",
    "V2",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_names_are_introduced_behind_one_of_a_few_words(text):
    verbs = r"propose|present|introduce|build|built|develop|design|release"
    pattern = rf"\b(?:{verbs}|call|called|name|named|dubbed|termed)\s+(\w*[A-Z][\w-]*)"
    found = {" ".join(map(stem, tokens.tokens(name))) for name in re.findall(pattern, text)}
    assert introduced(text) == found
