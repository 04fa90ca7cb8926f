"""CSL-JSON, RIS and Atom, read back by the programs they are for."""

import json
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from aiev.exporters import atom, csl_json, ris
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.plain_text import one_line
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS, paper

ATOM = "{http://www.w3.org/2005/Atom}"
CITED = tuple(one for one in PAPERS if one.kind != "placeholder")


def write(module, papers=PAPERS):
    return "".join(module.render(papers, ExportRequest(outline=OUTLINE)))


@given(HOSTILE_PAPERS)
def test_csl_json_reads_back_with_the_title_as_one_line(hostile):
    (item,) = json.loads(write(csl_json, [hostile]))
    assert item.get("title", "") == (one_line(hostile.title) or item.get("URL", ""))


def test_csl_json_of_nothing_is_an_empty_array():
    assert json.loads(write(csl_json, ())) == []


def test_csl_names_have_their_parts():
    first, second, *_ = json.loads(write(csl_json))
    assert first["author"][0] == {
        "family": "Berg",
        "given": "Ada",
        "non-dropping-particle": "van der",
    }
    assert first["author"][2]["suffix"] == "Jr."
    assert second["author"][1] == {"literal": "The Bar Collaboration"}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_renders_a_reference_from_csl_json(tmp_path):
    (tmp_path / "papers.json").write_text(write(csl_json, PAPERS[1:2]), encoding="utf-8")
    done = subprocess.run(
        ["pandoc", "--citeproc", "--bibliography=papers.json", "-t", "plain", "--wrap=none"],
        input='---\nnocite: "@*"\n---\n',
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The Bar Collaboration" in done.stdout
    assert "J. Made Up 12 (3): 45–67" in done.stdout
    assert not done.stderr


@given(HOSTILE_PAPERS)
@settings(max_examples=50)
def test_ris_reads_back_whatever_the_texts_hold(hostile):
    rispy = pytest.importorskip("rispy")
    after = paper(2, "After", arxiv_id="2405.00002", issued="2024-05")
    first, second = rispy.loads(write(ris, [hostile, after]))
    assert first.get("title") == (one_line(hostile.title) or first.get("urls", [None])[0])
    assert second["title"] == "After"


def test_ris_says_who_where_and_when():
    rispy = pytest.importorskip("rispy")
    first, second, *_ = rispy.loads(write(ris))
    assert first["authors"] == ["van der Berg, Ada", "García-Núñez, José", "Low, Robert, Jr."]
    assert (second["secondary_title"], second["volume"], second["number"]) == (
        "J. Made Up",
        "12",
        "3",
    )
    assert (second["start_page"], second["end_page"], second["year"]) == ("45", "67", "2004")


@given(HOSTILE_PAPERS)
def test_atom_is_well_formed_whatever_the_texts_hold(hostile):
    feed = ElementTree.fromstring(write(atom, [hostile]))
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary", "") == one_line(hostile.abstract)


def test_the_feed_is_as_new_as_its_newest_paper():
    feed = ElementTree.fromstring(write(atom))
    assert feed.findtext(f"{ATOM}updated") == "2025-02-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}title") == "Awesome Made-Up"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(CITED)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_feed_readers_find_no_fault():
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse(write(atom))
    assert not feed.bozo
    assert feed.entries[0].link == "https://arxiv.org/abs/2411.00001"
    assert not any("javascript" in entry.get("link", "") for entry in feed.entries)
