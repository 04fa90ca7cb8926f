"""What a search asks of the database keeps its order and its limits."""

import pytest

import small_base
from aiev.query import compile as compiler
from aiev.query.tree import EVERYTHING, Alternative, Concept, Dates
from aiev.store.reading import search, search_lookup

KITES = compiler.compile(Concept((Alternative("kite"),), None))
ALL = compiler.compile(EVERYTHING)


@pytest.fixture
def base():
    base = small_base.make()
    for title, issued in (("Kite", "2024"), ("a kite of many words", "2025"), ("Eagle", "2023")):
        small_base.add_paper(base, title, issued=issued)
    yield base
    base.close()


def test_orders(base):
    assert list(search.by_rank(base, KITES)) == [1, 2]
    assert search.by_newest(base, KITES, limit=1) == [2]
    assert list(search.in_order(base, ALL, "date")) == [2, 1, 3]
    assert list(search.in_order(base, ALL, "title", limit=2, offset=1)) == [3, 1]


def test_counting_stops_at_its_limit(base):
    assert search_lookup.count(base, ALL) == 3
    assert search_lookup.count(base, KITES) == 2
    assert search_lookup.count(base, KITES, limit=1) == 1
    since = compiler.compile(Dates("date", "2024-01-01", None))
    assert search_lookup.count(base, since) == 2
    assert search.meeting(base, since, [1, 3]) == {1}


@pytest.mark.parametrize(("papers", "least"), [(1999, 1), (2000, 2), (19_999, 2), (20_000, 5)])
def test_rare_terms_are_kept_in_small_bases_only(papers, least):
    assert search.rare_below(papers) == least
