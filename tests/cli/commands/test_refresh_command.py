"""`enrich --refresh`, its history and its deadline, as a user sees them."""

import json
from dataclasses import replace

import pytest

import arxiv_server
import knowledge
from arxiv_server import Paper

KITE = Paper(
    "2405.00011",
    title="Kite: Paged Key-Value Caches for Long Answers",
    version=3,
    published="2024-05-02T00:00:00Z",
    updated="2025-01-09T00:00:00Z",
    comment="12 pages, 3 figures",
    doi="10.1000/kite",
    journal_ref="Journal of Small Systems 4 (2024)",
)
AVOCET = Paper("2501.00033", title="Avocet: Routing Mixture-of-Experts by Need")
PLOVER = Paper("2406.00022", title="Plover")


@pytest.fixture
def server(arxiv):
    arxiv.add(
        replace(KITE, version=4, comment="Accepted"),
        replace(AVOCET, comment="This paper has been withdrawn"),
        PLOVER,
    )
    return arxiv


def test_changes_are_printed_and_shown_later(small, aiev, server):
    done = aiev("enrich", "--refresh", AIEV_ARXIV_URL=server.url)
    assert done.code == 0
    assert done.out.splitlines() == [
        "2405.00011 v3 → v4: Kite: Paged Key-Value Caches for Long Answers",
        "  comment: 12 pages, 3 figures → Accepted",
        "2501.00033 v1: Avocet: Routing Mixture-of-Experts by Need",
        "  withdrawn: no → yes",
        "  comment: none → This paper has been withdrawn",
        "3 of 3 papers enriched, 0 not asked again, 0 unknown, 2 changed",
    ]
    rows = aiev("show", "--history").rows
    assert [row[1:5] for row in rows] == [
        ["2405.00011", "version", "3", "4"],
        ["2405.00011", "comment", "12 pages, 3 figures", "Accepted"],
        ["2501.00033", "withdrawn", "no", "yes"],
        ["2501.00033", "comment", "", "This paper has been withdrawn"],
    ]
    assert aiev("show", "--history", "2405.00011").rows == rows[:2]
    assert aiev("show", "--history", "-n", "1").rows == rows[:1]
    assert aiev("show", "--history", "--since", "2999").rows == []
    (first, *_) = json.loads(aiev("show", "--history", "--json").out)["changes"]
    assert first == {
        "paper": 1,
        "arxiv_id": "2405.00011",
        "title": KITE.title,
        "version": 4,
        "field": "version",
        "before": "3",
        "after": "4",
        "source": None,
        "noticed_at": first["noticed_at"],
    }


def test_json_has_the_changes(small, aiev, server):
    answer = json.loads(aiev("enrich", "--refresh", "--json", AIEV_ARXIV_URL=server.url).out)
    assert (answer["asked"], answer["enriched"], answer["failed"]) == (3, 3, [])
    assert [one["field"] for one in answer["changes"]][:2] == ["version", "comment"]


def test_only_old_answers_are_asked_for_again(small, aiev, server):
    knowledge.change(small, "update paper set fetched_at = '2024-01-01' where id = 1")
    knowledge.change(small, "update paper set fetched_at = '2999-01-01' where id <> 1")
    done = aiev("enrich", "--refresh", "--older-than", "30d", AIEV_ARXIV_URL=server.url)
    assert [request.ids for request in server.requests] == [("2405.00011",)]
    assert "1 of 1 papers enriched" in done.out
    done = aiev("enrich", "--refresh", "--older-than", "30d", AIEV_ARXIV_URL=server.url)
    assert done.out == "nothing is that old: no paper has to be asked for again\n"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("enrich", "--older-than", "30d"), "--older-than needs --refresh"),
        (("enrich", "--refresh", "--older-than", "soon"), "no date: soon"),
        (("enrich", "--timeout", "0"), "0 is not in the range"),
        (("show",), "missing argument 'ID'"),
        (("show", "1", "--since", "2024"), "go with --history"),
        (("show", "--history", "--since", "soon"), "no date: soon"),
    ],
)
def test_what_makes_no_sense_is_refused(small, aiev, words, said):
    done = aiev(*words)
    assert done.code == 2
    assert said in done.err


def test_history_of_a_paper_that_is_not_here_is_an_error(small, aiev):
    assert aiev("show", "--history", "2401.99999").code == 1


@pytest.mark.parametrize(
    "words",
    [("enrich", "--refresh"), ("add", "2401.00001"), ("import",), ("discover", "kite")],
)
def test_one_deadline_ends_everything(small, aiev, server, words):
    server.always = arxiv_server.silence
    done = aiev(*words, "--timeout", "1", AIEV_ARXIV_URL=server.url)
    assert done.code in (4, 5)
    assert "did not answer everything within 1 s" in done.err


def test_a_paper_asked_for_in_vain_shows_it(small, aiev, server):
    server.add(replace(KITE, title=None))
    done = aiev("enrich", "--refresh", AIEV_ARXIV_URL=server.url)
    assert done.code == 5
    assert "not answered: 2405.00011 (arXiv's entry has no title)" in done.err
    fields = dict(row[:2] for row in aiev("show", "2405.00011").rows)
    assert fields["in vain"].startswith("once, last 20")
    assert fields["in vain"].endswith("arXiv's entry has no title")


def test_people_get_a_table_of_the_history(small, aiev, on_terminal, server):
    assert "no refresh has changed anything yet" in on_terminal("show", "--history").out
    aiev("enrich", "--refresh", AIEV_ARXIV_URL=server.url)
    shown = on_terminal("show", "--history", columns=120).out
    assert "withdrawn" in shown
    assert "2405.00011" in shown


def test_the_help_of_show_says_of_which_day_since_is(aiev):
    """The day on which a change was noticed, and not the paper's."""
    assert "Noticed on or after" in aiev("show", "--help").out
