"""A tree to SQL; that it finds what it says is shown by test_match.py and test_conformance.py."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.query import compile as compiler
from aiev.query.tree import Alternative, And, Concept, Dates, Name, Not, Or

MOE = Concept((Alternative("moe"), Alternative("mixture of experts", weight=0.7)))
TITLED = Concept((Alternative("quant", "prefix"),), "title")


def test_what_asks_for_text_only_is_one_question_to_the_index():
    condition = compiler.compile(And((MOE, TITLED, Not(MOE))))
    either = '("moe" OR "mixture of experts")'
    assert condition.match == f'(({either} AND {{title}} : "quant"*) NOT ({either}))'
    assert condition.where is None


def test_what_asks_the_tables_stands_apart_with_its_values_bound():
    condition = compiler.compile(And((MOE, Dates("date", "2024-01-01", None))))
    assert condition.match == '(("moe" OR "mixture of experts"))'
    assert condition.where == "(paper.issued_low > ? and paper.issued_high > ?)"
    assert condition.values == ("2023-01-01", "2024-01-01")


def test_text_beside_a_field_within_or_asks_the_index_from_the_tables():
    condition = compiler.compile(Or((MOE, TITLED, Name("kind", "Code"))))
    assert condition.match is None
    assert condition.where is not None
    assert condition.where.count("paper_fts match") == 1
    assert condition.values[-1] == "code"


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(title)")
    return connection


@given(st.text(max_size=20).filter(lambda text: "\0" not in text))
def test_whatever_stands_in_a_term_the_index_can_be_asked_for_it(index, text):
    """Quotes, stars and operators of FTS5 have no meaning in what a user typed."""
    asked = compiler.match(Concept((Alternative(text), Alternative(text, "prefix"))))
    index.execute("select * from t where t match ?", (asked,)).fetchall()
