"""Words become concepts with their other spellings."""

from datetime import date

import pytest

from aiev.query import syntax
from aiev.query.expand import bare_words, expand
from aiev.query.tree import And, Concept, Not


def concepts(text, corrections=None):
    node = expand(syntax.parse(text, today=date(2025, 6, 1)), corrections)
    parts = node.parts if isinstance(node, And) else (node,)
    return [tuple(each.text for each in part.alternatives) for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moe", [("moe", "mixture of experts")]),
        ("LLMs", [("llms", "large language model")]),
        ("mixture of experts", [("mixture of experts", "moe")]),
        ("Mixture-of-Experts", [("mixture of experts", "mixtureofexperts", "moe")]),
        ("large language models pruning", [("large language models", "llm"), ("pruning",)]),
        ("prefill-decode", [("prefill decode", "prefilldecode")]),
        ("tp", [("tp", "tensor parallelism", "tensor parallel")]),
        ("tensor parallelism", [("tensor",), ("parallelism",)]),
        ("efficient inference of the models", [("efficient",), ("inference",), ("models",)]),
        ("what is it", [("what",), ("is",), ("it",)]),
        ('"moe"', [("moe",)]),
        ("moe*", [("moe",)]),
        ("title:moe", [("moe", "mixture of experts")]),
        ("author:moe", [("moe",)]),
    ],
)
def test_each_word_gets_the_spellings_that_papers_use(text, expected):
    """A long form gets its acronym only where that is not ambiguous: TP is true positive too."""
    assert concepts(text) == expected


def test_what_is_excluded_stays_as_written():
    node = expand(syntax.parse("-moe", today=date(2025, 6, 1)))
    assert isinstance(node, Not)
    assert isinstance(node.part, Concept)
    assert [each.text for each in node.part.alternatives] == ["moe"]


def test_corrections_touch_bare_words_only():
    meant = {"offlaoding": "offloading"}
    assert concepts("offlaoding", meant) == [("offloading",)]
    assert concepts('"offlaoding" title:offlaoding', meant) == [("offlaoding",), ("offlaoding",)]


def test_only_what_is_asked_for_barely_may_be_corrected():
    tree = syntax.parse('a b-c "d" -e title:f g* (h OR i)', today=date(2025, 6, 1))
    assert bare_words(tree) == ("a", "b", "c", "h", "i")


def test_a_name_written_apart_is_as_good_as_in_one_word():
    """`flash attention` did not find FlashAttention."""
    concept = expand(syntax.parse("flash attention", today=date(2025, 6, 1)))
    assert isinstance(concept, Concept)
    assert [(each.text, each.weight) for each in concept.alternatives] == [
        ("flash attention", 1.0),
        ("flashattention", 1.0),
    ]
