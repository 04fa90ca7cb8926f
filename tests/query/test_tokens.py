"""Python's tokens and stems are those of SQLite's index."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.query import tokens
from aiev.query.tokens import stem

# Letters that SQLite knows: its tables are those of Unicode 6.1.
LETTERS = st.characters(max_codepoint=0x17F) | st.sampled_from(
    "ΑΣςαёжЖ推理あがßẞǅﬁ²½́̀\u200b  🤗🚀—’"
)


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "create virtual table t using fts5(x, tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute("create virtual table v using fts5vocab(t, instance)")
    return connection


def indexed(connection, text):
    connection.execute("delete from t")
    connection.execute("insert into t (x) values (?)", (text,))
    return [row[0] for row in connection.execute("select term from v order by offset")]


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, max_size=40).map(lambda text: text.replace("\0", " ")))
def test_any_text_has_the_terms_that_the_index_has(index, text):
    assert [stem(token) for token in tokens.tokens(text)] == indexed(index, text)


@given(st.text(LETTERS, max_size=40))
def test_folding_keeps_every_character_in_its_place(text):
    """Marks in a title are found in the folded text and shown in the original."""
    assert len(tokens.fold(text)) == len(text)
    for token, start, end in tokens.iter_spans(text):
        assert tokens.tokens(text[start:end]) == [token]
    assert [token for token, _, _ in tokens.iter_spans(text)] == tokens.tokens(text)
