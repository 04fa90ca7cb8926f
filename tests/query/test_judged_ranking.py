"""A small judged set, so that ranking cannot be broken unseen where no larger one lies.

The papers and judgements in tests/data/query/judged.json are made up: each query asks for one thing
that ranking must know, such as that a word counts less in a long text, or that a concept of many
words is still one. By its date alone the wrong paper would come first: it is the newer one.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import small_base
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog
from aiev.services.search.run_query import search
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms
from query import page_engine

JUDGED = json.loads(
    (Path(__file__).parents[1] / "data" / "query" / "judged.json").read_text(encoding="utf-8")
)
TODAY = date.fromisoformat(JUDGED["today"])


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    made = small_base.make()
    made.execute("begin")
    for one in JUDGED["papers"]:
        small_base.add_paper(made, **one)
    terms.refresh(made)
    made.execute("commit")
    yield made
    made.close()


def in_judged_order(found: list[str], grades: dict[str, int]) -> list[str]:
    """Return the judged papers as found, put in order by their grades alone."""
    judged = [title for title in found if title in grades]
    return sorted(judged, key=lambda title: -grades[title])


@pytest.mark.parametrize("query", JUDGED["queries"])
def test_what_was_judged_better_comes_first(base, query):
    grades = JUDGED["queries"][query]
    found = [hit.paper.title for hit in search(Reader(base), query, today=TODAY).hits]
    assert [title for title in found if title in grades] == in_judged_order(found, grades)
    assert set(grades) <= set(found)


def test_the_page_ranks_as_judged_too(base):
    papers = tuple(Reader(base).papers(range(1, len(JUDGED["papers"]) + 1)))
    taken: set[str] = set()
    titles = {catalog.anchor(one, taken): one.title for one in papers}
    engine = page_engine.of_folder(papers, ExportRequest())
    try:
        answers = engine.find([f"{query} " for query in JUDGED["queries"]], TODAY)
    finally:
        engine.close()
    for (query, grades), answer in zip(JUDGED["queries"].items(), answers, strict=True):
        found = [titles[one] for one in answer]
        assert [t for t in found if t in grades] == in_judged_order(found, grades), query
