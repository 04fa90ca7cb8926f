"""Timeline and heat map: they draw what is shown, and filter when clicked."""

from urllib.parse import parse_qs

import pytest

from aiev.exporters.html import assets
from exporters.html.page_papers import PAPERS
from exporters.sample_papers import paper


def test_the_timeline_filters_by_month_with_mouse_and_keys(visit):
    page = visit()
    page.open_overview()
    plot = page.page.locator("#timeline .plot")
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] - 2, "y": 40})
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"month": ["2025-01"]}
    assert page.ids() == ["2501.00011", "2501.00033"]
    plot.focus()
    assert plot.get_attribute("aria-valuetext") == "Jan 2025, 2 papers"
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.ids() == ["2411.00002"], "no paper is of the month between"


def test_keys_choose_no_month_without_papers(visit):
    """Enter had chosen an empty month, and found nothing."""
    page = visit("#q=mixture")
    page.page.click("#overview > summary")
    page.settle()
    plot = page.page.locator("#timeline .plot")
    plot.press("Home")
    assert plot.get_attribute("aria-valuetext") == "Jan 2025, 1 paper"
    page.search("heron")
    assert plot.get_attribute("aria-valuetext") == "Jan 2025, 0 papers"
    plot.press("Enter")
    page.settle()
    assert "month" not in page.hash()
    for key, told in (("PageUp", "Nov 2024, 1 paper"), ("ArrowDown", "Nov 2024, 1 paper")):
        plot.press(key)
        assert plot.get_attribute("aria-valuetext") == told
    page.page.fill("#q", "")
    page.settle()
    page.open_overview()
    for key, told in (
        ("Home", "Jan 2021, 1 paper"), ("ArrowRight", "Jul 2022, 4 papers"),
        ("PageUp", "Jun 2024, 1 paper"), ("PageDown", "Dec 2022, 4 papers"),
        ("PageDown", "Jan 2021, 1 paper"), ("ArrowLeft", "Jan 2021, 1 paper"),
        ("End", "Jan 2025, 2 papers"),
    ):  # fmt: skip
        plot.press(key)
        assert plot.get_attribute("aria-valuetext") == told


def test_a_tap_chooses_the_nearest_month_that_has_papers(visit):
    """On a phone most taps met an empty month, which may be three pixels wide, and did nothing."""
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.page.tap("#overview > summary")
    page.settle()
    plot = page.page.locator("#timeline .plot")
    box = plot.bounding_box()
    plot.tap(position={"x": 28 + (box["width"] - 28) * 0.2, "y": 60})
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"month": ["2021-01"]}
    plot.tap(position={"x": 28 + (box["width"] - 28) * 0.88, "y": 60})
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"month": ["2024-06"]}


def test_a_range_is_dragged_or_chosen_by_keys(visit):
    """Only one month could be chosen at a time."""
    page = visit()
    page.open_overview()
    plot = page.page.locator("#timeline .plot")
    box = plot.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 60)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 60, steps=4)
    page.page.mouse.up()
    page.settle()
    [dragged] = parse_qs(page.hash()[1:])["month"]
    first, last = dragged.split("..")
    assert first < last == "2025-01"
    told = page.page.locator("#chosen button").first.inner_text()
    assert " – Jan 2025" in told, "a range is one chip"
    page.page.reload()
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    assert parse_qs(page.hash()[1:])["month"] == [dragged]
    page.page.locator("#chosen button").first.click()
    page.settle()
    assert page.hash() == ""
    page.open_overview()
    plot.press("End")
    plot.press("Shift+ArrowLeft")
    assert plot.get_attribute("aria-valuetext") == "Nov 2024 – Jan 2025, 3 papers"
    plot.press("Enter")
    page.settle()
    assert parse_qs(page.hash()[1:])["month"] == ["2024-11..2025-01"]
    assert page.ids() == ["2501.00011", "2501.00033", "2411.00002"]


def test_empty_decades_are_folded_and_years_stand_where_months_have_no_room(visit, write_page):
    made = tuple(
        paper(at, f"P{at}", arxiv_id=f"{year % 100:02}01.{at:05}", issued=f"{year}-01-02")
        for at, year in enumerate((1994, 2022, 2023, 2024, 2025), start=1)
    )
    page = visit(path=write_page(made), viewport={"width": 390, "height": 844})
    page.open_overview()
    assert page.page.locator("#timeline .fold").count() == 1
    plot = page.page.locator("#timeline .plot")
    assert plot.get_attribute("aria-label") == "Papers a month"
    years = [*range(2008, 2026)]
    made = tuple(
        paper(at, f"P{at}", arxiv_id=f"{year % 100:02}01.{at:05}", issued=f"{year}-01-02")
        for at, year in enumerate(years, start=1)
    )
    page = visit(path=write_page(made), viewport={"width": 390, "height": 844})
    page.open_overview()
    plot = page.page.locator("#timeline .plot")
    assert plot.get_attribute("aria-label") == "Papers a year"
    plot.press("Home")
    plot.press("Shift+ArrowRight")
    plot.press("Enter")
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"year": ["2008..2009"]}
    assert page.count() == "2 of 18 papers"


def test_a_year_without_papers_is_no_choice(visit):
    """It had been chosen below the bars, and found nothing."""
    page = visit()
    page.open_overview()
    assert "2023" in page.page.locator("#timeline .tick").all_text_contents()
    for year, expected in (("2023", {}), ("2024", {"year": ["2024"]})):
        page.page.locator("#timeline .tick", has_text=year).click(force=True)
        page.settle()
        assert parse_qs(page.hash()[1:]) == expected


def test_the_timeline_stacks_topics(visit):
    page = visit()
    page.open_overview()
    assert page.page.locator("#timeline path.bar").count() >= 2
    assert page.page.locator("#timeline .legend button").all_inner_texts()[:2] == [
        "Systems",
        "Models",
    ]


def test_a_cell_without_papers_filters_by_nothing(visit):
    page = visit()
    page.open_overview()
    page.page.locator("#heat .cell.none").first.click(force=True)
    page.page.locator("#heat .cell.none").first.press("Enter")
    assert page.count() == f"{len(PAPERS)} papers"
    assert "topic" not in page.page.url


def test_a_cell_of_the_heat_map_filters_by_both(visit):
    page = visit()
    page.open_overview()
    cell = page.page.get_by_role("button", name="Models, Foo Labs: 2 papers")
    cell.click()
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"topic": ["Models"], "org": ["Foo Labs"]}
    assert page.ids() == ["2501.00033", "2411.00002"]
    page.page.locator("#heat [tabindex='0']").focus()
    page.page.keyboard.press("ArrowRight")
    assert page.page.evaluate("document.activeElement.getAttribute('role')") == "button"


def test_what_is_told_of_a_cell_moves_no_cell(visit, write_page):
    """A long name had wrapped the caption, so that the map moved away from under the click."""
    long = "An Organization of a Name so Long that No Caption Has Room for It beside Its Own"
    papers = (
        paper(1, "A", arxiv_id="2501.00001", issued="2025-01", organizations=(long,),
              topics=("Systems",)),
        paper(2, "B", arxiv_id="2401.00001", issued="2024-01", organizations=("Foo Labs",),
              topics=("Models",)),
        paper(3, "C", arxiv_id="2401.00002", issued="2024-01", topics=("Unaffiliated",)),
    )  # fmt: skip
    page = visit(path=write_page(papers))
    page.open_overview()
    cell = page.page.locator("#heat .cell:not(.none)").first
    drawn = page.page.locator("#heat svg").last
    before = drawn.bounding_box()
    cell.hover()
    assert long in page.page.locator("#heat .told").inner_text()
    assert drawn.bounding_box() == before
    rows = page.page.locator("#heat [data-topic]:not(.cell) title").all_text_contents()
    assert rows == ["Systems", "Models"], "a topic without organizations has no row"
    cell.click()
    page.settle()
    assert page.ids() == ["2501.00001"]


def test_hits_come_before_the_overview_while_there_is_a_query(visit):
    """The charts had pushed the first hit below the middle of the screen."""
    page = visit(viewport={"width": 1280, "height": 900})
    charts, summary = page.page.locator("#timeline svg"), page.page.locator("#overview > summary")
    assert not charts.is_visible()
    assert page.page.locator("#list li").first.bounding_box()["y"] < 450
    page.open_overview()
    assert charts.is_visible()
    page.search("serving")
    assert not charts.is_visible()
    assert page.page.locator("#list li").first.bounding_box()["y"] < 320
    summary.focus()
    page.page.keyboard.press("Enter")
    page.settle()
    assert charts.is_visible()
    assert page.page.locator("#timeline .plot").get_attribute("aria-valuetext").endswith("0 papers")
    page.page.get_by_role("button", name="Models, Foo Labs: 1 paper").click()
    page.settle()
    assert page.ids() == ["2411.00002"], "charts filter what was found"
    page.page.type("#q", " moe")
    page.settle()
    assert charts.is_visible(), "open stays open while the query changes"
    page.page.fill("#q", "")
    page.settle()
    summary.press("Enter")
    page.search("kite")
    page.page.fill("#q", "")
    page.settle()
    assert not charts.is_visible(), "closed by the reader stays closed"


def test_a_chart_that_is_folded_away_leaves_its_focus_on_the_fold(visit):
    page = visit()
    page.open_overview()
    page.page.locator("#timeline .plot").focus()
    page.page.evaluate("location.hash = '#q=serving'")
    page.settle()
    assert page.page.evaluate("document.activeElement.matches('#overview > summary')")


@pytest.mark.parametrize(
    ("most", "expected"),
    [(1, [1]), (4, [1, 2, 3, 4]), (7, [2, 4, 6]), (39, [10, 20, 30]), (77, [20, 40, 60]),
     (100, [50, 100]), (1200, [500, 1000])],
)  # fmt: skip
def test_ticks_are_round(browser, most, expected):
    page = browser.new_page()
    source = assets.part("charts/drawing.js")
    assert page.evaluate(f"most => {{{source}\nreturn ticks(most); }}", most) == expected
    page.close()


def test_without_anything_to_draw_there_is_no_empty_room(visit, write_page):
    page = visit(path=write_page((paper(1, "A", arxiv_id="2501.00001", issued="2025-01"),)))
    assert not page.page.is_visible("#overview")
