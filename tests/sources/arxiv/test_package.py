"""Answers in files: those of our own making, and arXiv's own where they are at hand."""

from datetime import date

import pytest

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.sources.arxiv import atom
from arxiv_server import answer
from places import DATA, SHARED

OWN = DATA / "arxiv"
RECORDED = SHARED / "arxiv-api" / "samples"

OWN_RECORDS = {
    "old-backend.xml": ArxivRecord(
        arxiv_id=ArxivId("cs/0611001", 2),
        title="A Title That the Old Backend Broke over Two Lines",
        abstract="The first paragraph, wrapped by hand at some column.\n\n"
        "The second paragraph starts with two spaces < one tab.",
        authors=(Author("Ada Asker", ("Loopback University",)),),
        published=date(2006, 11, 2),
        updated=date(2007, 1, 2),
        primary_category="cs.DC",
        categories=("cs.DC",),
        doi="10.1000/182",
        journal_ref=None,
        comment="3 pages, no figures",
        is_withdrawn=False,
    ),
    "withdrawn.xml": ArxivRecord(
        arxiv_id=ArxivId("2411.00003", 2),
        title="A Proof with a Gap",
        abstract="We prove what cannot be proved.",
        authors=(Author("Ada Asker"),),
        published=date(2024, 11, 1),
        updated=date(2024, 12, 24),
        primary_category="math.LO",
        categories=("math.LO",),
        doi=None,
        journal_ref=None,
        comment="This paper has been withdrawn by the author due to a gap in Lemma 1",
        is_withdrawn=True,
    ),
}

# How many entries each recorded answer holds; for the error feed, what it says.
SAMPLES: dict[str, int | str] = {
    "default-params-no-max-results.xml": 10,
    "empty-0000.0000.xml": 0,
    "empty-nonexistent-id.xml": 0,
    "error-400-bad-id.xml": "incorrect id format for abc",
    "id-list-one-missing.xml": 1,
    "legacy2016-10-of-31-doi-journalref.xml": 10,
    "legacy2016-search-and.xml": 1,
    "legacy2016-search-andnot.xml": 10,
    "legacy2016-search-phrase.xml": 2,
    "legacy2016-single-versioned.xml": 1,
    "legacy2020-single.xml": 1,
    "legacy2025-two-entries.xml": 2,
    "many-100.xml": 100,
    "oldstyle-affiliations-journalref.xml": 1,
    "oldstyle-hep-ex-versioned.xml": 1,
    "oldstyle-versioned.xml": 1,
    "page-0-10.xml": 10,
    "page-10-10.xml": 10,
    "page-50-10.xml": 10,
    "single-entry-many-authors.xml": 1,
    "single-entry.xml": 1,
    "single-title-zero.xml": 1,
    "two-entries-2026.xml": 2,
}

needs_samples = pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers at hand")


def records_of(body: bytes, *, arxiv, run) -> tuple[ArxivRecord, ...]:
    """Serve `body` to whatever is asked, and ask for the ids that it holds."""
    entries = atom.parse(body).findall("{http://www.w3.org/2005/Atom}entry")
    ids = [arxiv_id.parse(one.findtext("{http://www.w3.org/2005/Atom}id", "")) for one in entries]
    arxiv.always = answer(200, body)
    seen = run([ArxivId(one.value) for one in ids])
    assert seen.error is None
    assert len(arxiv.requests) == 1
    return seen.batches[0].records


def test_every_answer_of_our_own_is_used():
    assert {path.name for path in OWN.iterdir()} == set(OWN_RECORDS)


@pytest.mark.parametrize("name", OWN_RECORDS)
def test_an_answer_of_our_own_is_read(name, arxiv, run):
    assert records_of((OWN / name).read_bytes(), arxiv=arxiv, run=run) == (OWN_RECORDS[name],)


@needs_samples
def test_every_recorded_answer_is_used():
    assert {path.name for path in RECORDED.glob("*.xml")} == set(SAMPLES)


@needs_samples
@pytest.mark.parametrize("name", [name for name, holds in SAMPLES.items() if holds not in (0, "")])
def test_a_recorded_answer_is_read_whole(name, arxiv, run):
    body, holds = (RECORDED / name).read_bytes(), SAMPLES[name]
    if isinstance(holds, str):
        assert atom.find_error_in(body) == holds
        return
    records = records_of(body, arxiv=arxiv, run=run)
    assert len(records) == holds
    for record in records:
        assert record.title
        assert record.abstract
        assert record.authors
        assert record.arxiv_id.version is not None
        assert record.published is not None
        assert record.updated is not None
        assert record.published <= record.updated
        # An id is given out in the month of submission, give or take a day of moderation.
        low, _ = record.arxiv_id.month().interval()
        assert abs((record.published - low).days) <= 32
        assert record.primary_category in record.categories
        assert not record.is_withdrawn
        assert "\n" not in record.title
        assert "  " not in record.abstract


@needs_samples
@pytest.mark.parametrize("name", [name for name, holds in SAMPLES.items() if holds == 0])
def test_a_recorded_empty_answer_makes_its_id_unknown(name, arxiv, run):
    arxiv.always = answer(200, (RECORDED / name).read_bytes())
    seen = run([ArxivId("0808.05394")])
    assert seen.unknown == {"0808.05394"}
    assert len(arxiv.requests) == 2


@needs_samples
def test_recorded_particulars_arrive(arxiv, run):
    """One of each kind that an answer can hold, from arXiv's own."""

    def only(name: str) -> ArxivRecord:
        arxiv.requests.clear()
        return records_of((RECORDED / name).read_bytes(), arxiv=arxiv, run=run)[0]

    affiliated = only("oldstyle-affiliations-journalref.xml")
    assert affiliated.arxiv_id == ArxivId("astro-ph/0601001", 1)
    assert affiliated.authors[2] == Author("B. Scott Gaudi", ("CfA",))
    assert affiliated.journal_ref == "ActaAstron.56:1-50,2006"
    assert len(only("single-entry-many-authors.xml").authors) == 34
    assert only("single-title-zero.xml").title == "0"
    assert only("legacy2020-single.xml").doi == "10.1063/1.4944470"
    assert only("legacy2020-single.xml").title.endswith("technique at high bias")
    assert only("two-entries-2026.xml").title == "GLACIER and related R&D"
    assert only("legacy2016-single-versioned.xml").arxiv_id == ArxivId("1111.2011", 2)
    assert only("single-entry.xml").comment == "20 pages, 3 figures"
