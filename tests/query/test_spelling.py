"""Typos and what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.query import spelling

WORD = st.text("abcde", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("offloading", "offloading", 0),
        ("offlaoding", "offloading", 1),
        ("ofloading", "offloading", 1),
        ("offfloading", "offloading", 1),
        ("offloadimg", "offloading", 1),
        ("oflaoding", "offloading", 2),
        ("abc", "", 3),
    ],
)
def test_a_letter_more_less_other_or_swapped_is_one_slip(one, other, expected):
    assert spelling.distance(one, other) == expected


@given(WORD, WORD)
def test_words_one_slip_apart_share_a_remainder(one, other):
    """The index finds every correction of one slip by looking up remainders."""
    assert spelling.distance(one, other) == spelling.distance(other, one)
    if spelling.distance(one, other) <= 1:
        assert spelling.remainders(one) & spelling.remainders(other)


def test_the_likeliest_has_fewest_slips_then_the_same_start_then_most_papers():
    known = [("modal", 900), ("model", 500), ("yodel", 800), ("models", 50)]
    assert spelling.best("modek", known) == ("model", 500)
    assert spelling.best("xodel", known) == ("yodel", 800)
    assert spelling.best("mod", known) is None
    assert spelling.best("quantizatoin", [("quantization", 7)]) == ("quantization", 7)
