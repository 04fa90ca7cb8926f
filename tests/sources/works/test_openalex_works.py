"""OpenAlex's lists by DOI: in its own order, with gaps, under other DOIs, and short of money."""

from functools import partial

import pytest

import works_server
from aiev.domain.affiliation import Outcome
from aiev.sources.works import openalex_works
from works_asked import question, title
from works_server import journal, work

DOI = "10.48550/arXiv.2405.{:05}"


@pytest.fixture
def ask(ask_works):
    return partial(ask_works, openalex_works)


def test_is_asked_a_hundred_at_a_time_also_for_what_lists_hide(works, ask):
    works.works = [work(DOI.format(n), title(n), cited_by_count=n) for n in range(1, 120)]
    works.hidden = [work(DOI.format(120), title(120), cited_by_count=120)]
    seen = ask([question(n) for n in range(1, 122)], mailto="a@b.test", key="K")
    assert seen.counts == {n: n for n in range(1, 121)}
    assert seen.outcomes[121] == "unknown"
    assert all(len(ids) <= 100 for ids in works.asked)
    assert max(len(request.path) for request in works.requests) < 4_000
    assert "api_key=…" in seen.said[0]


def test_long_and_odd_dois_go_in_shorter_requests_and_alone(works, ask):
    long = [f"10.5555/{'x' * 200}.{n}" for n in range(40)]
    odd = "10.5555/a,b|c"
    works.works = [work(doi, title(n)) for n, doi in enumerate(long)] + [work(odd, title(99))]
    asked = [question(n, arxiv_id=None, dois=(doi,)) for n, doi in enumerate(long)]
    seen = ask([*asked, question(99, arxiv_id=None, dois=(odd,))])
    assert set(seen.outcomes.values()) == {"found"}
    assert works.asked[-1] == (odd,)
    assert len(works.requests) > 2


def test_with_another_title_under_the_doi_is_no_answer(works, ask):
    works.works = [work(DOI.format(1), "Another Work, of Another Title", cited_by_count=1)]
    seen = ask([question(1)])
    assert seen.replies[0].outcome is Outcome.NOTHING
    assert "Another Work" in str(seen.replies[0].reason)


def test_a_publication_is_found_by_the_preprint_among_its_places(works, ask):
    preprint = work(DOI.format(1), title(1))["primary_location"]
    works.works = [
        work(
            "10.5555/loop.1",
            title(1),
            primary_location=journal(),
            locations=[journal(), preprint],
            publication_date="2025-02-01",
            publication_year=2025,
            cited_by_count=12,
        ),
        work(DOI.format(1), title(1), cited_by_count=30),
    ]
    found = ask([question(1, dois=("10.5555/loop.1",))]).replies[0].work
    assert (found.citations, found.venue, found.kind) == (30, "Journal of Loops", "journal")
    assert (found.doi, found.year) == ("10.5555/loop.1", 2025)


def test_in_part_says_nothing_of_the_rest(works, ask):
    works.works = [work(DOI.format(n), title(n)) for n in (1, 2)]
    works.always = works_server.timed_out
    seen = ask([question(1), question(2), question(3)])
    assert sorted(seen.outcomes.values()) == ["found", "unusable", "unusable"]


def test_with_a_spent_budget_ends_with_what_was_answered(works, ask):
    works.works = [work(DOI.format(n), title(n)) for n in range(1, 120)]
    works.script = {2: works_server.spent}
    seen = ask([question(n) for n in range(1, 120)])
    assert len(works.requests) == 2
    assert len(seen.counts) > 50
    assert "57,505 s" in str(seen.error)
    assert "aiev enrich --citations" in seen.error.hint
