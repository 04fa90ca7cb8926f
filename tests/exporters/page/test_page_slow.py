"""The page while its script or its data is still to come: what the reader does is kept."""

from pathlib import Path

import pytest

from exporters.page.many_papers import many
from exporters.page.page_papers import OUTLINE, PAPERS

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
