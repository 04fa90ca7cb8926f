"""RSS, read back by a feed reader."""

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given

from aiev.exporters.exporter import ExportRequest
from aiev.exporters.feeds import atom, rss
from aiev.exporters.plain_text import one_line
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS

CITED = tuple(one for one in PAPERS if one.kind != "placeholder")


def write(papers=PAPERS, module=rss):
    return "".join(module.render(papers, ExportRequest(outline=OUTLINE)))


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
    channel = ElementTree.fromstring(write()).find("channel")
    dates = [item.findtext("pubDate") for item in channel.findall("item")]
    assert len([date for date in dates if date]) == len([p for p in CITED if p.issued])
    assert all(parsedate_to_datetime(date).tzinfo for date in dates if date)


def test_atom_invents_no_day_of_publication():
    """An undated paper had been published in 1970; only `updated` must be there."""
    found = ElementTree.fromstring(write(module=atom)).findall("{*}entry")
    dates = [entry.findtext("{*}published") for entry in found]
    assert [bool(date) for date in dates] == [bool(paper.issued) for paper in CITED]
    assert all(entry.findtext("{*}updated") for entry in found)


@given(HOSTILE_PAPERS)
def test_it_is_well_formed_and_the_abstract_is_text_whatever_it_holds(hostile):
    feed = ElementTree.fromstring(write([hostile]))
    said = feed.findtext("channel/item/description", "")
    for escaped, meant in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        said = said.replace(escaped, meant)
    assert said == one_line(hostile.abstract)
    assert "<" not in feed.findtext("channel/item/description", "")
