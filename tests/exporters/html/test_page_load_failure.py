"""A folder whose host does not answer: what is missing is said where it is missed, once."""

from pathlib import Path

import pytest

from exporters.html.many_papers import many
from exporters.html.page_papers import OUTLINE, PAPERS


@pytest.fixture(scope="module")
def folder(write_folder) -> Path:
    return write_folder((*PAPERS, *many(420)), outline=OUTLINE)


@pytest.fixture
def failing(visit, folder):
    """Opens a folder, and answers it with a set of files that its host keeps back."""
    page = visit(path=folder, viewport={"width": 1280, "height": 900})
    refused: set[str] = set()

    def answer(route) -> None:
        if any(name in route.request.url for name in refused):
            route.abort()
        else:
            route.continue_()

    page.page.route("**/data/**", answer)
    page.page.reload()
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    yield page, refused
    # The browser says so itself; an error that nobody caught is another matter.
    page.problems[:] = [text for text in page.problems if "Failed to load resource" not in text]


def test_an_abstract_that_cannot_be_loaded_says_so_and_is_tried_again(failing):
    """Its place stayed empty, and the error went to nobody."""
    page, refused = failing
    count = page.count()
    refused.add("texts-0")
    summary = page.page.locator("#list summary").first
    summary.click()
    page.page.wait_for_selector("#list details p >> text=data/texts-0.js cannot be loaded")
    page.until(lambda: page.count() == "data/texts-0.js cannot be loaded")
    refused.clear()
    summary.click()
    summary.click()
    page.page.wait_for_selector("#list details p >> text=cold pages")
    page.until(lambda: page.count() == count)


def test_a_citation_that_cannot_be_loaded_says_so_and_is_tried_again(failing):
    page, refused = failing
    count = page.count()
    refused.add("texts-0")
    button = page.page.locator("#list .cite").first
    button.click()
    page.page.wait_for_selector(".panel >> text=cannot be loaded")
    page.until(lambda: page.count() == "data/texts-0.js cannot be loaded")
    refused.clear()
    button.click()
    button.click()
    page.page.wait_for_selector(".panel pre >> text=@")
    page.until(lambda: page.count() == count)


def test_words_that_cannot_be_loaded_leave_no_other_hits_as_the_answer(failing):
    page, refused = failing
    refused.add("words-")
    page.page.fill("#q", "kite")
    page.page.wait_for_selector("#list >> text=The papers are not here")
    assert page.ids() == []
    assert "cannot be loaded" in page.count()
    page.page.focus("#list button")
    # The next answer brings a button of its own, as soon as it is there.
    page.page.evaluate("document.activeElement.dataset.old = true")
    page.page.keyboard.press("Enter")
    anew = "({ innerText, dataset }) => innerText === 'Try again' && !dataset.old"
    page.until(lambda: page.page.evaluate(f"({anew})(document.activeElement)"))
    refused.clear()
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#list li")
    page.settle()
    assert "2501.00011" in page.ids()[:2]
    assert "cannot" not in page.count()
    assert page.page.evaluate("document.activeElement.closest('li').id") == page.ids()[0]


def test_further_papers_that_cannot_be_loaded_are_asked_for_once(failing):
    page, refused = failing
    refused.add("papers-1")

    def is_told() -> int:
        page.page.mouse.wheel(0, 4000)
        return page.page.locator(".notice").count()

    page.until(is_told)
    page.page.wait_for_timeout(300)
    assert sum("papers-1" in url for url in page.requests) == 1
    before = len(page.ids())
    assert before >= 80
    assert "Further papers are not here" in page.page.inner_text(".notice")
    refused.clear()
    page.page.focus(".notice button")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector(".notice", state="detached")
    page.settle()
    assert len(page.ids()) > before
    assert page.page.evaluate("document.activeElement.closest('li').id") == page.ids()[before]
    assert page.count() == f"{len(PAPERS) + 420} papers"


def test_a_page_that_a_host_sends_in_the_place_of_data_is_no_data(visit, folder):
    """It holds nothing that arrives, so that the page had waited for ever."""
    page = visit(path=folder, viewport={"width": 1280, "height": 900})
    body = "<!doctype html><title>Not found</title>"
    page.page.route("**/facts.js*", lambda route: route.fulfill(body=body))
    page.page.reload()
    page.page.wait_for_selector("#count >> text=data/facts.js cannot be loaded")
    assert [text for text in page.problems if "Unexpected token" not in text] == []
    page.problems.clear()
