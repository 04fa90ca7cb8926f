"""`aiev enrich --citations` as a command: what it says, where it stops, and its exit codes."""

import json
from collections.abc import Callable, Iterator

import pytest

import works_server
from arxiv_server import answer
from running import Outcome
from works_server import ICLR, WorksServer, paper, work

KITE = "Kite: Paged Key-Value Caches for Long Answers"
AVOCET = "Avocet: Routing Mixture-of-Experts by Need"


@pytest.fixture
def works() -> Iterator[WorksServer]:
    with WorksServer() as server:
        kite = paper("2405.00011", KITE, citationCount=120, authors=("A. Asker",), **ICLR)
        server.papers["ARXIV:2405.00011"] = kite
        server.works = [work("10.48550/arXiv.2501.00033", AVOCET, authors=("Dao, Dan",))]
        yield server


@pytest.fixture
def command(aiev: Callable[..., Outcome], small, works: WorksServer) -> Callable[..., Outcome]:
    def run(*words: object, **changes: str) -> Outcome:
        given = {"AIEV_S2_URL": works.url, "AIEV_OPENALEX_URL": works.url}
        given |= {"AIEV_S2_DELAY": "0", "AIEV_OPENALEX_DELAY": "0"}
        return aiev(*words, **given, **changes)

    return run


def test_it_is_off_unless_asked_for(command, works):
    assert command("enrich").code == 0
    assert works.requests == []


def test_counts_are_told_with_their_source_and_asked_for_once(command, works):
    done = command("enrich", "--citations")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == (
        "citations: counted for 2 papers (Semantic Scholar 1, OpenAlex 1), 1 unknown"
    )
    requests = len(works.requests)
    again = command("enrich", "--citations")
    assert again.out.splitlines()[-1] == (
        "citations: every paper has been asked about; --older-than 30d asks again"
    )
    assert len(works.requests) == requests
    told = json.loads(command("enrich", "--citations", "--refresh", "--json", "-n", "1").out)
    assert len(works.requests) == requests + 1
    assert told["citations"][0]["counted"] == 1


def test_a_source_can_be_left_out(command, works):
    command("enrich", "--citations", AIEV_S2="off")
    assert [request.path.partition("?")[0] for request in works.requests] == ["/works"]
    off = command("enrich", "--citations", AIEV_S2="off", AIEV_OPENALEX="no")
    assert off.out.splitlines()[-1] == "citations: every source is switched off"


def test_a_key_is_sent_and_neither_it_nor_what_is_none_is_told(command, works):
    works.key = "right"
    done = command("enrich", "--citations", "-v", AIEV_S2_KEY="s3cret")
    assert works.keys[0] == "s3cret"
    assert done.code == 5
    assert "look whether AIEV_S2_KEY holds a key" in done.err
    assert "s3cret" not in done.err + done.out
    bad = command("enrich", "--citations", AIEV_S2_KEY="s3 cret")
    assert bad.code == 2
    assert "s3 cret" not in bad.err


def test_one_source_that_fails_is_a_part_and_all_of_them_a_failure(command, works):
    works.always = answer(401, b"{}")
    done = command("enrich", "--citations")
    assert done.code == 4
    assert "hint: 3 papers still to ask Semantic Scholar about" in done.err
    works.script = {len(works.requests) + 2: works_server.good}
    assert command("enrich", "--citations").code == 5


def test_an_age_needs_something_to_ask_again(command, works):
    assert command("enrich", "--older-than", "30d").code == 2
    command("enrich", "--citations")
    requests = len(works.requests)
    assert command("enrich", "--citations", "--older-than", "30d").code == 0
    assert len(works.requests) == requests


def test_counts_are_shown_sorted_by_and_asked_for(command, works, home):
    command("enrich", "--citations")

    def ids(*words):
        return [row[0] for row in command("search", *words).rows]

    assert ids("--sort", "citations")[:2] == ["2405.00011", "2501.00033"]
    assert ids("--sort", "citations", "--reverse")[:2] == ["2501.00033", "2405.00011"]
    assert ids("offloading", "--sort", "citations", "-n", "1") == ["2405.00011"]
    assert ids("--min-citations", "6") == ["2405.00011"]
    assert ids("offloading", "cited:..50") == ["2501.00033"]
    assert ids("venue:iclr") == ["2405.00011"]
    shown = dict(row[:2] for row in command("show", "2405.00011").rows)
    day = json.loads(command("show", "2405.00011", "--json").out)["citations"]["day"]
    assert shown["cited"] == f"120 times, 1 influential (Semantic Scholar, {day})"
    assert shown["published"] == f"ICLR 2025 (Semantic Scholar, {day})"
    stats = json.loads(command("stats", "--json", "--min-citations", "6").out)
    assert (stats["with_citations"], stats["citations"]) == (1, 120)
    assert [one["citations"] for one in stats["most_cited"]] == [120]
    assert ["cited " + KITE, "120"] in command("stats").rows
    assert "Cited 120 times" in command("export", "html").out
    head, kite = command("export", "csv", "--min-citations", "6").out.splitlines()
    assert head.endswith("citation_count,citation_source,citation_day,published_in,published_doi")
    assert kite.endswith(f"120,semantic-scholar,{day},ICLR 2025,")
