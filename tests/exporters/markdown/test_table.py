"""Pipe tables keep their cells and get straight columns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aiev.exporters.markdown.table import align

PARSER = MarkdownIt("gfm-like", {"linkify": False})
CELLS = st.sampled_from(
    ["", "a", "two words", "x \\| y", "**b**", "[t](https://x.io)", "日本", "-"]
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(["a", "two words", "x \\| y"]), min_size=width, max_size=width),
        st.lists(
            st.sampled_from(["---", ":--", "--:", ":-:", "-"]), min_size=width, max_size=width
        ),
        # Rows may be too short or too long.
        st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=4),
    )
)


def write(rows):
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def shown(text):
    """Return the cells that a reader sees, and how each is aligned."""
    return [
        (token.content, before.attrs.get("style"))
        for before, token in pairwise(PARSER.parse(text))
        if before.type in ("th_open", "td_open")
    ]


def test_tables_keep_their_cells_and_get_straight_columns():
    assert align("a|b \\| c\n:-|-:\nlong cell|\nx|y|z\n") == (
        "| a         | b \\| c |\n"
        "| :-------- | -----: |\n"
        "| long cell |        |\n"
        "| x         |      y |"
    )


def test_a_column_in_the_middle_is_padded_on_both_sides():
    assert align("|a|\n|:-:|\n|wide cell|") == "|     a     |\n| :-------: |\n| wide cell |"


@given(TABLES)
def test_an_aligned_table_shows_the_same_and_its_lines_are_of_one_length(table):
    head, rules, rows = table
    text = write([head, rules, *rows])
    aligned = align(text)
    assert shown(aligned) == shown(text)
    assert len({len(line) for line in aligned.split("\n")}) == 1
    assert align(aligned) == aligned


@pytest.mark.parametrize("text", ["", "no table", "| a |\n| b |", "<table></table>", "| a |"])
def test_what_is_no_pipe_table_stays_as_written(text):
    assert align(text) == text
