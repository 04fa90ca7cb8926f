"""Semantic Scholar's batch: place tells which answer is whose, and nothing is taken on trust."""

from functools import partial

import pytest

import works_server
from aiev.sources.works import semantic_scholar
from arxiv_server import answer, html, truncated
from works_asked import question, title
from works_server import ICLR, WorksServer, paper


@pytest.fixture
def ask(ask_works):
    return partial(ask_works, semantic_scholar)


def know(server: WorksServer, *numbers: int, **changes: object) -> None:
    for number in numbers:
        said = paper(f"2405.{number:05}", title(number), citationCount=number, **changes)
        server.papers[f"ARXIV:2405.{number:05}"] = said


def test_five_hundred_are_asked_at_once_by_bare_ids(works, ask):
    know(works, *range(1, 502))
    seen = ask([question(n) for n in range(1, 503)])
    assert [len(ids) for ids in works.asked] == [500, 2]
    assert works.asked[1] == ("ARXIV:2405.00501", "ARXIV:2405.00502")
    assert seen.counts == {n: n for n in range(1, 502)}
    assert seen.outcomes[502] == "unknown"
    assert set(works.keys) == {None}


def test_a_paper_without_an_arxiv_id_goes_by_its_doi_and_an_unreadable_id_is_not_sent(works, ask):
    works.papers["DOI:10.5555/loop.1"] = paper(None, title(1), doi="10.5555/LOOP.1")
    seen = ask(
        [
            question(1, arxiv_id=None, dois=("10.5555/loop.1",)),
            question(2, arxiv_id="2405.00002v3"),
            question(3, arxiv_id=None, dois=("10.5555/loop.1",)),
        ]
    )
    assert works.asked == [("DOI:10.5555/loop.1",)]
    assert seen.outcomes == {1: "found", 2: "unusable", 3: "found"}
    assert seen.replies[1].work.doi == "10.5555/loop.1"


def test_a_batch_of_strangers_is_a_400_and_costs_few_requests(works, ask):
    seen = ask([question(n) for n in range(1, 101)])
    assert set(seen.outcomes.values()) == {"unknown"}
    assert len(works.requests) == 5
    assert seen.error is None


def test_one_id_that_spoils_a_batch_leaves_the_others_their_answers(works, ask, monkeypatch):
    """Ids are looked at before they are sent; whatever it still cannot read is found by parts."""
    know(works, *range(1, 41))
    asked = semantic_scholar.paper_id
    monkeypatch.setattr(
        semantic_scholar, "paper_id", lambda one: asked(one) if one.paper_id != 17 else "odd"
    )
    seen = ask([question(n) for n in range(1, 41)])
    assert sorted(seen.counts) == [n for n in range(1, 41) if n != 17]
    assert seen.outcomes[17] == "unknown"


def test_answers_in_another_order_go_where_their_ids_say(works, ask):
    """And a null says nothing then of the paper at its place."""
    know(works, 1, 2, 4)
    works.always = works_server.reordered
    seen = ask([question(n) for n in range(1, 5)])
    assert seen.counts == {1: 1, 2: 2, 4: 4}
    assert seen.outcomes[3] == "unusable"


def test_too_few_answers_are_asked_for_in_parts(works, ask):
    know(works, *range(1, 5))
    works.always = works_server.short
    seen = ask([question(n) for n in range(1, 5)])
    assert seen.counts == {n: n for n in range(1, 5)}


def test_a_merged_record_counts_where_the_title_agrees_and_nowhere_else(works, ask):
    know(works, 1, 2)
    merged, other = works.papers.values()
    merged["externalIds"] = {"CorpusId": 1, "ArXiv": "2301.00001"}
    other["externalIds"], other["title"] = {"CorpusId": 2}, "Something Else Altogether"
    seen = ask([question(1), question(2)])
    assert seen.counts == {1: 1}
    assert "another paper: Something Else" in str(seen.replies[1].reason)


def test_a_mixed_record_gives_its_venue_and_not_the_year_of_the_preprint(works, ask):
    know(works, 1, **ICLR)
    know(works, 2, **{**ICLR, "dblp": None})
    know(works, 3, venue="ArXiv", dblp="journals/corr/abs-2405-00003")
    know(works, 4, **{**ICLR, "dblp": "journals/corr/abs-2405-00004"})
    know(works, 5, **{**ICLR, "dblp": None, "publicationDate": "2025-04-24", "year": 2025})
    works = [one.work for one in ask([question(n) for n in range(1, 6)]).replies]
    assert [(one.short_venue, one.year, one.doi, one.kind) for one in works] == [
        ("ICLR", 2025, None, "conference"),
        ("ICLR", None, None, "conference"),
        (None, None, None, None),
        (None, None, None, None),
        ("ICLR", 2025, None, "conference"),
    ]
    assert works[0].volume is None


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.18653/v1/2024.findings-acl.7", ("Findings of ACL", 2024)),
        ("10.18653/V1/2024.acl-long.7", ("ACL", 2024)),
        ("10.48550/arXiv.2405.00001", (None, None)),
    ],
)
def test_findings_are_told_from_the_conference_by_the_doi_or_not_at_all(works, ask, doi, expected):
    venue = "Annual Meeting of the Association for Computational Linguistics"
    know(works, 1, venue=venue, dblp="conf/acl/Asker24", doi=doi)
    found = ask([question(1)]).replies[0].work
    assert (found.short_venue, found.year) == expected


def test_a_key_goes_in_its_header_and_a_refused_one_is_told_without_it(works, ask):
    works.key = "right"
    know(works, 1)
    assert ask([question(1)], key="right").counts == {1: 1}
    seen = ask([question(1)], key="s3cret")
    assert works.keys == ["right", "s3cret"]
    assert "403" in str(seen.error)
    assert "AIEV_S2_KEY" in seen.error.hint
    assert "s3cret" not in " ".join([*seen.said, str(seen.error), seen.error.hint])


def test_a_key_is_not_carried_to_another_host(works, ask):
    works.always = answer(307, Location="http://127.0.0.1:9/paper/batch")
    assert "another host" in str(ask([question(1)], key="s3cret").error)


def test_without_a_key_a_busy_answer_or_five_are_waited_for(works, ask, fake_time):
    know(works, 1)
    works.script = dict.fromkeys(range(1, 6), works_server.busy)
    assert ask([question(1)]).counts == {1: 1}
    assert sum(fake_time.slept_s) > 60
    works.always = works_server.busy
    seen = ask([question(1)])
    assert "too busy" in str(seen.error)
    assert len(works.requests) == 6 + 6


def test_a_server_that_fails_for_one_paper_answers_for_the_others(works, ask):
    know(works, *range(1, 6))

    def fault(exchange):
        fails = "ARXIV:2405.00003" in exchange.request.ids
        (answer(500) if fails else works_server.good)(exchange)

    works.always = fault
    seen = ask([question(n) for n in range(1, 6)])
    assert seen.counts == {1: 1, 2: 2, 4: 4, 5: 5}
    assert seen.outcomes[3] == "unusable"
    works.always = answer(503)
    assert "503" in str(ask([question(1), question(2)]).error)


@pytest.mark.parametrize("fault", [truncated, html, answer(200, b'{"error":"Internal"}')])
def test_what_is_no_list_is_asked_for_again(works, ask, fault):
    know(works, 1)
    works.script = {1: fault}
    assert ask([question(1)]).counts == {1: 1}
