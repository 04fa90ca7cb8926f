"""Counting a part of the knowledge base."""

from collections import Counter
from datetime import date

import pytest

import knowledge
from aiev.query.filters import Filters
from aiev.services.search.run_query import select
from aiev.services.search.stats import stats
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader

TODAY = date(2025, 6, 1)


def count(path, text="", **filters):
    with open_reader(path) as reader:
        return stats(reader, text, filters=Filters(**filters), limit=5, today=TODAY)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("kite", {}),
        ("topic:offloading", {}),
        ("offloading -topic:offloading", {}),
        ("", {"organizations": ("ByteDance",)}),
        ("", {"kinds": ("code", "web", "placeholder")}),
        ("", {"since": "2024-06", "until": "2025"}),
        ("zzz", {}),
    ],
)
def test_the_counts_are_those_of_the_papers_that_a_search_finds(small, text, filters):
    """One grammar for search, export and stats: what is counted is what would be listed."""
    with open_reader(small) as reader:
        ids = select(reader, text, filters=Filters(**filters), today=TODAY).ids
        papers = reader.papers(ids)
    found = count(small, text, **filters)
    totals, spread = found.totals, found.spread
    assert totals.papers == len(papers)
    assert totals.entries == sum(len(paper.entries) for paper in papers)
    assert totals.with_abstract == sum(paper.abstract is not None for paper in papers)
    assert totals.authors == len({name for paper in papers for name in paper.authors})
    assert totals.topics == len({topic for paper in papers for topic in paper.topics})
    kinds = Counter(paper.kind for paper in papers)
    assert {one.name: one.papers for one in totals.by_kind} == kinds
    assert spread is not None
    topics = Counter(topic for paper in papers for topic in paper.topics)
    assert {one.name: one.papers for one in spread.topics} == topics
    authors = Counter(name for paper in papers for name in paper.authors)
    assert {one.name: one.papers for one in spread.authors} == authors
    assert sum(one.papers for one in spread.timeline) == sum(bool(p.issued) for p in papers)


def test_without_words_and_filters_everything_counts(small):
    with open_reader(small) as reader:
        everything = catalog.totals(reader)
    assert count(small).totals == everything


def test_counting_a_part_writes_nothing(small):
    before = knowledge.dump(small)
    count(small, "kite")
    assert knowledge.dump(small) == before


def test_what_is_not_there_is_told(aiev, small):
    counted = aiev("stats", "topic:nowhere", "--since", "2024", "-n", "3")
    assert (counted.code, counted.rows[0]) == (0, ["papers", "0"])
    assert "no topic is called so: nowhere" in counted.err
    assert aiev("stats", "kite", "-topic:offloading").rows[0] == ["papers", "1"]
    refused = aiev("stats", "date:x")
    assert (refused.code, refused.out) == (2, "")
