"""Answers of arXiv's search are kept whole for a day, and for a month where arXiv is away."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

import knowledge
from aiev.sources.arxiv.search_cache import FRESH, SearchCache

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def cache(tmp_path):
    return SearchCache(tmp_path / "searches")


def test_records_come_back_as_they_were_kept(cache):
    cache.keep("kite", knowledge.RECORDS, at=NOW)
    found = cache.find("kite")
    assert found is not None
    assert found.at == NOW
    assert found.records == tuple(knowledge.RECORDS)
    assert cache.find("kit") is None


def test_an_answer_is_fresh_for_a_day_and_not_before_it_was_given(cache):
    cache.keep("kite", (), at=NOW)
    found = cache.find("kite")
    assert found is not None
    assert found.is_fresh(NOW)
    assert found.is_fresh(NOW + FRESH - timedelta(seconds=1))
    assert not found.is_fresh(NOW + FRESH)
    assert not found.is_fresh(NOW - timedelta(seconds=1))


def test_what_is_a_month_old_is_forgotten(cache, tmp_path):
    cache.keep("old", (), at=NOW)
    [path] = (tmp_path / "searches").glob("*.json")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    cache.keep("new", (), at=NOW + timedelta(days=29))
    assert cache.find("old") is not None
    cache.keep("new", (), at=NOW + timedelta(days=31))
    assert cache.find("old") is None
    assert cache.find("new") is not None


@pytest.mark.parametrize("content", ["", "[]", "null", '{"schema": 0}', "[" * 100_000])
def test_a_file_that_cannot_be_read_counts_as_none(cache, tmp_path, content):
    cache.keep("kite", (), at=NOW)
    [path] = (tmp_path / "searches").glob("*.json")
    path.write_text(content)
    assert cache.find("kite") is None


def test_a_folder_that_takes_no_file_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = SearchCache(tmp_path / "file" / "searches")
    cache.keep("kite", knowledge.RECORDS, at=NOW)
    assert cache.find("kite") is None


def test_dates_are_days(cache):
    cache.keep("kite", knowledge.RECORDS, at=NOW)
    found = cache.find("kite")
    assert found is not None
    assert all(type(one.published) in (date, type(None)) for one in found.records)
