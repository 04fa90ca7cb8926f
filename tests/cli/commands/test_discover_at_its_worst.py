"""`aiev discover` where arXiv has little to say or nothing: nobody is told what is not so."""

import json
from collections.abc import Iterator

import pytest

import arxiv_server
from arxiv_search_server import ArxivSearchServer
from arxiv_server import Paper, answer

PAPERS = (
    Paper("2405.00011", "Kite: Offloading of Caches", published="2024-05-02T00:00:00Z"),
    Paper("2506.00001", "Offloading Experts", published="2025-06-20T00:00:00Z"),
    Paper("2506.00002", "Offloading Trucks", published="2025-06-25T00:00:00Z"),
    Paper("2506.00003", "Offloading Caches", published="2025-06-25T00:00:00Z"),
    Paper(
        "2506.00004",
        "Offloading Nothing",
        comment="This paper has been withdrawn by the authors",
        published="2025-06-26T00:00:00Z",
    ),
)


@pytest.fixture
def arxiv() -> Iterator[ArxivSearchServer]:
    with ArxivSearchServer(PAPERS) as server:
        yield server


def test_a_redirect_without_end_points_at_the_address(discover, arxiv):
    arxiv.always = answer(302, b"", Location="/elsewhere")
    done = discover("offloading")
    assert done.code == 4
    assert "hint: look whether AIEV_ARXIV_URL" in done.err


def test_an_empty_answer_is_not_kept_for_a_day(discover, arxiv):
    """Under load arXiv sends empty pages: the papers would be missed until tomorrow."""
    arxiv.script = {1: arxiv_server.empty, 2: arxiv_server.empty}
    assert discover("offloading").rows == []
    assert len(discover("offloading").rows) == 3


def test_a_withdrawn_paper_does_not_count_as_known(discover):
    assert json.loads(discover("offloading", "--json").out)["known"] == 1


def test_people_are_told_where_nothing_is_found(small, on_terminal, arxiv):
    shown = on_terminal("discover", "zzz", AIEV_ARXIV_URL=arxiv.url).out
    assert "nothing new: arXiv finds no paper for this" in shown


def test_a_busy_arxiv_comes_with_the_way_out(discover, arxiv):
    arxiv.always = answer(429)
    done = discover("offloading")
    assert done.code == 4
    assert "wait some minutes, then run `aiev discover`" in done.err


def test_a_page_that_is_missing_is_told(discover, arxiv):
    arxiv.add(
        *(
            Paper(f"2507.{n:05}", f"Offloading {n}", published="2025-07-01T00:00:00Z")
            for n in range(150)
        )
    )
    arxiv.script[1] = arxiv_server.good
    arxiv.always = answer(404, b"no")
    done = discover("offloading", "-n", "150")
    assert (done.code, len(done.rows)) == (0, 100)
    assert "only 100 papers were weighed" in done.err
