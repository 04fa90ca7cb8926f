"""The page at `/`: the exported one, over the database as it is now."""

import re
import sqlite3
import time
from contextlib import closing
from urllib.request import Request, urlopen

import pytest

from running import TIMEOUT_S, make_home
from serving import answered, get, refused, serving


@pytest.fixture(scope="module")
def root(papers):
    return papers.removesuffix("data/aiev/paper")


def test_the_page_is_the_exported_one_and_asks_nobody_but_its_server(root):
    page = get(root)
    assert "<h1>Small Things</h1>" in page
    assert "Kite: Paged Key-Value Caches" in page
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src &#x27;none&#x27;" in policy
    assert "connect-src &#x27;self&#x27;" in policy
    assert 'data-served="' not in get(f"{root}data/aiev/paper")


def test_a_write_changes_what_an_open_page_asks_for(root, papers, tmp_path_factory, small_template):
    home = make_home(tmp_path_factory.mktemp("written"), arxiv_url="http://127.0.0.1:9")
    home.database.write_bytes(small_template.read_bytes())
    with serving(home) as url:
        own = url.removesuffix("data/aiev/paper")
        [served] = re.findall(r'<html lang="en" data-served="(\w+)"', get(own))
        assert get(f"{own}changes") == served
        with closing(sqlite3.connect(home.database)) as connection:
            connection.execute("update paper set title = 'Quite another' where id = 1")
            connection.commit()
        assert get(f"{own}changes") != served
        assert "Quite another" in get(own)


def test_nothing_else_is_there_and_nothing_is_written(root):
    assert refused(f"{root}nosuch")[0] == 404
    assert refused(f"{root}aiev/paper")[0] == 404, "the data is under /data/"
    with pytest.raises(OSError, match="405"):
        urlopen(Request(root, data=b"x"), timeout=TIMEOUT_S)
    assert answered(f"{root}data")[0] == 200


def test_what_aiev_keeps_for_itself_is_not_offered(root):
    for path in ("data/", "data/aiev"):
        page = get(f"{root}{path}")
        assert "hidden table" not in page
        assert "paper_fts" not in page
        assert "`" not in page


def test_a_row_is_called_by_its_name(root):
    assert "<h1>Kite: Paged Key-Value Caches for Long Answers</h1>" in get(
        f"{root}data/aiev/paper/1"
    )
    entry = get(f"{root}data/aiev/entry")
    assert ">Kite: Paged Key-Value Caches for Long Answers</a>" in entry
    page = refused(f"{root}data/aiev/paper?_search=%22kite")[1]
    assert "<code>" in page or "`" not in page


def test_many_papers_are_made_into_a_folder_meanwhile(small, monkeypatch):
    """The reader of 70,000 papers would wait for minutes, and so would every other page."""
    pytest.importorskip("datasette")
    from aiev.web import live_page

    monkeypatch.setattr(live_page, "MOST_AT_ONCE", 1)
    made = live_page.LivePage(small)
    first = made.answer("")
    assert first.status == 503
    assert b"being made" in first.body
    started = time.monotonic()
    while made.answer("").status == 503 and time.monotonic() - started < TIMEOUT_S:
        time.sleep(0.02)
    page = made.answer("")
    assert page.status == 200
    assert b'src="live.js?' in page.body
    assert made.answer("data/facts.js").kind == "text/javascript"
    assert made.answer("data/none.js") is None
    assert made.answer("../aiev.db") is None
    made.close()


def test_the_database_that_is_gone_is_told(small):
    pytest.importorskip("datasette")
    from aiev.errors import StoreError
    from aiev.web.live_page import LivePage

    made = LivePage(small)
    small.rename(small.with_name("elsewhere.db"))
    with pytest.raises(StoreError):
        made.answer("")
