"""The page on phones and small windows: what comes first, the sheet of filters, targets."""

import pytest

from exporters.html.many_papers import many

PHONES = [(390, 844), (360, 640)]
TOP = "document.activeElement.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def long_page(write_page):
    return write_page(tuple(many(300)))


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_a_shared_link_opens_with_the_title_below_the_search(visit, long_page, width, height):
    """It had lain hidden beneath the search."""
    paper = many(300)
    ids = [next(paper).arxiv_id for _ in range(40)]
    page = visit(f"#{ids[-1]}", path=long_page, viewport={"width": width, "height": height},
                 has_touch=True, is_mobile=True)  # fmt: skip
    search = page.page.locator(".seek").bounding_box()
    title = page.page.locator(".target h3").bounding_box()
    assert title["y"] >= search["y"] + search["height"]
    assert title["y"] < height / 2
    assert page.page.title().startswith(page.page.inner_text(".target h3"))


def test_filters_are_a_sheet_with_a_way_to_the_papers(visit, long_page):
    page = visit(path=long_page, viewport={"width": 390, "height": 844}, has_touch=True,
                 is_mobile=True)  # fmt: skip
    page.page.tap("#filter")
    offer = page.page.locator("#shown")
    assert offer.inner_text() == "Show 300 papers"
    box = offer.bounding_box()
    assert box["y"] + box["height"] <= 844, "in sight without scrolling"
    finder = page.page.get_by_role("searchbox", name="Find an organization")
    facet = page.page.locator("#held fieldset", has=page.page.locator("legend", has_text="Organ"))
    name = facet.locator(".what").first.inner_text()
    finder.fill(name.lower())
    assert facet.locator(".what").first.inner_text() == name
    facet.locator("input[type=checkbox]").first.tap()
    page.settle()
    chosen = facet.locator(".count").first.inner_text()
    assert offer.inner_text() == f"Show {chosen} paper{'' if chosen == '1' else 's'}"
    offer.tap()
    assert not page.page.is_visible("#held")
    assert page.page.inner_text("#filter") == "Filters · 1"
    assert len(page.ids()) > 0


def test_a_finger_meets_each_target(visit, long_page):
    page = visit(path=long_page, viewport={"width": 390, "height": 844}, has_touch=True,
                 is_mobile=True)  # fmt: skip
    small = """nodes => nodes.filter(node => {
        const { width, height } = node.getBoundingClientRect();
        return width && (height < 44 || (node.matches('button') && width < 44));
    }).map(node => `${node.outerHTML.slice(0, 80)} ${node.getBoundingClientRect().height}`)"""
    targets = "#list li:nth-child(-n+3) :is(h3 a, .go a, .do > *, .at a, summary), .bar button, #q"
    assert page.page.eval_on_selector_all(targets, small) == []
    over = """nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 1)
        .map(node => node.outerHTML.slice(0, 80))"""
    assert page.page.eval_on_selector_all(".at > *", over) == [], "no name lies over the next"
    page.page.tap("#filter")
    assert (
        page.page.eval_on_selector_all("#held label, #held .more, #sheet > p button", small) == []
    )


@pytest.mark.parametrize(("width", "height", "whole"), [(1440, 900, False), (1024, 768, True)])
def test_results_come_first(visit, long_page, width, height, whole):
    page = visit(path=long_page, viewport={"width": width, "height": height})
    first = page.page.locator("#list li").first.bounding_box()
    assert first["y"] < height / 2
    assert not whole or first["y"] + first["height"] <= height
    assert 60 <= page.page.locator("#overview").bounding_box()["height"] <= 80
    assert page.page.locator("#strip path").count() == 1
    legends = page.page.locator("#filters legend")
    assert [text for text in legends.all_inner_texts() if text][:2] == ["Topic", "Organization"]
    assert legends.nth(1).bounding_box()["y"] < height
