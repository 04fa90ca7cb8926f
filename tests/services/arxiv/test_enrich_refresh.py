"""A refresh tells what changed, keeps it, and leaves the user's words alone."""

from datetime import date, timedelta

import pytest

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.errors import SourceError
from aiev.services.arxiv.enrich import enrich
from aiev.sources.arxiv.api_values import Batch, Failure
from aiev.store.reading import history
from aiev.store.reading.reader import open_reader
from aiev.store.writing import user_fields
from aiev.store.writing.writer import open_writer
from knowledge import NOW, record

LATER = NOW + timedelta(days=40)
KITE = "2405.00011"


def refresh(path, records, *, now=LATER, **options):
    fetch = records if callable(records) else knowledge.answer(records)
    with open_writer(path) as writer:
        return enrich(writer, fetch, clock=lambda: now, is_refresh=True, **options)


def told(changes):
    return [(change.arxiv_id, change.field, change.before, change.after) for change in changes]


def test_what_a_refresh_changes_is_told_and_kept(small):
    published = record(
        f"{KITE}v4",
        title="Kite, the Final Title",
        comment="Accepted at a conference",
        journal_ref="Journal of Large Systems 5",
        doi="10.1000/new",
    )
    withdrawn = record(
        "2501.00033v1",
        title="Avocet: Routing Mixture-of-Experts by Need",
        comment="This paper has been withdrawn",
        is_withdrawn=True,
    )
    result = refresh(small, [published, withdrawn])
    assert told(result.changes.items) == [
        (KITE, "version", "3", "4"),
        (KITE, "title", "Kite: Paged Key-Value Caches for Long Answers", "Kite, the Final Title"),
        (KITE, "journal_ref", "Journal of Small Systems 4 (2024)", "Journal of Large Systems 5"),
        (KITE, "doi", "10.1000/kite", "10.1000/new"),
        (KITE, "comment", "12 pages, 3 figures", "Accepted at a conference"),
        ("2501.00033", "withdrawn", "no", "yes"),
        ("2501.00033", "comment", None, "This paper has been withdrawn"),
    ]
    assert {change.version for change in result.changes.items} == {4, 1}
    with open_reader(small) as reader:
        kept = history.changes(reader)
        assert kept == tuple(result.changes.items)
        (paper,) = reader.papers([reader.paper_id(arxiv_id=KITE)])
        assert history.changes(reader, paper_id=paper.id) == kept[:5]
        assert history.changes(reader, since="2025-07-12") == ()
        assert history.changes(reader, limit=1) == kept[:1]
    assert (paper.version, paper.title) == (4, "Kite, the Final Title")


def test_the_same_answer_again_changes_nothing(small):
    before = knowledge.dump(small)
    result = refresh(small, knowledge.RECORDS, now=NOW)
    assert result.changes.items == []
    assert knowledge.dump(small) == before


def test_a_first_answer_is_no_change(small):
    result = refresh(small, [record("2406.00022v2", title="Plover")])
    assert result.done == 1
    assert result.changes.items == []


def test_what_arxiv_no_longer_says_stays(small):
    result = refresh(small, [record(f"{KITE}v3", title=knowledge.RECORDS[0].title, authors=())])
    assert result.changes.items == []
    with open_reader(small) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id=KITE)])
    assert paper.journal_ref == "Journal of Small Systems 4 (2024)"
    assert len(paper.authors) == 4


def test_words_of_the_user_are_never_overwritten(small):
    with open_writer(small) as writer, writer.transaction() as session:
        paper_id = knowledge.rows(small, "select id from paper where arxiv_id = ?", KITE)[0][0]
        user_fields.set_title(session, paper_id, "My Kite")
        user_fields.set_date(session, paper_id, PartialDate(2020, 2))
        user_fields.add_tags(session, paper_id, ["mine"])
        user_fields.add_note(session, paper_id, "read it", now=NOW)
    knowledge.change(
        small,
        "insert or ignore into organization (name) values ('My Lab')",
        "insert into paper_organization (paper_id, organization_id, source, position) select"
        f" {paper_id}, id, 'user', 0 from organization where name = 'My Lab'",
    )
    result = refresh(small, [record(f"{KITE}v4", title="Other", published=date(2024, 5, 1))])
    assert told(result.changes.items) == [(KITE, "version", "3", "4")]
    with open_reader(small) as reader:
        (paper,) = reader.papers([paper_id])
    assert (paper.title, paper.issued, paper.published) == ("My Kite", "2020-02", "2024-05-01")
    assert "My Lab" in paper.organizations
    assert (paper.tags, paper.notes) == (("mine",), ("read it",))


def test_only_what_is_older_is_asked_for_and_the_oldest_first(small):
    refresh(small, [record(f"{KITE}v3")], now=LATER)
    source = knowledge.answer([])
    refresh(small, source, known_before=LATER.date())
    assert source.asked == [["2406.00022", "2501.00033"]]
    source = knowledge.answer([])
    refresh(small, source)
    assert source.asked == [["2406.00022", "2501.00033", KITE]]
    source = knowledge.answer([])
    refresh(small, source, known_before=NOW.date())
    assert source.asked == []


def test_an_interrupted_refresh_keeps_its_batches_and_their_changes(small):
    def fetch(ids):
        yield Batch((record(f"{KITE}v4", title=knowledge.RECORDS[0].title),))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(small, fetch)
    with open_reader(small) as reader:
        assert told(history.changes(reader)) == [(KITE, "version", "3", "4")]


def test_tries_in_vain_are_counted_until_there_is_an_answer(small):
    def fetch(ids):
        yield Batch(
            unknown=(ArxivId("2406.00022"),),
            failed=(Failure(ArxivId(KITE), "arXiv's entry has no title"),),
        )
        raise SourceError("arXiv is too busy for us")

    for _ in range(2):
        result = refresh(small, fetch)
    assert result.failed.items == [(KITE, "arXiv's entry has no title")]
    with open_reader(small) as reader:
        (kite,) = history.attempts(reader, reader.paper_id(arxiv_id=KITE))
        (plover,) = history.attempts(reader, reader.paper_id(arxiv_id="2406.00022"))
    assert (kite.source, kite.tries, kite.reason) == ("arxiv", 2, "arXiv's entry has no title")
    assert kite.tried_at == LATER.isoformat(timespec="seconds")
    assert plover.tries == 3, "once when the small base was made"
    refresh(small, [record(f"{KITE}v3")])
    with open_reader(small) as reader:
        assert history.attempts(reader, kite_id := reader.paper_id(arxiv_id=KITE)) == ()
        assert kite_id


def test_history_goes_with_its_paper(small):
    refresh(small, [record(f"{KITE}v4", title="Other")])
    knowledge.change(small, f"delete from paper where arxiv_id = '{KITE}'")
    with open_reader(small) as reader:
        assert history.changes(reader) == ()
