"""Maths in a title is set so that the title stays balanced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.exporters.bibliography import latex_text
from proportion import takes_time_in_proportion

SIGNS = [*"ab1 \\{}$^_%&#~()", "\\(", "\\)", "\\mbox{", "\\$"]
TEX = st.lists(st.sampled_from(SIGNS)).map("".join)


@given(TEX)
def test_a_title_is_balanced_whatever_stands_in_its_maths(text):
    """A brace that protects a capital opened before a formula and closed within it."""
    field = latex_text.title(text)
    depths = [field[:end].count("{") - field[:end].count("}") for end in range(len(field) + 1)]
    assert min(depths) == depths[-1] == 0


@pytest.mark.parametrize("piece", ["$", "$a", "$a ", "\\", "\\(", "{", "$1", "$ a$ ", "\\a{"])
def test_a_long_text_takes_a_moment(piece):
    assert takes_time_in_proportion(latex_text.title, piece, end="{")


def test_a_word_of_many_signs_takes_a_moment():
    """What ends a word was looked for from each of its signs."""
    assert takes_time_in_proportion(lambda text: latex_text.title(f"a{text}"), "!", end="a")
