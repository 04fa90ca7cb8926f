"""`aiev discover` on a loopback arXiv: what is asked, what is shown, and what is taken in."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import arxiv_server
from arxiv_search_server import ArxivSearchServer
from arxiv_server import Paper, answer
from running import Outcome

PAPERS = (
    Paper(
        "2405.00011",
        "Kite: Paged Key-Value Caches for Long Answers",
        "Cold pages are known here already; offloading caches.",
        published="2024-05-02T00:00:00Z",
    ),
    Paper(
        "2506.00001",
        "Grebe: Offloading Experts to the Host",
        "Offloading the experts of a mixture to the memory of the host; pages of caches move.",
        published="2025-06-20T00:00:00Z",
        comment="9 pages",
        categories=("cs.LG",),
    ),
    Paper(
        "2506.00002",
        "Offloading Trucks at Harbours",
        "We schedule trucks.",
        published="2025-06-25T00:00:00Z",
        categories=("math.OC",),
    ),
    Paper(
        "2301.00003",
        "Old Offloading of Caches",
        "An old paper.",
        published="2023-01-05T00:00:00Z",
    ),
    Paper(
        "2506.00004",
        "Offloading Nothing",
        "This paper has been withdrawn.",
        comment="This paper has been withdrawn by the authors",
        published="2025-06-26T00:00:00Z",
    ),
)


@pytest.fixture
def arxiv() -> Iterator[ArxivSearchServer]:
    with ArxivSearchServer(PAPERS) as server:
        yield server


def shape(outcome: Outcome) -> dict:
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def ids(outcome: Outcome) -> list[str]:
    assert outcome.code == 0, outcome.err
    return [row[1] for row in outcome.rows]


def test_it_shows_what_the_knowledge_base_lacks_likest_first(discover, arxiv):
    found = discover("offloading", "--topic", "Offloading")
    assert ids(found)[-1] == "2506.00002", "trucks have little in common with caches"
    assert "2405.00011" not in ids(found), "is here already"
    assert "2506.00004" not in ids(found), "is withdrawn"
    assert sorted(ids(found)) == ["2301.00003", "2506.00001", "2506.00002"]
    number, _key, published, title, reason = found.rows[1]
    assert (number, published) == ("2", "2025-06-20")
    assert title == "Grebe: Offloading Experts to the Host"
    assert reason.startswith("shares ")
    assert "Kite: Paged Key-Value Caches" in reason
    assert arxiv.queries == ["all:offloading"]
    assert found.err == ""


def test_words_are_asked_for_with_what_they_stand_for(discover, arxiv):
    discover("moe", "prefill-decode")
    # Twice, as nothing was found: arXiv sends empty pages under load.
    assert arxiv.queries == 2 * [
        '(all:moe OR all:"mixture of experts") AND (all:"prefill decode" OR all:prefilldecode)'
    ]


def test_a_topic_alone_asks_for_its_most_telling_words(discover, arxiv):
    shown = shape(discover("--topic", "offloading", "--json"))
    assert shown["topic"] == "Serving > Offloading"
    assert "offloading" in shown["arxiv_query"]
    assert arxiv.queries == [shown["arxiv_query"]]


def test_since_asks_for_those_days_and_the_best_of_them(discover, arxiv):
    assert ids(discover("offloading", "--since", "2025-06-22")) == ["2506.00002"]
    assert "submittedDate:[202506220000 TO " in arxiv.queries[0]
    assert "sortBy=relevance" in arxiv.requests[0].path
    discover("offloading")
    assert "sortBy=submittedDate&sortOrder=descending" in arxiv.requests[1].path


def test_so_many_at_the_most(discover):
    assert len(discover("offloading", "-n", "1").rows) == 1
    assert discover("offloading", "-n", "0").rows == []


def test_the_json_shape(discover):
    shown = shape(discover("offloading", "--topic", "Offloading", "--json"))
    assert list(shown) == [
        "schema", "query", "topic", "since", "arxiv_query", "asked_at", "cached", "known",
        "papers",
    ]  # fmt: skip
    assert (shown["query"], shown["since"], shown["cached"]) == ("offloading", None, False)
    first = shown["papers"][0]
    assert list(first) == [
        "number", "arxiv_id", "version", "title", "authors", "abstract", "published", "updated",
        "categories", "url", "score", "shared", "like", "reason",
    ]  # fmt: skip
    assert first["like"]["arxiv_id"] == "2405.00011"
    assert 0 < first["score"] <= 1


def test_the_same_question_is_asked_once_a_day(discover, arxiv, home):
    first = discover("offloading")
    assert discover("offloading").out == first.out
    assert shape(discover("offloading", "--json"))["cached"] is True
    assert len(arxiv.requests) == 1
    _age(home, hours=25)
    assert discover("offloading").out == first.out
    assert len(arxiv.requests) == 2


def test_offline_an_older_answer_is_used_and_told_so(discover, closed_url, arxiv, home):
    fresh = discover("offloading", "--since", "9999d")
    _age(home, hours=24 * 10)
    arxiv.always = answer(503)
    stale = discover("offloading", "--since", "9999d")
    assert (stale.code, stale.out) == (0, fresh.out)
    assert "this is what it said on" in stale.err


def test_offline_without_an_answer_is_4(discover, closed_url):
    done = discover("offloading", AIEV_ARXIV_URL=closed_url)
    assert done.code == 4
    assert "arXiv cannot be reached" in done.err


@pytest.mark.parametrize(
    "fault",
    [
        answer(503),
        answer(429),
        arxiv_server.html,
        arxiv_server.truncated,
        arxiv_server.reset,
        arxiv_server.empty,
    ],
)
def test_a_passing_fault_is_overcome(discover, arxiv, fault):
    arxiv.script[1] = fault
    assert len(ids(discover("offloading"))) == 3
    assert len(arxiv.requests) == 2


def test_a_query_that_arxiv_does_not_take_is_named(discover, arxiv):
    arxiv.always = answer(400, b"<html>no</html>")
    done = discover("offloading")
    assert done.code == 4
    assert "arXiv does not take this search: HTTP 400" in done.err


def test_a_file_of_the_cache_that_is_damaged_counts_as_none(discover, arxiv, home):
    first = discover("offloading")
    for path in _files(home):
        path.write_text('{"schema": 1, "records": [')
    assert discover("offloading").out == first.out
    for path in _files(home):
        path.write_text("[" * 100_000)
    assert discover("offloading").out == first.out
    assert len(arxiv.requests) == 3


def test_numbers_take_papers_in_with_all_that_arxiv_said(discover, aiev, arxiv):
    shown = discover("offloading", "--topic", "Offloading")
    first, second = shown.rows[1][1], shown.rows[0][1]
    done = discover("offloading", "--topic", "Offloading", "--add", "2", "1")
    assert done.code == 0
    assert [row[1:] for row in done.rows] == [
        ["new", shown.rows[1][3], "Serving > Offloading"],
        ["new", shown.rows[0][3], "Serving > Offloading"],
    ]
    assert len(arxiv.requests) == 1, "what was shown holds all that is needed"
    paper = json.loads(aiev("show", first, "--json").out)
    assert paper["enrichment"] == "done"
    assert paper["comment"] == "9 pages"
    assert paper["topics"] == ["Serving > Offloading"]
    assert second not in ids(discover("offloading", "--topic", "Offloading"))


def test_numbers_stay_those_of_what_was_shown(discover, aiev):
    """Taking one in changes the likeness of the others, not what their numbers mean."""
    shown = discover("offloading")
    assert discover("offloading", "--add", "2").rows[0][2] == shown.rows[1][3]
    assert discover("offloading", "--add", "1,3").code == 0
    for row in shown.rows:
        assert aiev("show", row[1]).code == 0


@pytest.mark.parametrize("number", ["4", "0", "x", "1-9", "-1", ""])
def test_a_number_that_was_not_shown_adds_nothing(discover, home, number):
    discover("offloading")
    before = (home.database).read_bytes()
    assert discover("offloading", f"--add={number}").code == 2
    assert home.database.read_bytes() == before


def test_all_takes_in_what_there_is_and_nothing_where_there_is_none(discover, aiev):
    shown = discover("offloading", "--limit", "2")
    assert len(discover("offloading", "--limit", "2", "--add", "all").rows) == len(shown.rows) == 2
    # What was shown is kept for a day: looked for once more, there is another, and then none.
    for left in (1, 0):
        assert len(discover("offloading").rows) == left
        done = discover("offloading", "--add", "all")
        assert (done.code, len(done.rows)) == (0, left)


def test_adding_can_be_tried_first(discover, aiev):
    shown = discover("offloading")
    tried = discover("offloading", "--add", "1", "--dry-run")
    assert tried.rows[0][1:3] == ["new", shown.rows[0][3]]
    assert aiev("show", shown.rows[0][1]).code == 1


def test_adding_without_having_looked_asks_first(discover, arxiv):
    assert discover("offloading", "--add", "1").rows[0][1] == "new"
    assert len(arxiv.requests) == 1


def test_more_pages_are_asked_for_until_there_is_enough(discover, arxiv):
    arxiv.add(
        *(
            Paper(f"2507.{n:05}", f"Offloading {n}", published="2025-07-01T00:00:00Z")
            for n in range(250)
        )
    )
    assert len(discover("offloading", "-n", "150").rows) == 150
    assert [one.path.partition("&start=")[2] for one in arxiv.requests] == [
        "0&max_results=100",
        "100&max_results=100",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--topic", "No Such Topic"], 1),
        (["topic:moe"], 2),
        (["-vision"], 2),
        (["moe", "--since", "whenever"], 2),
        (['"moe'], 2),
    ],
)
def test_what_cannot_be_asked_is_said_without_asking(discover, arxiv, words, code):
    done = discover(*words)
    assert done.code == code
    assert "Traceback" not in done.err
    assert arxiv.requests == []


def test_without_a_database_it_is_3(aiev, arxiv):
    assert aiev("discover", "moe", AIEV_ARXIV_URL=arxiv.url).code == 3


def test_hostile_titles_are_shown_harmless(discover, arxiv):
    arxiv.add(Paper("2507.00001", "Offloading \u202e\u009b31m [red]x[/red]\ttab"))
    (row,) = [row for row in discover("offloading").rows if row[1] == "2507.00001"]
    assert len(row) == 5
    assert "\u009b" not in row[3]
    assert "[red]" in row[3]


def _files(home) -> list[Path]:
    return sorted((home.folder / "data" / "aiev" / "discover").glob("*.json"))


def _age(home, *, hours: int) -> None:
    """Make what is kept so much older."""
    then = time.time() - hours * 3600
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(then))
    for path in _files(home):
        kept = json.loads(path.read_text())
        path.write_text(json.dumps({**kept, "at": stamp}))
        os.utime(path, (then, then))
