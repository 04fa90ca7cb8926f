"""Words become concepts with their other spellings."""

from datetime import date

import pytest

from aiev.query import syntax
from aiev.query.expand import NO_SPELLINGS, Spellings, bare_words, expand, name_asked
from aiev.query.tree import And, Concept, Not

LEARNT = Spellings(
    compounds={
        "finetun": ("fine tuning", 900),
        "gpt4o": ("gpt 4o", 30),
        "qwen2": ("qwen 2", 30),
        "timeseri": ("time series", 90),
        "stateoftheart": ("state of the art", 9),
        "evalu": ("", 0),
    },
    terms=frozenset(("finetun", "gpt4o", "qwen2", "behavior", "behaviour", "quantiz")),
)


def concepts(text, known=NO_SPELLINGS):
    node = expand(syntax.parse(text, today=date(2025, 6, 1)), known)
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
    known = Spellings(corrections=meant)
    assert concepts("offlaoding", known) == [("offloading",)]
    assert concepts('"offlaoding" title:offlaoding', known) == [("offlaoding",), ("offlaoding",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("finetuned llm", [("finetuned", "fine tuning"), ("llm", "large language model")]),
        ("fine-tuning", [("fine tuning", "finetuning")]),
        ("fine tuning", [("fine tuning", "finetuning", "fine tuning")]),
        ('"fine tuning"', [("fine tuning",)]),
        ("title:finetuning", [("finetuning", "fine tuning")]),
        ("time series", [("time",), ("series",)]),
        ("timeseries", [("timeseries", "time series")]),
        ("gpt4o", [("gpt4o", "gpt 4o")]),
        ("GPT 4o", [("gpt 4o", "gpt4o")]),
        ("gpt-4o-mini", [("gpt 4o mini", "gpt4omini", "gpt4o mini")]),
        ("Qwen2.5", [("qwen2 5", "qwen 2 5")]),
        ("Qwen 2.5 coder", [("qwen 2 5", "qwen2 5"), ("coder",)]),
        ("qwen 2.x", [("qwen",), ("2 x",)]),
        ("score 2.5", [("score",), ("2 5",)]),
        ("e-values", [("e values",)]),
        ("behaviour", [("behaviour", "behavior")]),
        ("behavioral", [("behavioral", "behavioural")]),
        ("quantisation", [("quantisation", "quantization")]),
        ("colour", [("colour",)]),
        ("10000", [("10000", "10 000")]),
        ("10,000", [("10 000", "10000")]),
        ("2024", [("2024",)]),
    ],
)
def test_one_word_in_many_spellings_is_one_concept_however_it_is_typed(text, expected):
    """`finetuning` found 930 papers where 8,229 have either spelling."""
    assert concepts(text, LEARNT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sft vs rl", ["sft", "rl"]),
        ("the vllm paper", ["vllm"]),
        ("how does unlearning work without a retain set", ["unlearning", "work", "retain", "set"]),
        ("vs", ["vs"]),
        ("papers about", ["papers", "about"]),
        ('"how to" rl', ["how to", "rl"]),
    ],
)
def test_words_of_questions_carry_no_content_beside_others(text, expected):
    """`sft vs rl generalization` had a third of the relevance that a plain engine has."""
    assert [forms[0] for forms in concepts(text)] == expected


def test_a_name_is_all_bare_words_in_their_spellings():
    def asked(text):
        found = name_asked(syntax.parse(text, today=date(2025, 6, 1)), LEARNT)
        return found and [each.text for each in found.alternatives]

    assert asked("Attention Is All") == ["attention is all", "attentionisall", "attention all"]
    assert asked("gpt4o behaviour") == [
        "gpt4o behaviour", "gpt4obehaviour", "gpt 4o behaviour", "gpt4o behavior",
    ]  # fmt: skip
    assert asked("kimi title:k2") is None
    assert asked('"kimi k2"') is None
    assert asked("a OR b") is None
    assert asked("") is None


def test_only_what_is_asked_for_barely_may_be_corrected():
    tree = syntax.parse('a b-c "d" -e title:f gg* (h OR i)', today=date(2025, 6, 1))
    assert bare_words(tree) == ("a", "b", "c", "h", "i")


def test_a_name_written_apart_is_as_good_as_in_one_word():
    """`flash attention` did not find FlashAttention."""
    concept = expand(syntax.parse("flash attention", today=date(2025, 6, 1)))
    assert isinstance(concept, Concept)
    assert [(each.text, each.weight) for each in concept.alternatives] == [
        ("flash attention", 1.0),
        ("flashattention", 1.0),
    ]
