"""Hits are marked where they stand, and snippets show the most of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.query import plan, syntax
from aiev.query.expand import expand
from aiev.query.highlights import Highlighter


def highlighter(text):
    return Highlighter(plan.concepts(expand(syntax.parse(text, today=date(2025, 6, 1)))))


def marked(query, text):
    return [text[start:end] for start, end in highlighter(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("moe", "MoE-Lightning for MoEs", ["MoE", "MoEs"]),
        ("moe", "Fast Mixture-of-Experts, a mixture", ["Mixture-of-Experts"]),
        ("offloading", "Offload, offloaded and loading", ["Offload", "offloaded"]),
        ("kv cache", "The KV cache and caches of kv", ["KV cache", "caches", "kv"]),
        ('"kv cache"', "The KV cache and caches of kv", ["KV cache"]),
        ("quant*", "Quantum quantization", ["Quantum quantization"]),
        ("zurich", "ETH Zürich", ["Zürich"]),
        ("mixture of experts", "A mixture of many experts", ["mixture", "experts"]),
        ("-moe cache", "moe cache", ["cache"]),
        ("nothing", "of this", []),
    ],
)
def test_hits_are_marked_as_they_are_written(query, text, expected):
    assert marked(query, text) == expected


TEXT = "First words of no use stand here and go on for a while. " * 6 + (
    "Then offloading of experts helps. MoE inference needs memory. " + "And so on it goes. " * 20
)


def test_a_snippet_is_the_piece_with_the_most_hits():
    snippet = highlighter("moe offloading").snippet(TEXT)
    assert snippet is not None
    assert snippet.text.startswith("…Then offloading of experts helps. MoE inference")
    assert snippet.text.endswith("…")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["offloading", "MoE"]


def test_a_snippet_has_all_words_rather_than_one_in_two_spellings():
    text = "Mixture-of-experts (MoE) models are large. " + "They grow and grow. " * 20
    snippet = highlighter("moe offloading").snippet(text + "We offload what a MoE has idle.")
    assert snippet is not None
    assert snippet.text.endswith("We offload what a MoE has idle.")


def test_a_snippet_starts_with_its_text_where_the_hits_leave_room():
    """A hit far behind it took away the first word of a text, for `…`."""
    snippet = highlighter("moe").snippet("The MoE. " + "It goes on. " * 40 + "MoE.")
    assert snippet is not None
    assert snippet.text.startswith("The MoE. It goes on.")


def test_a_text_without_hits_has_no_snippet():
    assert highlighter("moe").snippet("Nothing of the kind.") is None
    assert highlighter("moe").snippet("") is None


@given(
    st.lists(
        st.sampled_from(["moe ", "experts", ", ", "é", "xy" * 60, "a. ", "\n", "—"]), max_size=60
    ),
    st.integers(10, 300),
)
def test_a_snippet_is_part_of_its_text_with_marks_inside(pieces, length):
    text = "".join(pieces)
    snippet = highlighter("moe experts").snippet(text, length=length)
    if snippet is None:
        assert not highlighter("moe experts").spans(text)
        return
    assert snippet.text.strip("…") in text
    assert len(snippet.text) <= length + 2
    last = 0
    for start, end in snippet.marks:
        assert last <= start < end <= len(snippet.text)
        last = end


@given(
    st.lists(st.sampled_from(["moe", "mixture of experts", "cache", "x" * 30, "y"]), max_size=30)
)
def test_no_other_piece_has_more_of_the_query(pieces):
    """Counted anew for each piece, however long a hit is."""
    text = " ".join(pieces)
    found = highlighter("moe cache").snippet(text, length=40)
    said = [sum(word in text[at : at + 40] for word in ("moe", "cache")) for at in range(len(text))]
    shown = sum(word in found.text for word in ("moe", "cache")) if found else 0
    if "mixture" not in text:
        assert shown == max(said, default=0)
