"""`aiev serve`: Datasette on loopback, read-only, with a search that answers as ours does."""

import json
import shutil
import socket
import sqlite3
import sys
import urllib.parse
from contextlib import closing

import pytest

import knowledge
from aiev import web
from running import make_home, run_here
from serving import answered, found_by, get, line, serving, started


@pytest.fixture(scope="module")
def served(tmp_path_factory, small_template):
    """The address of a running server of the small knowledge base, and its file."""
    pytest.importorskip("datasette")
    home = make_home(tmp_path_factory.mktemp("served"), arxiv_url="http://127.0.0.1:9")
    shutil.copyfile(small_template, home.database)
    with serving(home, "--sql") as url:
        yield url, home


@pytest.mark.parametrize(
    "words",
    [
        "kite",
        "offload",
        "offloading",
        "experts host",
        "paged caches",
        "serving",
        "moe",
        "mixture-of-experts",
        '"paged key-value caches"',
        "experts -avocet",
        "cach*",
        "kite OR avocet",
        "author:dao",
        "title:kite serving",
        "topic:serving",
        "org:cmu since:2024",
        "servng",
        "2405.00011",
        "nosuchword",
        "*",
    ],
)
def test_its_search_finds_what_ours_finds(served, words):
    """By itself Datasette knows no acronym, field or slip: it quotes each word for the index."""
    url, home = served
    query = urllib.parse.urlencode({"_search": words, "_shape": "array", "_size": "max"})
    ours = [row[0] for row in run_here(home, "search", "-n", "100", words).rows]
    assert set(found_by(f"{url}.json?{query}")) == set(ours)
    ranked = urllib.parse.urlencode({"words": words, "_shape": "array"})
    assert found_by(f"{url.rpartition('/')[0]}/search.json?{ranked}") == ours


def test_bad_requests_leave_the_server_as_it_is(served):
    """Each was shown on standard output, and a full pipe stopped the server."""
    url, _home = served
    for number in range(20):
        status, _ = answered(f"{url}-{number}.json")
        assert status >= 400
    assert found_by(f"{url}.json?_search=kite&_shape=array")


def test_a_search_in_one_column_is_left_to_datasette(served):
    url, _home = served
    query = urllib.parse.urlencode({"_search_title": "kite", "_shape": "array"})
    assert found_by(f"{url}.json?{query}") == ["2405.00011", "3"]


def test_the_page_has_a_search_field_and_facets(served):
    url, _home = served
    page = get(f"{url}?_search=kite")
    assert 'type="search"' in page
    assert "Kite: Paged Key-Value Caches" in page
    assert "Avocet" not in page
    answer = json.loads(get(f"{url}.json"))
    assert set(answer["facet_results"]) == {
        "year",
        "topic",
        "organization",
        "kind",
        "primary_category",
    }


def test_every_shipped_query_and_facet_answers(served):
    from aiev.web.metadata import DATABASE, FACET, metadata

    url, _home = served
    root = url.rpartition("/")[0]
    shipped = metadata()["databases"][DATABASE]
    for name in shipped["queries"]:
        given = "topic=Serv&organization=Tech&author=Dao&words=kite"
        answer = json.loads(get(f"{root}/{name}.json?{given}"))
        assert answer["rows"], name
    for name, told in shipped["tables"].items():
        answer = json.loads(get(f"{root}/{name}.json"))
        facets = told.get("facets", [])
        # One that is no column stands under its type.
        names = {each if isinstance(each, str) else each[FACET] for each in facets}
        assert set(answer.get("facet_results", {})) == names, name


def test_nothing_can_be_written(served):
    url, home = served
    root = url.rpartition("/")[0]
    before = knowledge.dump(home.database)
    query = urllib.parse.urlencode({"sql": "delete from paper"})
    status, _ = answered(f"{root}.json?{query}")
    assert status == 400
    assert knowledge.dump(home.database) == before


def test_what_is_added_meanwhile_is_found(served):
    url, home = served
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("insert into tag (name) values ('fresh')")
        connection.commit()
    assert "fresh" in get(f"{url.rpartition('/')[0]}/tag.json?_shape=array")


def test_every_connection_is_read_only(small):
    pytest.importorskip("datasette")
    from datasette.app import Datasette

    from aiev.web.knowledge_base import KnowledgeBase

    database = KnowledgeBase(Datasette(), small)
    for is_write in (False, True):
        connection = database.connect(write=is_write)
        with closing(connection), pytest.raises(sqlite3.OperationalError):
            connection.execute("delete from paper")


def test_sqlite_utils_would_find_the_index(small):
    """It looks for these words, as Datasette does; see its `Table.detect_fts`."""
    [(sql,)] = knowledge.rows(small, "select sql from sqlite_master where name = 'paper_fts'")
    assert 'content="paper"' in sql
    assert "VIRTUAL TABLE" in sql.upper()
    assert "USING FTS" in sql.upper()


def test_a_taken_port_is_told(run_aiev, small):
    pytest.importorskip("datasette")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_aiev("serve", "--port", taken.getsockname()[1])
    assert (done.code, done.out) == (1, "")
    assert "the port cannot be used" in done.err
    assert "Traceback" not in done.err


def test_without_datasette_a_hint_says_what_to_install(aiev, small, monkeypatch):
    monkeypatch.delitem(sys.modules, "aiev.web.server", raising=False)
    monkeypatch.delattr(web, "server", raising=False)
    monkeypatch.setitem(sys.modules, "datasette", None)
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    done = aiev("serve")
    assert (done.code, done.out) == (1, "")
    assert "serving needs Datasette, which is not installed" in done.err
    assert "hint: `pip install 'aiev[web]'`" in done.err


def test_without_a_database_it_says_how_to_make_one(aiev):
    assert aiev("serve").code == 3


def test_a_port_beyond_ports_is_bad_usage(aiev, small):
    done = aiev("serve", "--port", "65536")
    assert done.code == 2
    assert "hint: ports are 1 to 65535" in done.err


def test_the_browser_is_answered_before_it_returns(home, small):
    """A browser in the terminal waited for the server, and the server for the browser."""
    pytest.importorskip("datasette")
    browser = home.folder / "browser"
    fetch = "import sys, urllib.request as web; print(web.urlopen(sys.argv[1]).status, flush=True)"
    browser.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c \'{fetch}\' "$@"\n')
    browser.chmod(0o755)
    with started(home, "--open", BROWSER=str(browser)) as process:
        assert line(process.stdout).startswith("http://127.0.0.1:")
        assert line(process.stdout) == "200"


def test_a_browser_that_does_not_start_is_told_and_the_server_goes_on(home, small):
    pytest.importorskip("datasette")
    with started(home, "--open", BROWSER="/no/such/browser", PATH="/nowhere") as process:
        url = line(process.stdout)
        assert line(process.stderr) == f"no browser could be started for {url}; BROWSER names one"
        assert "Kite" in get(url)
