"""What a row says to help choose a paper, and what can be done from it."""

from datetime import date
from urllib.parse import parse_qs

import pytest

from aiev.domain.knowledge import Citations, EntryLink, OutlineList
from exporters.sample_papers import entry, paper

ABSTRACT = "We keep the cache of keys and values in pages. Cold pages go to the host, rarely back."
LINKS = (
    EntryLink("Code", "https://github.com/kite/kite"),
    EntryLink("Project", "https://kite.test"),
)
PAPERS = (
    paper(11, "Paged Caches for Long Answers", arxiv_id="2505.00011", issued="2025-05-20",
          authors=("Ada Asker", "Bob Boole Jr."), abstract=ABSTRACT, organizations=("Foo Labs",),
          topics=("Caches",), categories=("cs.DC",), notes=("a secret",), state="to-read", rating=5,
          citations=Citations(120, None, "test", "2025-05-01"),
          entries=(entry(1, "Caches", "Kite", short_name="Kite", venue="OSDI'25", links=LINKS),)),
    paper(12, "Cold Pages", arxiv_id="2504.00012", issued="2025-04", abstract="Pages are cold.",
          topics=("Caches",), categories=("cs.LG", "cs.DC"),
          entries=(entry(2, "Caches", "Cold Pages", venue="OSDI 2024"),)),
    paper(13, "Routing", arxiv_id="2401.00013", issued="2024-01", topics=("Models",),
          authors=("Ada Asker",), citations=Citations(3, None, "test", "2025-05-01"),
          entries=(entry(3, "Models", "Routing", note="Sleeping experts, woken when needed.",
                         list="other"),)),
)  # fmt: skip
OUTLINE = (OutlineList("made-up", "Awesome Caches"), OutlineList("other", "Other Things"))


@pytest.fixture(scope="module")
def rows(write_page):
    return write_page(
        PAPERS, outline=OUTLINE, today=date(2025, 6, 1), similar={11: (12, 13)},
        repository="https://github.com/ada/caches",
    )  # fmt: skip


def test_a_row_says_what_a_paper_is_about(visit, rows):
    page = visit(path=rows, viewport={"width": 1440, "height": 900})
    first, second, third = page.page.locator("#list li").all()
    assert first.locator(".short").inner_text() == "Kite"
    assert first.locator(".gist").inner_text() == "We keep the cache of keys and values in pages."
    assert third.locator(".gist").inner_text() == "Sleeping experts, woken when needed."
    assert first.locator(".at .new").inner_text() == "New"
    assert (second.locator(".new").count(), third.locator(".new").count()) == (0, 0)
    assert "Cited 120 times" in first.locator(".at").inner_text()
    assert first.locator(".go a").all_inner_texts() == ["PDF", "Code", "Project"]
    text = page.page.content()
    assert "secret" not in text
    assert "to-read" not in text
    first.locator("summary").click()
    first.locator("details p", has_text=ABSTRACT).wait_for()  # put together once it is open
    assert not first.locator(".gist").is_visible(), "the abstract begins with it"


def test_authors_and_venues_in_a_row_filter(visit, rows):
    page = visit(path=rows)
    page.page.click("#list a.venue >> text=OSDI'25")
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"venue": ["OSDI"]}
    assert page.ids() == ["2505.00011", "2504.00012"]
    page.page.click("#chosen button")
    page.page.click("#list .by a >> text=Ada Asker >> nth=0")
    page.settle()
    assert page.page.input_value("#q") == 'author:"Ada Asker"'
    assert set(page.ids()) == {"2505.00011", "2401.00013"}
    assert page.count() == "2 papers match"


def test_a_paper_is_compared_cited_and_shared(visit, rows):
    page = visit(path=rows)
    first = page.page.locator("#list li").first
    first.locator(".similar").click()
    near = first.locator(".panel a")
    assert near.all_inner_texts() == ["Cold Pages", "Routing"]
    first.locator(".cite").click()
    assert near.count() == 0, "one panel at a time"
    bibtex, listed = first.locator(".panel pre").all_inner_texts()
    assert bibtex.startswith("@")
    assert listed.startswith("- [Paged Caches for Long Answers](https://arxiv.org/abs/2505.00011)")
    assert first.locator(".self").get_attribute("href") == "#2505.00011"
    assert page.page.locator("#list li").nth(2).locator(".similar").count() == 0
    first.locator(".similar").click()
    near.first.click()
    page.page.wait_for_selector("#list .target")
    assert page.page.title() == "Cold Pages · Papers from 2 lists"
    page.search("routing")
    assert page.page.title() == "Papers from 2 lists"


def test_facets_offer_what_there_is_by_name_and_number(visit, rows):
    page = visit(path=rows, viewport={"width": 1440, "height": 900})
    shown = page.page.locator("#filters fieldset:visible legend").all_inner_texts()
    assert shown == ["Topic", "List", "Category", "Year"], "one venue is no choice"
    lists = page.page.locator("fieldset", has_text="Awesome Caches").locator("li")
    assert lists.all_inner_texts() == ["Awesome Caches\n2", "Other Things\n1"]
    page.tick("Distributed computing")
    assert page.ids() == ["2505.00011", "2504.00012"]
    assert "Other Things" not in page.page.inner_text("#filters"), "it would find nothing"
    page.page.click("#chosen button")
    page.page.select_option("#sort", "cited")
    page.settle()
    assert page.ids() == ["2505.00011", "2401.00013", "2504.00012"]
    page.search("citations:<100")
    assert page.ids() == ["2401.00013"]


def test_the_page_says_where_it_is_from(visit, rows):
    page = visit(path=rows)
    foot = page.page.inner_text("footer")
    assert "From Awesome Caches, Other Things" in foot
    assert "Exported 1 Jun 2025" in foot
    address = page.page.get_attribute(".suggest", "href")
    assert address.startswith("https://github.com/ada/caches/issues/new")
    described = page.page.get_attribute("meta[name=description]", "content")
    assert described.startswith("3 papers · 2 topics")
    assert page.page.get_attribute("meta[property='og:title']", "content") == "Papers from 2 lists"
