"""The page of papers as a reader sees it: the title first, nothing longer than a screen."""

import re
import sqlite3
from contextlib import closing

import pytest

from serving import address, get, serving

FIRST = ["title", "issued", "authors", "organizations", "topics", "url", "abstract"]
KITE = "Kite: Paged Key-Value Caches for Long Answers"


def columns(page):
    return re.findall(r'<th [^>]*data-column="([^"]*)"', page)


def cells(page, column):
    """Return the HTML of the cells of a column, from the top."""
    return re.findall(rf'<td class="col-{column} [^"]*">(.*?)</td>', page, re.DOTALL)


def test_the_title_stands_first_and_what_files_a_paper_does_not_stand(papers):
    """The title began 1501 pixels to the right, behind the identity and the address."""
    page = get(address(papers, _search="kite"))
    assert columns(page) == FIRST
    for column in FIRST:
        assert len(cells(page, column)) == 2, column


def test_columns_are_shown_as_they_are_asked_for(papers):
    assert columns(get(address(papers, _nocol="authors"))) == [
        name for name in FIRST if name != "authors"
    ]
    assert columns(get(address(papers, _col="identity"))) == ["id", "identity"]
    some = get(address(papers, _nocol="authors"))
    [everything] = re.findall(r'<a href="([^"]*)">Show all columns</a>', some)
    page = get(papers.removesuffix("/data/aiev/paper") + everything.replace("&amp;", "&"))
    assert {*FIRST, "identity", "issued_low", "has_user_title"} < set(columns(page))


def test_a_title_leads_to_its_paper_and_an_address_to_arxiv(papers):
    page = get(address(papers, _search="2405.00011"))
    [title], [url] = cells(page, "title"), cells(page, "url")
    assert title == f'<a href="/data/aiev/paper/1">{KITE}</a>'
    assert url == '<a href="https://arxiv.org/abs/2405.00011">arXiv:2405.00011</a>'
    [url] = cells(get(address(papers, _search="product")), "url")
    assert url == '<a href="https://example.org/product">example.org</a>'


def test_of_many_authors_the_first_are_told(papers):
    [few], [many] = (
        cells(get(address(papers, _search=words)), "authors") for words in ("avocet", "2405.00011")
    )
    assert few == "Dan Dao, Eve Embed"
    assert many == "Ada Asker, Bob Boole, Zoë Ångström and 1 more"


def test_the_page_of_a_paper_has_all_of_it_a_line_each(papers):
    page = get(f"{papers}/1")
    names = re.findall(r'<th scope="row">([^<]*)</th>', page)
    assert names[: len(FIRST)] == FIRST
    assert {"identity", "doi", "journal_ref", "comment"} < set(names)
    assert cells(page, "authors") == ["Ada Asker\nBob Boole\nZoë Ångström\nDan Dao"]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("search", {"words": "2405.00011"}),
        ("papers_of_topic", {"topic": "Offloading"}),
        ("papers_of_organization", {"organization": "Carnegie"}),
        ("papers_of_author", {"author": "Ada Asker"}),
    ],
)
def test_a_row_of_a_ready_query_leads_to_the_paper_and_to_arxiv(papers, name, asked):
    """It led nowhere."""
    page = get(address(papers.replace("/paper", f"/{name}"), **asked))
    assert f'<a href="/data/aiev/paper/1">{KITE}</a>' in page
    assert '<a href="https://arxiv.org/abs/2405.00011">' in page


def test_rows_of_other_sql_are_left_as_they_are(papers):
    page = get(address(papers.removesuffix("/paper"), sql="select id, title from paper"))
    assert KITE in page
    assert "/data/aiev/paper/1" not in page


def test_a_title_is_text(home, small):
    """Whatever stands in a list, and an abstract is cut short."""
    pytest.importorskip("datasette")
    with closing(sqlite3.connect(small)) as connection:
        changed = ("<b>Bold</b> & more", "<i>first</i>\nsecond", "an abstract " * 100)
        connection.execute(
            "update paper set title = ?, authors = ?, abstract = ?, url = 'javascript:alert(1)'"
            " where id = 1",
            changed,
        )
        connection.commit()
    with serving(home) as papers:
        page = get(address(papers, id="1"))
        assert cells(page, "title") == [
            '<a href="/data/aiev/paper/1">&lt;b&gt;Bold&lt;/b&gt; &amp; more</a>'
        ]
        assert cells(page, "authors") == ["&lt;i&gt;first&lt;/i&gt;, second"]
        assert cells(page, "url") == ["javascript:alert(1)"]
        [abstract] = cells(page, "abstract")
        assert len(abstract) < 300
        assert abstract.endswith("…")
        assert changed[2].strip() in get(f"{papers}/1")
