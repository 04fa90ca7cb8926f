"""Words and addresses written into a list read back as they are, and begin no block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.markdown import escape, source
from aiev.markdown.reading import tree

printable = st.text(
    st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=20
)


def plain(text):
    children = tree.build(source.read(text)).children
    assert [block.kind for block in children] in ([], ["paragraph"])
    return "".join(block.inline.plain for block in children)


@given(printable)
def test_words_read_back_as_they_are(text):
    written = escape.words(text)
    assert plain("x " + written) == ("x " + " ".join(text.split())).strip()


@pytest.mark.parametrize("text", ["- a", "# a", "1. a", "> a", "+ a", "| a", "12) a", "~~~"])
def test_words_at_the_head_of_a_line_begin_no_block(text):
    assert plain(escape.first_words(escape.words(text))) == text


def test_digits_at_the_head_of_a_line_that_begin_no_item_stay_as_they_are():
    """`- 2025.10, [T](u)` had a backslash before its stop."""
    for text in ("2025.10, a", "2.5D a", "10)a"):
        assert escape.first_words(text) == plain(text) == text


def test_what_would_be_markup_is_escaped_and_nothing_else():
    assert (
        escape.words("C++ for [*Stars*], a_b & x_ | y") == r"C++ for \[\*Stars\*\], a_b & x\_ | y"
    )
    assert escape.words("a | b", in_table=True) == r"a \| b"
    assert escape.words("a < b & c", in_html=True) == "a &lt; b &amp; c"
    assert escape.address("https://x.io/a b(c") == "https://x.io/a%20b%28c"
    assert escape.address("https://x.io/a_(b)?c=d&e") == "https://x.io/a_(b)?c=d&e"


def test_an_escaped_character_begins_at_its_backslash():
    assert escape.begin(r"a \[b", 3) == 2
    assert escape.begin(r"a \\[b", 4) == 4
