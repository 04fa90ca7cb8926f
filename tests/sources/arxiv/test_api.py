"""What comes of asking arXiv when it behaves: each id ends in one place, in few requests."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.sources.arxiv import api
from aiev.sources.arxiv.api import iter_batches
from aiev.sources.arxiv.api_values import ApiSettings
from aiev.sources.http import transport
from arxiv_server import ArxivServer, Paper

IDS = [ArxivId(f"2401.{number:05}") for number in range(1, 115)]
PAPERS = [Paper(one.value, title=f"Paper {one.value}") for one in IDS]


def test_the_ids_of_the_seed_list_take_two_requests(arxiv, run, fake_time):
    """The package alone answers 100 of 114 without a word, or asks a list again for each page."""
    arxiv.add(*PAPERS)
    seen = run(IDS)
    assert seen.error is None
    assert [len(request.ids) for request in arxiv.requests] == [100, 14]
    assert [request.max_results for request in arxiv.requests] == [100, 14]
    assert [len(batch.records) for batch in seen.batches] == [100, 14]
    assert fake_time.slept_s == pytest.approx([3.0])


def test_records_stand_in_the_order_asked(arxiv, run):
    """The answer comes sorted by score."""
    arxiv.add(*PAPERS[:30])
    asked = IDS[:30][::-1]
    seen = run(asked)
    assert [one.arxiv_id.value for one in seen.batches[0].records] == [one.value for one in asked]


def test_a_batch_is_there_before_the_next_is_asked_for(arxiv, settings, fake_time):
    arxiv.add(*PAPERS)
    batches = iter_batches(IDS, settings=settings, sleep=fake_time.sleep, clock=fake_time.clock)
    assert arxiv.requests == []
    next(batches)
    assert len(arxiv.requests) == 1
    batches.close()


def test_no_ids_need_no_request(arxiv, run):
    assert run([]).batches == []
    assert arxiv.requests == []


def test_all_that_an_entry_tells_is_in_the_record(arxiv, run):
    arxiv.add(
        Paper(
            "2411.11217",
            title="Caches  &\n  <Experts>: ﬁrst",
            abstract="  One line\nwrapped by hand.\n  A second paragraph & more.\n",
            authors=("Ada Asker", ("Zoe\u0301 Zahl", "Loopback  University", "Lab 7"), " "),
            version=3,
            published="2024-11-18T23:59:46Z",
            updated="2025-02-01T00:30:00Z",
            categories=("cs.DC", "68T05", "cs.LG", "I.2.6", "cond-mat.mes-hall", "cs.DC"),
            comment="12 pages,\n  3 figures",
            doi="10.1000/182",
            journal_ref="J. Loop. 7\n (2025) 1",
        )
    )
    (batch,) = run([ArxivId("2411.11217")]).batches
    assert batch.records == (
        ArxivRecord(
            arxiv_id=ArxivId("2411.11217", 3),
            title="Caches & <Experts>: ﬁrst",
            abstract="One line wrapped by hand.\n\nA second paragraph & more.",
            authors=(
                Author("Ada Asker"),
                Author("Zoé Zahl", ("Loopback University", "Lab 7")),
            ),
            published=date(2024, 11, 18),
            updated=date(2025, 2, 1),
            primary_category="cs.DC",
            categories=("cs.DC", "cs.LG", "cond-mat.mes-hall"),
            doi="10.1000/182",
            journal_ref="J. Loop. 7 (2025) 1",
            comment="12 pages, 3 figures",
            is_withdrawn=False,
        ),
    )


def test_what_an_entry_lacks_stays_empty(arxiv, run, caplog):
    """The package drops an entry without dates; what is known of the paper is worth keeping."""
    bare = Paper("2411.11217", "A title", None, (), published=None, updated="soon", categories=())
    arxiv.add(bare, Paper("2411.00002"))
    seen = run([ArxivId("2411.11217"), ArxivId("2411.00002")])
    first = seen.batches[0].records[0]
    assert first == ArxivRecord(
        arxiv_id=ArxivId("2411.11217", 1),
        title="A title",
        abstract=None,
        authors=(),
        published=None,
        updated=None,
        primary_category=None,
        categories=(),
        doi=None,
        journal_ref=None,
        comment=None,
        is_withdrawn=False,
    )
    assert seen.done == {"2411.11217", "2411.00002"}
    assert len(arxiv.requests) == 1


@pytest.mark.parametrize("when", ["yesterday", "2024-02-31T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_a_day_that_no_calendar_has_is_no_day(arxiv, run, when):
    arxiv.add(Paper("2411.11217", published=when), Paper("2411.00002"))
    seen = run([ArxivId("2411.11217"), ArxivId("2411.00002")])
    assert seen.batches[0].records[0].published is None
    assert seen.batches[0].records[0].updated == date(2024, 11, 18)
    assert len(seen.done) == 2


def test_an_entry_without_title_is_named_as_failed(arxiv, run):
    arxiv.add(Paper("2411.11217", title=None), Paper("2411.00002"))
    seen = run([ArxivId("2411.11217"), ArxivId("2411.00002")])
    assert seen.done == {"2411.00002"}
    assert seen.failed == {"2411.11217": "arXiv's entry has no title"}


@pytest.mark.parametrize(
    ("comment", "abstract"),
    [("This paper has been withdrawn", "Text"), (None, "This paper has been withdrawn by Ada.")],
)
def test_a_withdrawn_paper_is_marked_and_kept(arxiv, run, comment, abstract):
    arxiv.add(Paper("2411.11217", comment=comment, abstract=abstract))
    (record,) = run([ArxivId("2411.11217")]).batches[0].records
    assert record.is_withdrawn
    assert record.title == "On Answers"


@pytest.mark.parametrize("value", ["quant-ph/0201082", "hep-th/9901001", "math/0309136"])
def test_old_identifiers_are_asked_and_matched(arxiv, run, value):
    arxiv.add(Paper(value, version=2))
    assert run([ArxivId(value)]).batches[0].records[0].arxiv_id == ArxivId(value, 2)


def test_a_version_asked_for_is_the_one_that_comes(arxiv, run):
    arxiv.add(Paper("2411.11217", version=4), Paper("2411.00002", version=2))
    seen = run([ArxivId("2411.11217", 2), ArxivId("2411.00002")])
    assert [str(one.arxiv_id) for one in seen.batches[0].records] == [
        "2411.11217v2",
        "2411.00002v2",
    ]
    assert arxiv.requests[0].ids == ("2411.11217v2", "2411.00002")


def test_a_version_that_arxiv_lacks_is_unknown(arxiv, run):
    arxiv.add(Paper("2411.11217", version=4))
    assert run([ArxivId("2411.11217", 9)]).unknown == {"2411.11217"}


def test_repeated_ids_are_asked_once(arxiv, run):
    arxiv.add(Paper("2411.11217"))
    one = ArxivId("2411.11217")
    seen = run([one, ArxivId("2411.11217", 1), one])
    assert arxiv.requests[0].ids == ("2411.11217",)
    assert sum(len(batch.records) for batch in seen.batches) == 1


def test_what_is_no_id_is_named_without_asking(arxiv, run):
    arxiv.add(Paper("2411.11217"))
    bad = [ArxivId("abc"), ArxivId("2411.11217.pdf"), ArxivId("0000.0000"), ArxivId("../x")]
    seen = run([*bad, ArxivId("2411.11217")])
    assert seen.invalid == {"abc", "2411.11217.pdf", "0000.0000", "../x"}
    assert seen.done == {"2411.11217"}
    assert arxiv.requests[0].ids == ("2411.11217",)


def test_an_address_with_braces_is_asked_as_it_is(arxiv, run, settings):
    """The package puts the address through str.format."""
    arxiv.add(Paper("2411.11217"))
    braced = ApiSettings(settings.state_folder, url=arxiv.url + "/{0}{x}")
    assert run([ArxivId("2411.11217")], braced).done == {"2411.11217"}


def test_the_user_agent_is_ours(arxiv, run, monkeypatch):
    monkeypatch.setattr(transport.metadata, "version", lambda _name: "1.2.3")
    arxiv.add(Paper("2411.11217"))
    run([ArxivId("2411.11217")])
    assert arxiv.requests[0].user_agent == "aiev/1.2.3"


def test_each_request_can_be_watched(arxiv, run):
    arxiv.add(Paper("2411.11217"))
    (trace,) = run([ArxivId("2411.11217")]).traces
    assert trace.startswith(f"GET {arxiv.url}?search_query=&id_list=2411.11217")
    assert "200, " in trace


def test_many_ids_are_taken_up_in_parts(arxiv, run, monkeypatch):
    """A million need not be held at once; each part is settled before the next."""
    monkeypatch.setattr(api, "_IDS_A_PART", 40)
    arxiv.add(*PAPERS)
    seen = run([*IDS, ArxivId("2402.99999")])
    assert seen.done == {one.value for one in IDS}
    assert seen.unknown == {"2402.99999"}
    assert max(len(request.ids) for request in arxiv.requests) == 40


@given(known=st.sets(st.integers(1, 260)), asked=st.lists(st.integers(1, 260), max_size=260))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_id_ends_in_one_place(tmp_path_factory, known, asked):
    """Known ones as records, the others as unknown, for any mixture and in any order."""
    folder: Path = tmp_path_factory.mktemp("state")
    with ArxivServer([Paper(f"2401.{number:05}") for number in known]) as arxiv:
        ids = [ArxivId(f"2401.{number:05}") for number in asked]
        records, unknown, failed = [], [], []
        for batch in iter_batches(ids, settings=ApiSettings(folder, url=arxiv.url, delay_s=0.0)):
            records += [one.arxiv_id.value for one in batch.records]
            unknown += [one.value for one in batch.unknown]
            failed += [one.arxiv_id.value for one in batch.failed]
    names = {one.value for one in ids}
    assert sorted(records + unknown + failed) == sorted(names)
    assert set(records) == {f"2401.{number:05}" for number in known} & names
    # Nothing but empty pages for many ids could as well be a busy server.
    assert not failed or (not records and len(failed) > 10)
    assert len(arxiv.requests) <= -(-len(names) // 100) + -(-len(unknown + failed) // 99)
