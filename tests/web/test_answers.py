"""What searches find is worked out once: pages made at the same time each ask for it many times."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from aiev.errors import QueryError, StoreError
from aiev.services.search import run_query
from aiev.web.answers import Answers


@pytest.fixture
def searches(monkeypatch):
    """The texts that were truly searched for, in order."""
    asked = []
    truly = run_query.everything

    def counted(reader, text, *, today):
        asked.append(text)
        return truly(reader, text, today=today)

    monkeypatch.setattr(run_query, "everything", counted)
    return asked


def test_forty_pages_made_in_turns_search_once_each(small, searches):
    """Above sixteen each drove out the others' answer, and searched anew for each of its facets."""
    answers = Answers(small)
    texts = [f"kite OR avocet{number}" for number in range(40)]
    for _ in range(5):
        for text in texts:
            answers.to(text)
    assert searches == texts


def test_threads_that_ask_at_once_search_once(small, searches):
    answers, together = Answers(small), threading.Barrier(8)

    def ask(_number):
        together.wait()
        return answers.to("kite").numbers

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(8)))
    assert len(found) == 1
    assert searches == ["kite"]


def test_what_is_written_meanwhile_is_found(small, searches):
    answers = Answers(small)
    before = answers.to("kite").numbers
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("delete from paper where title like '%kite%'")
        connection.commit()
    assert answers.to("kite").numbers != before
    assert searches == ["kite", "kite"]


def test_a_failure_is_told_each_time(small):
    answers = Answers(small)
    for _ in range(2):
        with pytest.raises(QueryError):
            answers.to('"kite')
    small.rename(small.with_name("elsewhere.db"))
    with pytest.raises(StoreError):
        answers.to("kite")
