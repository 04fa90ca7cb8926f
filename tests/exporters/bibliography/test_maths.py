"""Maths in titles is told from money and cut out whole, in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.exporters.bibliography import latex_text, maths
from proportion import takes_time_in_proportion

SIGNS = [*"ab1 \\{}$^_%&#~()", "\\(", "\\)", "\\mbox{", "\\$"]
TEX = st.lists(st.sampled_from(SIGNS)).map("".join)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of $n$ and $$x^2$$ and \\(y\\)", ["$n$", "$$x^2$$", "\\(y\\)"]),
        ("From $5 to $10, or $5-$10, or US$5/$6", []),
        ("Under $0.1", []),
        ("$100K or $n$ Days", ["$n$"]),
        ("$3\\times 3$ and $2$", ["$3\\times 3$", "$2$"]),
        ("$FOO and $BAR", []),
        ("$FOO-Bench$", ["$FOO-Bench$"]),
        ("$ \\mathrm{ab} $", ["$ \\mathrm{ab} $"]),
        ("\\$5 and \\$6 of $5\\$$", ["$5\\$$"]),
        ("$$ and $ $", []),
    ],
)
def test_maths_is_told_from_money(text, found):
    assert maths.split(text)[1::2] == found


@given(TEX)
def test_the_pieces_are_the_text(text):
    assert "".join(maths.split(text)) == text


@given(TEX)
def test_a_title_is_balanced_whatever_stands_in_its_maths(text):
    """A brace that protects a capital opened before a formula and closed within it."""
    field = latex_text.title(text)
    depths = [field[:end].count("{") - field[:end].count("}") for end in range(len(field) + 1)]
    assert min(depths) == depths[-1] == 0


@pytest.mark.parametrize("piece", ["$", "$a", "$a ", "\\", "\\(", "{", "$1", "$ a$ ", "\\a{"])
def test_a_long_text_takes_a_moment(piece):
    assert takes_time_in_proportion(maths.split, piece, end="{")
    assert takes_time_in_proportion(latex_text.title, piece, end="{")


def test_a_word_of_many_signs_takes_a_moment():
    """What ends a word was looked for from each of its signs."""
    assert takes_time_in_proportion(lambda text: latex_text.title(f"a{text}"), "!", end="a")
