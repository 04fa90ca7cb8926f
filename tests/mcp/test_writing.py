"""What agents may change, and what they ask arXiv for, through the services of the commands."""

import shutil
import socket
import sys
import time

import pytest

import knowledge
from aiev.mcp.tools import discover_papers
from arxiv_search_server import ArxivSearchServer
from arxiv_server import ArxivServer, Paper
from mcp_peer import Peer
from running import make_home


@pytest.fixture
def writing(small, start):
    return start("--write")


@pytest.fixture(scope="module")
def tried(tmp_path_factory, small_template, closed_url):
    """A server and its database, for what changes nothing: to start one takes the most time."""
    home = make_home(tmp_path_factory.mktemp("tried"), arxiv_url=closed_url)
    shutil.copyfile(small_template, home.database)
    peer = Peer(home, "--write")
    yield peer, home.database
    peer.close()


def test_a_paper_is_added_under_its_topic_and_seen_at_once(writing):
    told = writing.call(
        "add_paper", id="2512.00001", topic="Offloading", title="Stilt: Long Legs",
        date="2025-12", note="read soon", tags=["legs"], links=["code=https://a.example/stilt"],
    )  # fmt: skip
    assert told["done"] == "added"
    assert told["filed_under"] == "Serving > Offloading"
    found = writing.call("get_paper", id="2512.00001")
    assert (found["title"], found["tags"], found["notes"]) == (
        "Stilt: Long Legs", ["legs"], ["read soon"],
    )  # fmt: skip
    assert found["links"] == [{"name": "code", "url": "https://a.example/stilt"}]
    assert writing.call("add_paper", id="2512.00001")["done"] == "known before"


def test_a_paper_is_edited_in_its_list_and_beside_it(writing, home, run_aiev):
    told = writing.call("edit_paper", id="2501.00033", venue="ICLR 2025", tag="moe", note="good")
    # The name by which every other answer calls it, not the number of its row.
    assert (told["done"], told["id"]) == ("changed", "2501.00033")
    found = writing.call("get_paper", id="2501.00033")
    assert (found["tags"], found["notes"]) == (["moe"], ["good"])
    assert found["entries"][0]["venue"] == "ICLR 2025"
    assert "ICLR 2025" in run_aiev("export", "source", "--list", "small").out


def test_each_call_is_taken_back_by_itself(writing, home, run_aiev):
    before = knowledge.dump(home.database)
    writing.call("edit_paper", id="2501.00033", state="reading")
    between = knowledge.dump(home.database)
    writing.call("edit_paper", id="2501.00033", tag="moe", venue="ICLR 2025")
    assert "aiev mcp edit_paper id=2501.00033 tag=moe" in run_aiev("undo", "--list").out
    assert run_aiev("undo").code == 0
    assert knowledge.dump(home.database) == between
    assert run_aiev("undo").code == 0
    assert knowledge.dump(home.database) == before


def test_a_paper_is_moved(writing):
    writing.call("edit_paper", id="2501.00033", topic="Serving", link="code=https://a.example/c")
    (entry,) = writing.call("get_paper", id="2501.00033")["entries"]
    assert entry["topic"] == "Serving"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("add_paper", {"id": "2512.00001", "topic": "New", "create_topic": True, "tags": ["t"]}),
        ("add_paper", {"id": "2405.00011", "note": "again"}),
        ("edit_paper", {"id": "2501.00033", "date": "2025-02", "tag": "t"}),
    ],
)
def test_what_is_only_tried_leaves_the_database_as_it_was(tried, name, arguments):
    peer, database = tried
    before = knowledge.dump(database)
    assert peer.call(name, **arguments, dry_run=True)["done"].startswith(("would", "known"))
    assert knowledge.dump(database) == before


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("add_paper", {"id": "2512.00001", "topic": "Nowhere"}, "make it with create_topic"),
        ("add_paper", {"id": "no id"}, "write it like"),
        ("add_paper", {"id": "2512.00001", "date": "soon"}, "not a date: soon"),
        ("add_paper", {"id": "2512.00001", "venue": "ICLR"}, "name a place with topic"),
        ("edit_paper", {"id": "2401.99999", "tag": "t"}, "not in the knowledge base"),
        ("edit_paper", {"id": "2501.00033"}, "nothing to change"),
        ("edit_paper", {"id": "2501.00033", "list": "small"}, "give topic, date, venue, link, tag"),
        ("edit_paper", {"id": "2501.00033", "tag": "t", "date": "soon"}, "not a date: soon"),
        ("edit_paper", {"id": "2501.00033", "tag": "t", "link": "code"}, "not a link: code"),
    ],
)
def test_what_is_refused_changes_nothing(tried, name, arguments, said):
    """Not half of it either: a tag beside a date that cannot be read is not kept."""
    peer, database = tried
    before = knowledge.dump(database)
    assert said in peer.refused(name, **arguments)
    assert knowledge.dump(database) == before


def test_editing_makes_no_database(home, start):
    assert "aiev import" in start("--write").refused("edit_paper", id="1", tag="t")
    assert not home.database.exists()


def test_adding_makes_one(home, start):
    peer = start("--write")
    assert peer.call("add_paper", id="2512.00001")["done"] == "added"
    assert peer.call("search_papers")["total"] == 1


def test_with_the_network_an_added_paper_is_filled_at_once(home, small, start):
    with ArxivServer([Paper("2512.00001", "Stilt: Long Legs", "They walk.")]) as arxiv:
        home.environment["AIEV_ARXIV_URL"] = arxiv.url
        peer = start("--write", "--network")
        told = peer.call("add_paper", id="2512.00001")
        assert told["title"] == "Stilt: Long Legs"
        assert peer.call("get_paper", id="2512.00001")["abstract"] == "They walk."
        assert peer.call("add_paper", id="2512.00002")["told"] == ["arXiv has no such paper"]


def test_without_arxiv_the_paper_is_added_and_waits(home, small, start):
    told = start("--write", "--network").call("add_paper", id="2512.00001")
    assert told["done"] == "added"
    assert "`aiev enrich` asks again" in told["told"][0]


PAPERS = [
    Paper("2401.00001", "Heron: Offloading Experts at Night", "Experts are offloaded to the host."),
    Paper("2405.00011", "Kite", "Known here."),
]


def test_new_papers_are_found_at_arxiv_and_asked_for_once_a_day(home, small, start):
    with ArxivSearchServer(PAPERS) as arxiv:
        home.environment["AIEV_ARXIV_URL"] = arxiv.url
        peer = start("--network")
        found = peer.call("discover_papers", query="experts")
        assert [one["id"] for one in found["papers"]] == ["2401.00001"]
        assert found["papers"][0]["abstract"] == "Experts are offloaded to the host."
        again = peer.call("discover_papers", query="experts")
        assert again["cached"]
        assert len(arxiv.requests) == 1
        assert "next" not in again
        assert "give words to ask arXiv for" in peer.refused("discover_papers")


def test_pages_of_a_discovery_ask_arxiv_once(home, small, start):
    papers = [Paper(f"2401.{n:05}", f"Heron {n}: Experts", "Experts wade.") for n in range(5)]
    with ArxivSearchServer(papers) as arxiv:
        home.environment["AIEV_ARXIV_URL"] = arxiv.url
        peer, got, cursor = start("--network"), [], None
        while True:
            page = peer.call("discover_papers", query="experts", limit=2, cursor=cursor)
            got += [one["id"] for one in page["papers"]]
            cursor = page.get("next")
            if cursor is None:
                break
        assert sorted(got) == [paper.arxiv_id for paper in papers]
        assert len(arxiv.requests) == 1


def test_where_arxiv_is_not_there_it_is_told(home, small, start):
    said = start("--network").refused("discover_papers", query="experts")
    assert said.startswith("error: ")
    assert "Traceback" not in said


_HASTY = """
from aiev.cli import main
from aiev.mcp.tools import discover_papers
discover_papers.DEADLINE_S = 1.0
main.main()
"""


def test_a_server_that_never_answers_is_given_up_before_the_client_gives_up(
    home, small, start, monkeypatch
):
    assert discover_papers.DEADLINE_S < 60, "what most clients wait for"
    monkeypatch.setattr("mcp_peer.COMMAND", (sys.executable, "-c", _HASTY))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        home.environment["AIEV_ARXIV_URL"] = f"http://127.0.0.1:{silent.getsockname()[1]}/api"
        peer = start("--network")
        # On a busy machine the start alone may take half of a minute.
        assert peer.ask("ping")["result"] == {}
        began = time.monotonic()
        assert "within 1 s" in peer.refused("discover_papers", query="experts")
        assert time.monotonic() - began < 40
        assert peer.ask("ping")["result"] == {}
