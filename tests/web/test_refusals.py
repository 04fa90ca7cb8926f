"""What cannot be answered is told in the page; `serving` sees that the terminal stays empty."""

import json

import pytest

from serving import address, get, refused, serving

UNREADABLE = {
    '"kite': ("no closing quote at column 1", "put one where the phrase ends"),
    "(kite": ("no closing parenthesis at column 1", "put one where the part ends"),
    "(" * 500: ("too many levels at column 41", "leave parentheses and NOT out"),
}


def query(papers, name):
    return papers.replace("/paper", f"/{name}")


@pytest.mark.parametrize("words", UNREADABLE, ids=["quote", "parenthesis", "levels"])
def test_a_search_that_cannot_be_read_says_why(papers, words):
    """In the ready query it said "user-defined function raised exception", and as CSV nothing."""
    reason, hint = UNREADABLE[words]
    for url, field in ((papers, "_search"), (query(papers, "search"), "words")):
        for ending in ("", ".csv"):
            status, page = refused(address(url + ending, **{field: words}))
            assert status == 400
            assert reason in page
            assert f"Hint: {hint}" in page
        status, answer = refused(address(f"{url}.json", **{field: words}))
        told = json.loads(answer)
        assert (status, told["ok"], told["hint"]) == (400, False, hint)
        assert told["error"].startswith(reason)


def test_the_form_stands_below_the_reason_with_all_that_was_asked(papers):
    _, page = refused(address(f"{papers}.csv", _search='"kite', kind="paper", _next="2"))
    assert '<form class="filters" action="/data/aiev/paper" method="get">' in page
    assert 'name="_search" value="&#34;kite"' in page
    assert '<input type="hidden" name="kind" value="paper">' in page
    assert "_next" not in page


def test_sql_that_searches_for_what_cannot_be_read_says_why(papers):
    root = papers.removesuffix("/paper")
    status, page = refused(address(root, sql="""select aiev_search('"kite')"""))
    assert status == 400
    assert "no closing quote at column 1" in page
    status, page = refused(address(root, sql="select nosuch"))
    assert status == 400
    assert "no such column: nosuch" in page


def test_an_address_of_nothing_is_not_found(papers):
    """Datasette failed at showing that failure."""
    for path in ("/-/x", "/1/x/y", "/4000"):
        assert refused(papers + path)[0] == 404


def test_a_database_that_was_moved_away_is_told(home, small):
    pytest.importorskip("datasette")
    with serving(home) as papers:
        assert "Kite" in get(address(papers, _search="kite"))
        small.rename(small.with_name("elsewhere.db"))
        for url in (
            address(papers, _search="avocet"),
            address(query(papers, "search"), words="avocet"),
            papers.removesuffix("/paper"),
        ):
            status, page = refused(url)
            assert status == 500
            assert str(small) in page
        small.with_name("elsewhere.db").rename(small)
        assert "Avocet" in get(address(papers, _search="avocet"))
