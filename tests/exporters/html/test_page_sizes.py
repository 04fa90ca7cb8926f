"""Charts in the sizes that readers choose: larger letters, and windows that have little room."""

from itertools import pairwise
from urllib.parse import parse_qs

import pytest

from exporters.html.many_papers import many

BOXES = "nodes => nodes.map(node => node.getBoundingClientRect().toJSON())"


def boxes(page, selector: str) -> list[dict[str, float]]:
    return page.page.eval_on_selector_all(selector, BOXES)


@pytest.fixture(scope="module")
def long_page(write_page):
    return write_page(tuple(many(300)))


@pytest.mark.parametrize(("size", "width"), [(24, 1920), (32, 1280)])
def test_charts_grow_with_the_letters(visit, long_page, size, width):
    """Names had run into the other chart and out of the window, years into each other."""
    page = visit(path=long_page, bypass_csp=True, viewport={"width": 600, "height": 900})
    page.page.evaluate("size => document.documentElement.style.fontSize = size", f"{size}px")
    page.page.set_viewport_size({"width": width, "height": 900})
    page.page.evaluate("overview.open = true")
    page.settle()
    page.settle()
    years = boxes(page, "#timeline .tick:not([text-anchor])")
    assert len(years) > 2
    assert all(one["right"] < other["left"] for one, other in pairwise(years))
    figure = boxes(page, "#heat")[0]
    rows = boxes(page, "#heat .name[data-topic]")
    assert all(one["left"] >= figure["left"] for one in rows)
    assert all(one["bottom"] <= other["top"] for one, other in pairwise(rows))
    caption = boxes(page, "#heat figcaption")[0]
    heads = boxes(page, "#heat .name[data-org]")
    assert all(one["top"] >= caption["bottom"] for one in heads)
    assert page.page.evaluate("document.documentElement.scrollWidth") == width
    digits = boxes(page, "#heat .cell:not(.none) text")
    cells = boxes(page, "#heat .cell:not(.none) rect")
    assert cells[0]["width"] == pytest.approx(24 * size / 16, abs=0.01)
    assert all(
        cell["width"] > 1.2 * told["width"] for cell, told in zip(cells, digits, strict=True)
    )


def test_a_month_is_where_it_is_drawn_in_large_letters(visit):
    page = visit(bypass_csp=True, viewport={"width": 900, "height": 900})
    page.page.click("#overview > summary")
    page.page.evaluate("document.documentElement.style.fontSize = '32px'")
    page.page.set_viewport_size({"width": 880, "height": 900})
    page.settle()
    page.settle()
    plot = page.page.locator("#timeline .plot")
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] - 2, "y": 80})
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"month": ["2025-01"]}
    plot.click(position={"x": 60, "y": box["height"] - 10})
    page.settle()
    assert parse_qs(page.hash()[1:])["year"] == ["2021"]


def test_on_a_phone_the_organizations_are_scrolled_under_the_topics(visit, long_page):
    """There had been four of them."""
    view = {"width": 360, "height": 740}
    page = visit(path=long_page, viewport=view, has_touch=True, is_mobile=True)
    page.page.tap("#overview > summary")
    page.settle()
    page.settle()
    assert page.page.locator("#heat .name[data-org]").count() == 12
    assert page.page.evaluate("document.documentElement.scrollWidth") == 360
    names = boxes(page, "#heat .name[data-topic]")
    page.page.focus("#heat [tabindex='0']")
    for _ in range(11):
        page.page.keyboard.press("ArrowRight")
    last = boxes(page, "#heat :focus")[0]
    assert boxes(page, "#heat .name[data-topic]")[0]["left"] == names[0]["left"]
    assert last["right"] <= 344
    for _ in range(11):
        page.page.keyboard.press("ArrowLeft")
    assert boxes(page, "#heat :focus")[0]["left"] >= boxes(page, "#heat .names")[0]["right"]
