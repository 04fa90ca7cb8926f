"""The page while its script or its data is still to come: what the reader does is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exporters.html.many_papers import many
from exporters.html.page_papers import OUTLINE, PAPERS

MANY = (*PAPERS, *many(420))


@pytest.fixture(scope="module")
def folder(write_folder) -> Path:
    return write_folder(MANY, outline=OUTLINE)


@pytest.fixture
def early(visit):
    """Opens a page in whose field the reader types as soon as it is there."""

    def opened(address: str = "", **options: object):
        page = visit(address, viewport={"width": 1280, "height": 900}, **options)
        page.page.add_init_script(
            "new MutationObserver((_, watch) => {"
            " const field = document.getElementById('q');"
            " if (field) { field.value = 'kite'; watch.disconnect(); }"
            "}).observe(document, { subtree: true, childList: true })"
        )
        page.page.reload()
        page.page.wait_for_selector("html[data-ready]", state="attached")
        page.settle()
        return page

    return opened


@pytest.mark.parametrize("address", ["", "#org=Foo+Labs", "#2101.00666"])
def test_what_is_typed_before_the_script_is_there_is_searched(early, address):
    """It was erased, and the page said how many papers there are in all."""
    page = early(address)
    assert page.page.input_value("#q") == "kite"
    assert "2501.00011" in page.ids()[:2]
    assert "q=kite" in page.hash()


def test_what_is_typed_before_a_folders_facts_are_there_is_searched(early, folder):
    page = early(path=folder)
    assert page.page.input_value("#q") == "kite"
    assert "2501.00011" in page.ids()[:2]
    assert page.hash() == "#q=kite"


@pytest.fixture
def slow(visit, folder):
    """Opens a folder with what holds its data back for as long as a block lasts."""
    page = visit(path=folder, viewport={"width": 1280, "height": 900})
    waiting: list[object] = []
    is_held = False

    def pass_on(route) -> None:
        if is_held:
            waiting.append(route)
        else:
            route.continue_()

    @contextmanager
    def held() -> Iterator[None]:
        nonlocal is_held
        is_held = True
        yield
        is_held = False
        assert waiting
        for route in waiting:
            route.continue_()
        page.settle()

    # Of files from disk only those of a page that is opened later can be held.
    page.page.route("**/data/**", pass_on)
    page.page.reload()
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    return page, held


def test_going_into_a_list_waits_for_it(slow):
    """Enter went to a paper of the list before, and the focus was lost when the hits came."""
    page, held = slow
    before = page.ids()
    with held():
        page.page.focus("#q")
        page.page.keyboard.type("heron")
        page.page.keyboard.press("Enter")
        page.page.wait_for_timeout(100)
        assert page.ids()[:5] == before[:5]
        assert page.page.evaluate("document.activeElement.id") == "q"
    assert page.ids()[0] == "2411.00002"
    assert page.page.evaluate("document.activeElement.closest('li').id") == "2411.00002"


def test_whoever_types_on_is_not_taken_into_the_list(slow):
    page, held = slow
    with held():
        page.page.focus("#q")
        page.page.keyboard.type("plo")
        page.page.keyboard.press("Enter")
        page.page.keyboard.type("ver")
    assert page.ids()[0] == "2406.00022"
    assert page.page.evaluate("document.activeElement.id") == "q"
