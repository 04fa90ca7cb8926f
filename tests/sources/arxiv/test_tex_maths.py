"""Maths in texts is told from money and cut out whole, in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.sources.arxiv import tex_maths
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
    assert tex_maths.split(text)[1::2] == found


@given(TEX)
def test_the_pieces_are_the_text(text):
    assert "".join(tex_maths.split(text)) == text


@pytest.mark.parametrize("piece", ["$", "$a", "$a ", "\\", "\\(", "{", "$1", "$ a$ ", "\\a{"])
def test_a_long_text_takes_a_moment(piece):
    assert takes_time_in_proportion(tex_maths.split, piece, end="{")
