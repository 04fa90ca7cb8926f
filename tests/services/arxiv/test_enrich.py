"""Enrichment: what arXiv says is added, what the user said stays, and nothing good is lost."""

import dataclasses
from datetime import date, timedelta

import pytest

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import Author
from aiev.domain.partial_date import PartialDate
from aiev.domain.reference import Reference
from aiev.errors import SourceError
from aiev.services.arxiv import enrich as enriching
from aiev.services.arxiv.enrich import enrich
from aiev.services.lists.add_paper import add_papers
from aiev.services.lists.words_to_add import Words
from aiev.sources.arxiv.api_values import Batch, Failure
from aiev.store.reading.reader import open_reader
from aiev.store.writing import paper_writer
from aiev.store.writing.writer import open_writer, reader_within

LIST = """\
# L

## T

- [A label](https://arxiv.org/abs/2401.00001) | 9 Mar 2024
- [Other](https://arxiv.org/abs/2402.00002)
- [Code](https://github.com/a/b)
"""


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path / "enrich.db") as writer:
        knowledge.store_list(writer, LIST)
        yield writer


def paper(writer, arxiv_id):
    with open_reader(writer.path) as reader:
        (found,) = reader.papers([reader.paper_id(arxiv_id=arxiv_id)])
    return found


def run(writer, source, **options):
    return enrich(writer, source, clock=lambda: knowledge.NOW, **options)


def test_a_paper_asked_for_in_vain_is_asked_for_after_the_others(writer):
    """One that arXiv fails at each time must not stand before all others for ever."""
    asked = []

    def fetch(ids):
        first, *others = ids
        asked.append([one.value for one in (first, *others)])
        yield Batch(failed=(Failure(first, "HTTP 500"),))
        raise SourceError("arXiv failed")

    for _run in range(2):
        run(writer, fetch)
    assert asked == [["2401.00001", "2402.00002"], ["2402.00002", "2401.00001"]]


def test_arxivs_title_replaces_the_label_and_the_entry_keeps_it(writer):
    record = knowledge.record(
        "2401.00001v4", title="The Title", published=date(2024, 1, 2), updated=date(2024, 3, 9),
        authors=(Author("Ada Asker", ("MIT", "CMU")),), categories=("cs.LG", "cs.DC"),
        primary_category="cs.LG", doi="10.1/x", journal_ref="J", comment="C",
    )  # fmt: skip
    result = run(writer, knowledge.answer([record]))
    assert (result.asked, result.done, result.left, result.error) == (2, 1, 1, None)
    found = paper(writer, "2401.00001")
    assert (found.title, found.version, found.enrichment) == ("The Title", 4, "done")
    assert [(e.label, e.listed_date) for e in found.entries] == [("A label", "2024-03-09")]
    assert (found.issued, found.published, found.updated) == (
        "2024-01-02", "2024-01-02", "2024-03-09")  # fmt: skip
    assert (found.authors, found.categories) == (("Ada Asker",), ("cs.LG", "cs.DC"))
    assert (found.doi, found.journal_ref, found.comment) == ("10.1/x", "J", "C")
    affiliations = knowledge.rows(writer.path, "select affiliation from authorship")
    assert affiliations == [("MIT; CMU",)]
    assert paper(writer, "2402.00002").enrichment == "pending"


def test_only_what_is_missing_is_asked_for(writer):
    source = knowledge.answer([knowledge.record("2401.00001")], unknown=["2402.00002"])
    first = run(writer, source)
    assert (first.done, first.unknown, first.left) == (1, ["2402.00002"], 0)
    assert paper(writer, "2402.00002").enrichment == "unknown"
    again = run(writer, source)
    assert again.asked == 0
    assert source.asked == [["2401.00001", "2402.00002"]]
    refreshed = run(writer, source, is_refresh=True)
    assert refreshed.asked == 2
    limited = run(writer, source, is_refresh=True, limit=1)
    assert limited.asked == 1


def test_empty_fields_never_overwrite_good_ones(writer):
    full = knowledge.record(
        "2401.00001v2", title="Full", abstract="Abstract.", published=date(2024, 1, 2),
        updated=date(2024, 2, 3), primary_category="cs.LG", categories=("cs.LG",), doi="10.1/x",
        journal_ref="J", comment="C", authors=(Author("Ada Asker"), Author("Bob Boole")),
    )  # fmt: skip
    run(writer, knowledge.answer([full]))
    before = paper(writer, "2401.00001")
    bare = knowledge.record("2401.00001", title="", abstract=None, authors=())
    run(writer, knowledge.answer([bare]), is_refresh=True)
    assert paper(writer, "2401.00001") == before


def test_the_users_title_and_date_are_never_overwritten(writer):
    words = Words(title="My Title", date=PartialDate(2019, 5))
    add_papers(writer, [Reference(arxiv_id=ArxivId("2401.00001"))], words, now=knowledge.NOW)
    record = knowledge.record("2401.00001", title="Theirs", published=date(2024, 1, 2))
    run(writer, knowledge.answer([record]))
    run(writer, knowledge.answer([record]), is_refresh=True)
    found = paper(writer, "2401.00001")
    assert (found.title, found.issued, found.published) == ("My Title", "2019-05", "2024-01-02")


def test_an_entry_added_by_id_alone_gets_the_title(writer):
    new = Reference(arxiv_id=ArxivId("2403.00003"))
    add_papers(writer, [new], Words(topic="T"), now=knowledge.NOW)
    assert paper(writer, "2403.00003").entries[0].label == "arXiv:2403.00003"
    run(writer, knowledge.answer([knowledge.record("2403.00003", title="Found")]))
    assert paper(writer, "2403.00003").entries[0].label == "Found"


def test_finished_batches_are_kept_when_the_source_gives_up_or_the_user_interrupts(writer):
    def stopping_with(error):
        def source(given):
            assert list(given)
            yield Batch((knowledge.record("2401.00001", title="Kept"),))
            raise error

        return source

    result = run(writer, stopping_with(SourceError("gone")))
    assert (result.done, result.left, str(result.error)) == (1, 1, "gone")
    assert paper(writer, "2401.00001").title == "Kept"
    with pytest.raises(KeyboardInterrupt):
        run(writer, stopping_with(KeyboardInterrupt()), is_refresh=True)
    rest = knowledge.answer([knowledge.record("2402.00002")])
    run(writer, rest)
    assert rest.asked == [["2402.00002"]]


def test_what_failed_is_asked_for_again(writer):
    def source(given):
        ids = list(given)
        yield Batch(failed=(Failure(ids[0], "no title"),), invalid=(ids[1],))

    result = run(writer, source)
    assert result.failed.items == [("2401.00001", "no title")]
    assert result.unknown == ["2402.00002"]
    assert paper(writer, "2401.00001").enrichment == "pending"


def test_a_known_paper_that_arxiv_forgets_stays_known(writer):
    run(writer, knowledge.answer([knowledge.record("2401.00001", title="Known")]))
    run(writer, knowledge.answer([], unknown=["2401.00001"]), is_refresh=True)
    found = paper(writer, "2401.00001")
    assert (found.title, found.enrichment) == ("Known", "done")


def test_authors_follow_a_new_version(writer):
    one, two, three = Author("Ada Asker"), Author("Bob Boole"), Author("Zoë Ångström")
    run(writer, knowledge.answer([knowledge.record("2401.00001", authors=(one, two))]))
    newer = knowledge.record("2401.00001", authors=(three, one))
    run(writer, knowledge.answer([newer]), is_refresh=True)
    assert paper(writer, "2401.00001").authors == ("Zoë Ångström", "Ada Asker")


def test_a_refresh_that_says_the_same_changes_only_when_it_was_asked(writer):
    source = knowledge.answer([knowledge.record("2401.00001")])
    run(writer, source)
    before = knowledge.dump(writer.path)
    run(writer, source, is_refresh=True)
    assert knowledge.dump(writer.path) == before
    later = knowledge.NOW + timedelta(days=1)
    enrich(writer, source, clock=lambda: later, is_refresh=True)
    fetched = knowledge.rows(writer.path, "select fetched_at from paper where fetched_at not null")
    assert fetched == [("2025-06-02T12:00:00+00:00",)]


def test_time_that_is_over_ends_the_storing_and_what_is_stored_stays(writer, monkeypatch):
    """`--timeout` bounded the requests alone: one answer may take a minute to store."""
    monkeypatch.setattr(enriching, "_AUTHORS_A_PART", 3)

    def check_time():
        raise SourceError("the time is over")

    authors = (Author("Ada"), Author("Bob"))
    records = [
        dataclasses.replace(knowledge.RECORDS[0], arxiv_id=ArxivId(one, 1), authors=authors)
        for one in ("2401.00001", "2402.00002")
    ]
    found = enrich(
        writer, knowledge.answer(records), clock=lambda: knowledge.NOW, check_time=check_time
    )
    assert (found.done, found.left, str(found.error)) == (1, 1, "the time is over")
    assert paper(writer, "2401.00001").authors == ("Ada", "Bob")
    assert paper(writer, "2402.00002").authors == ()


def test_the_work_of_storing_authors_grows_with_their_number(tmp_path):
    """A trigger wrote all names anew with each author: 10,000 of one paper took 14 s."""

    def steps(count):
        authors = tuple(Author(f"Ada {number}") for number in range(count))
        record = dataclasses.replace(
            knowledge.RECORDS[0], arxiv_id=ArxivId("2401.00001", 1), authors=authors
        )
        taken = 0

        def count_steps():
            nonlocal taken
            taken += 1

        with open_writer(tmp_path / f"{count}.db") as writer:
            knowledge.store_list(writer, LIST)
            with writer.transaction() as session:
                reader_within(session).connection.set_progress_handler(count_steps, 100)
                paper_writer.fill(session, [record], now=knowledge.NOW)
        return taken

    assert steps(2_000) < 6 * steps(500)
