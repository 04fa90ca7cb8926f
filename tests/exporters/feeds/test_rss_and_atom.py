"""Feeds, read back by a feed reader and held to the rules of the W3C's checker."""

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from aiev.exporters.exporter import ExportRequest
from aiev.exporters.feeds import atom, rss
from aiev.exporters.plain_text import one_line
from aiev.value import replace
from exporters.feeds import w3c
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS, paper

CITED = tuple(one for one in PAPERS if one.kind != "placeholder")


ADDED = "2026-11-30T12:00:00+00:00"
URL = "https://example.org/feeds/papers.xml"


def write(papers=PAPERS, module=rss, **how):
    if papers is PAPERS:
        papers = [replace(one, added_at=ADDED) for one in PAPERS]
    return "".join(module.render(papers, ExportRequest(outline=OUTLINE, **how)))


def ids_of(papers):
    found = ElementTree.fromstring(write(papers, atom)).findall("{*}entry")
    return [entry.findtext("{*}id") for entry in found]


def test_a_feed_reader_finds_no_fault_and_every_paper():
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse(write())
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == "Awesome Made-Up"
    assert [entry.title for entry in feed.entries] == [one_line(p.title) or p.url for p in CITED]
    assert feed.entries[0].link == "https://arxiv.org/abs/2411.00001"
    assert len({entry.id for entry in feed.entries}) == len(CITED)
    assert not any("javascript" in entry.get("link", "") for entry in feed.entries)


def test_an_entry_is_the_same_one_in_both_feeds():
    feedparser = pytest.importorskip("feedparser")
    ids = [
        [entry.id for entry in feedparser.parse(write(module=one)).entries] for one in (atom, rss)
    ]
    assert ids[0] == ids[1]


def test_dates_are_as_mail_writes_them_and_absent_where_unknown():
    channel = ElementTree.fromstring(write(is_by_issued=True)).find("channel")
    dates = [item.findtext("pubDate") for item in channel.findall("item")]
    assert len([date for date in dates if date]) == len([p for p in CITED if p.issued])
    assert all(parsedate_to_datetime(date).tzinfo for date in dates if date)


def test_atom_invents_no_day_of_publication():
    """An undated paper had been published in 1970; only `updated` must be there."""
    found = ElementTree.fromstring(write(PAPERS[:], atom, is_by_issued=True)).findall("{*}entry")
    dates = [entry.findtext("{*}published") for entry in found]
    assert [bool(date) for date in dates] == [bool(paper.issued) for paper in CITED]
    assert all(entry.findtext("{*}updated") for entry in found)


@pytest.mark.parametrize("module", [atom, rss])
@given(HOSTILE_PAPERS)
@settings(max_examples=25)
def test_the_w3c_checker_would_find_no_fault(module, hostile):
    papers = [*(one for one in PAPERS if one.kind != "placeholder"), replace(hostile, id=9)]
    assert w3c.faults(write(papers, module, url=URL)) == []


@pytest.mark.parametrize("module", [atom, rss])
def test_without_an_address_only_the_link_to_itself_is_missing(module):
    assert w3c.faults(write(module=module)) == ["no link to itself"]
    assert w3c.faults(write((), module, url=URL)) == []


@pytest.mark.parametrize("module", [atom, rss])
def test_a_feed_reader_finds_what_the_feed_says_of_itself(module):
    feedparser = pytest.importorskip("feedparser")
    found = feedparser.parse(write(module=module, url=URL))
    assert not found.bozo
    assert [one.href for one in found.feed.links if one.rel == "self"] == [URL]
    assert found.entries[0].published.startswith(("2026-11-30T12:00:00", "Mon, 30 Nov 2026 12:00"))


def test_a_feed_has_the_id_of_its_question_and_not_of_its_title():
    """Two questions of one list were one feed to a reader."""
    ids = [
        ElementTree.fromstring(write(module=atom, **how)).findtext("{*}id")
        for how in ({}, {"title": "Other"}, {"question": "moe"}, {"question": "moe; topics=['A']"})
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_an_entry_keeps_its_id_whatever_becomes_of_its_address_and_title():
    one = paper(7, "A Page", kind="web", url="http://a.test/page/", added_at=ADDED)
    other = replace(one, id=8, title="A Page, Renamed", url="https://a.test/page")
    assert ids_of([one]) == ids_of([other])


def test_many_that_came_at_once_are_many_changes():
    """One import brings hundreds in one second, which readers took for one change."""
    papers = [paper(n, "Same", arxiv_id=f"2405.0000{n}", added_at=ADDED) for n in (1, 2, 3)]
    found = ElementTree.fromstring(write(papers, atom)).findall("{*}entry")
    assert [entry.findtext("{*}updated") for entry in found] == [
        f"2026-11-30T12:00:00.00000{n}Z" for n in (1, 2, 3)
    ]
    later = replace(papers[0], updated="2027-02-03")
    [entry] = ElementTree.fromstring(write([later], atom)).findall("{*}entry")
    assert entry.findtext("{*}updated").startswith("2027-02-03T00:00:00")
    assert entry.findtext("{*}published") == "2026-11-30T12:00:00Z"


def test_by_issued_a_paper_has_its_own_date():
    one = paper(1, "T", arxiv_id="2405.00001", issued="2024-05", added_at=ADDED)
    [entry] = ElementTree.fromstring(write([one], atom, is_by_issued=True)).findall("{*}entry")
    assert entry.findtext("{*}published") == "2024-05-01T00:00:00Z"


@given(HOSTILE_PAPERS)
def test_atom_is_well_formed_whatever_the_texts_hold(hostile):
    found = ElementTree.fromstring(write([hostile], atom))
    assert found.findtext("{*}entry/{*}summary", "") == one_line(hostile.abstract)


@given(HOSTILE_PAPERS)
def test_it_is_well_formed_and_the_abstract_is_text_whatever_it_holds(hostile):
    feed = ElementTree.fromstring(write([hostile]))
    said = feed.findtext("channel/item/description", "")
    for escaped, meant in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        said = said.replace(escaped, meant)
    assert said == one_line(hostile.abstract)
    assert "<" not in feed.findtext("channel/item/description", "")
