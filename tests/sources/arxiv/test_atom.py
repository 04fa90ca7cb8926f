"""Feeds: whole ones are read, everything else is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.arxiv_id import ArxivId
from aiev.sources.arxiv import atom
from arxiv_server import Paper, error_feed, feed

GOOD = feed([Paper("2411.11217"), Paper("2411.00002")], query="id_list=x", total=2, size=2)
ATOM = b'xmlns="http://www.w3.org/2005/Atom"'


def test_a_whole_feed_is_read():
    assert len(atom.parse(GOOD).findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert atom.find_error(atom.parse(GOOD)) is None


@given(st.integers(0, len(GOOD.rstrip()) - 1))
def test_no_beginning_of_a_feed_passes_for_the_whole(length):
    """The package's parser repairs what is cut off: half a page passes for a shorter one."""
    with pytest.raises(ValueError, match=r"."):
        atom.parse(GOOD[:length])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_a_value_error(body):
    with pytest.raises(ValueError, match=r"."):
        atom.parse(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no XML"),
        (b"Rate exceeded.", "no XML"),
        (b"<!DOCTYPE html><html><body>Hello", "an HTML page"),
        (b"\n<HTML>", "an HTML page"),
        (b"<?xml version='1.0'?>\n<!doctype HTML PUBLIC 'x'><html/>", "an HTML page"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "an HTML page"),
        (b"<?xml version='1.0'?><rss/>", "no Atom feed"),
        (b"<feed/>", "no Atom feed"),
        (b"<!DOCTYPE feed []><feed " + ATOM + b"/>", "document type"),
        (b"<feed " + ATOM + b">&undeclared;</feed>", "cut off or broken"),
        (b"<feed " + ATOM + b"/><feed " + ATOM + b"/>", "cut off or broken"),
        (GOOD.decode().encode("utf-16"), "UTF-8"),
        (b"<feed " + ATOM + b">\xe9</feed>", "UTF-8"),
        (b"<feed " + ATOM + b">" + b"<a>" * 40 + b"</a>" * 40 + b"</feed>", "too deep"),
        (b"<feed " + ATOM + b">" + b"<a/>" * 400_001 + b"</feed>", "too many parts"),
    ],
)
def test_what_is_no_whole_feed_is_refused_with_its_reason(body, reason):
    with pytest.raises(ValueError, match=reason):
        atom.parse(body)


def test_a_declared_encoding_cannot_smuggle_in_a_declaration():
    """UTF-7 and the like spell `<!DOCTYPE` in other bytes; only UTF-8 is ever read."""
    body = b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE feed+AD4-<feed " + ATOM + b"/>"
    with pytest.raises(ValueError, match="XML"):
        atom.parse(body)


def test_a_byte_order_mark_is_no_obstacle():
    assert atom.parse(b"\xef\xbb\xbf" + GOOD) is not None


@pytest.mark.parametrize(
    "written", [b"\x0c", b"\x00", b"&#12;", b"&#x1B;", b"&#x00000B;", b"&#xD800;", b"&#1114112;"]
)
def test_one_character_that_xml_forbids_costs_only_itself(written):
    """A hundred papers came with it, and would be lost together in each run."""
    body = GOOD.replace(b"<title>", b"<title>ef" + written + b"cient ", 1)
    assert "ef\ufffdcient" in atom.render(atom.parse(body)).decode()


def test_what_xml_allows_stays_as_it_is():
    told = "a&#9;b&#x1F600;c&amp;#12;"
    body = GOOD.replace(b"<title>", b"<title>" + told.encode(), 1)
    assert "a\tb\U0001f600c&amp;#12;" in atom.render(atom.parse(body)).decode()


def test_the_reason_of_an_error_feed_is_found():
    body = error_feed("incorrect id format for abc")
    assert atom.find_error(atom.parse(body)) == "incorrect id format for abc"
    assert atom.find_error_in(body) == "incorrect id format for abc"
    assert atom.find_error_in(GOOD) is None
    assert atom.find_error_in(b"Bad Request") is None


@pytest.mark.parametrize(
    ("error", "named"),
    [
        ("incorrect id format for 2401.00002", ArxivId("2401.00002")),
        ("incorrect id format for hep-th/9901001", ArxivId("hep-th/9901001")),
        ('id "2401.00003v2" is malformed.', ArxivId("2401.00003", 2)),
        ("incorrect id format for 2401.0000", None),
        ("malformed query", None),
    ],
)
def test_the_id_that_an_error_names_is_found(error, named):
    ids = [ArxivId("2401.00001"), ArxivId("2401.00002"), ArxivId("hep-th/9901001")]
    assert atom.find_named(error, [*ids, ArxivId("2401.00003", 2)]) == named
