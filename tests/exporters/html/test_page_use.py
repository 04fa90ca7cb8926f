"""Browsing the page: links, abstracts, citations, keys."""

from urllib.parse import parse_qs

import pytest

from exporters.html.many_papers import many
from exporters.html.page_papers import PAPERS


def test_every_view_has_a_link_that_brings_it_back(visit):
    page = visit()
    page.search("serving")
    page.tick("Foo Labs")
    found, address = page.ids(), page.hash()
    assert parse_qs(address[1:]) == {"q": ["serving"], "org": ["Foo Labs"]}
    other = visit(address)
    assert other.ids() == found
    assert other.page.input_value("#q") == "serving"
    other.page.click("#chosen button")
    other.settle()
    other.page.go_back()
    # Back undoes the last choice.
    other.until(lambda: other.ids() == found)


def test_a_paper_has_a_link_of_its_own(visit):
    page = visit("#2101.00666")
    assert page.page.is_visible("[id='2101.00666'] details p"), "with its abstract open"
    assert page.page.evaluate("document.activeElement.closest('li').id") == "2101.00666"
    assert page.page.locator("[id='2101.00666']").bounding_box()["y"] < 800


def test_a_papers_link_shows_the_same_to_who_follows_and_who_is_sent_it(visit):
    """Whoever followed it kept the order of the visit; a reload brought another."""
    page = visit("#q=filler&sort=title")
    address = page.page.locator("#list .self").first.get_attribute("href")
    page.page.evaluate("address => location.hash = address", address)
    page.page.wait_for_selector("#list .target")
    page.settle()
    shown = page.page.input_value("#sort"), page.ids()[:5]
    page.page.reload()
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    assert (page.page.input_value("#sort"), page.ids()[:5]) == shown
    page.page.go_back()
    page.until(lambda: page.page.input_value("#sort") == "title")


@pytest.mark.parametrize("spelling", ["2411.00002v3", "arXiv:2411.00002", "2411.00002.pdf"])
def test_a_papers_link_may_name_it_in_any_spelling(visit, spelling):
    """With its version it had been said not to be there."""
    page = visit(f"#{spelling}")
    assert page.page.evaluate("document.activeElement.closest('li').id") == "2411.00002"


@pytest.mark.parametrize("address", ["#%", "#=&&=", "#q=%ff&topic=none&sort=x&month=1", "#nobody"])
def test_a_broken_link_shows_the_list(visit, address):
    assert len(visit(address).ids()) > 5


def test_abstracts_are_shown_on_demand(visit):
    page = visit()
    first = page.page.locator("#list li").first
    assert not first.locator("details p").is_visible()
    first.locator("summary").click()
    assert first.locator("details p").is_visible()


def test_bibtex_is_copied(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.page.locator("#list li").first.locator(".cite").click()
    page.page.locator(".quote button").first.click()
    page.page.wait_for_selector(".quote button >> text=Copied")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{asker2025kite")
    assert "2501.00011" in copied


def test_the_keyboard_goes_everywhere(visit):
    page = visit()
    keys = page.page.keyboard
    focused = "document.activeElement.closest('li')?.id ?? document.activeElement.id"
    keys.press("/")
    assert page.page.evaluate(focused) == "q"
    keys.type("serving moe")
    page.settle()
    keys.press("Enter")
    assert page.page.evaluate(focused) == "2411.00002"
    keys.press("ArrowRight")
    assert page.page.is_visible("[id='2411.00002'] details p")
    keys.press("ArrowLeft")
    assert not page.page.is_visible("[id='2411.00002'] details p")
    keys.press("ArrowDown")
    assert page.page.evaluate(focused) == page.ids()[1]
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    assert page.page.evaluate(focused) == "q"
    keys.press("Escape")
    assert page.page.input_value("#q") == ""
    keys.press("Escape")
    assert page.page.evaluate(focused) != "q"


def test_enter_on_a_paper_opens_it(visit):
    page = visit(locale="en")
    page.page.keyboard.press("/")
    page.page.keyboard.press("ArrowDown")
    asked = []

    def note(route):
        asked.append(route.request.url)
        route.fulfill(status=204)  # Nothing there: the page stays.

    page.page.route("**/*", note)
    page.page.keyboard.press("Enter")
    page.until(lambda: asked)
    assert asked == ["https://arxiv.org/abs/2501.00011"]
    page.requests.clear()
    page.problems.clear()


def test_typing_shows_the_best_hits_to_who_has_scrolled(visit, write_page):
    """The field goes along, but the first hits had stayed above it."""
    page = visit(path=write_page(tuple(many(300))))
    # A turn of a wheel is carried out later, on a busy machine after what is typed.
    page.until(lambda: page.page.evaluate("scrollTo(0, 4000); scrollY") > 2000)
    page.settle()
    page.page.keyboard.press("/")
    page.page.keyboard.type("the")
    page.settle()
    assert page.page.evaluate("scrollY") == 0


def test_skipping_to_the_list_keeps_what_was_asked_for(visit):
    """`#list` had been read as the link of a paper, which empties the search."""
    page = visit("#q=serving")
    found = page.ids()
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.ids() == found
    assert page.page.evaluate("document.activeElement.id") == "list"
    assert page.hash() == "#q=serving"


def test_a_link_to_a_year_of_the_page_without_a_script_chooses_the_year(visit):
    assert visit("#year-2024").count() == f"3 of {len(PAPERS)} papers"
    assert visit("#year-none").count() == f"2 of {len(PAPERS)} papers"
