"""What was chosen in a chart stays there to be taken back, though its subtopics come into it."""

from urllib.parse import parse_qs

import pytest

from exporters.sample_papers import paper

FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
PRESSED = "nodes => nodes.map(node => node.getAttribute('aria-label'))"


def pressed(page) -> list[str]:
    return page.page.eval_on_selector_all("#heat [aria-pressed=true]", PRESSED)


def rows(page) -> list[str]:
    return page.page.locator("#heat .name[data-topic] title").all_text_contents()


def legend(page) -> list[str]:
    return page.page.locator("#timeline .legend button").all_inner_texts()


def press(page, name: str) -> None:
    page.page.get_by_role("button", name=name, exact=True).click()
    page.settle()


def leave(page) -> None:
    """Take the pointer out of the chart, which then shows what is below the choice."""
    page.page.mouse.move(1, 1)
    page.settle()


def test_what_was_clicked_stays_under_the_pointer_and_can_be_taken_back(visit):
    """The rows became the topic's subtopics, and the cell was gone."""
    page = visit()
    page.open_overview()
    cell = page.page.get_by_role("button", name="Systems, Filler Labs: 12 papers", exact=True)
    place = "node => node.firstChild.getAttribute('x') + node.firstChild.getAttribute('y')"
    before, drawn = rows(page), cell.evaluate(place)
    for _ in range(2):
        press(page, "Systems, Filler Labs: 12 papers")
        assert parse_qs(page.hash()[1:]) == {"topic": ["Systems"], "org": ["Filler Labs"]}
        assert pressed(page) == ["Systems, Filler Labs: 12 papers"]
        assert (rows(page), cell.evaluate(place)) == (before, drawn)
        press(page, "Systems, Filler Labs: 12 papers")
        assert page.hash() == ""
        assert (pressed(page), rows(page)) == ([], before)
    press(page, "Systems, Filler Labs: 12 papers")
    leave(page)
    assert rows(page) == ["Systems > Serving", "Systems > Offloading"], "no whole beside its parts"


def test_a_topic_without_subtopics_stays_among_its_like(visit):
    page = visit()
    page.open_overview()
    press(page, "Systems, Foo Labs: 2 papers")
    leave(page)
    before = rows(page)
    press(page, "Offloading, Foo Labs: 1 paper")
    leave(page)
    assert rows(page) == before
    assert pressed(page) == ["Offloading, Foo Labs: 1 paper"]
    assert page.ids() == ["2501.00011"]
    assert page.page.locator("#heat .name.chosen title").all_text_contents() == [
        "Systems > Offloading", "Foo Labs",
    ]  # fmt: skip
    press(page, "Offloading, Foo Labs: 1 paper")
    assert page.hash() == ""


def test_the_focus_follows_the_pair_in_the_heat_map(visit):
    """It had stood on the cell that came to lie where the chosen one had been."""
    page = visit()
    page.open_overview()
    page.page.locator("#heat [tabindex='0']").focus()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowRight")
    chosen = page.page.evaluate(FOCUSED)
    assert chosen.startswith("Models, ")
    for _ in range(3):
        page.page.keyboard.press("Enter")
        page.settle()
        assert page.page.evaluate(FOCUSED) == chosen
    assert parse_qs(page.hash()[1:])["topic"] == ["Models"]
    page.page.focus("#sort")
    page.settle()
    assert rows(page) == ["Models > MoE"], "what is below, once the focus is elsewhere"
    assert "MoE, " in page.page.locator("#heat [tabindex='0']").get_attribute("aria-label")


def test_the_legend_takes_a_topic_back(visit):
    page = visit()
    page.open_overview()
    usual = legend(page)
    button = page.page.locator("#timeline .legend button").first
    button.focus()
    page.page.keyboard.press("Enter")
    page.settle()
    assert legend(page) == ["Systems", "Serving", "Offloading"]
    assert page.page.evaluate(FOCUSED) == "Systems"
    assert button.get_attribute("aria-pressed") == "true"
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"topic": ["Systems > Serving"]}
    assert legend(page) == ["Systems", "Serving", "Offloading"]
    assert page.page.evaluate(FOCUSED) == "Serving"
    page.page.keyboard.press("Enter")
    page.settle()
    assert (page.hash(), legend(page)) == ("", usual)
    assert page.page.evaluate(FOCUSED) == "Systems"


def test_bars_of_a_chosen_topic_have_its_colour(visit, write_page):
    """A paper of two topics was painted as the first, though the second was asked for."""
    both = ("Systems > Serving", "Systems > Offloading")
    made = (
        paper(1, "A", arxiv_id="2501.00001", issued="2025-01", topics=both),
        paper(2, "B", arxiv_id="2401.00002", issued="2024-01", topics=("Systems > Serving",)),
    )
    page = visit("#topic=Systems+%3E+Offloading", path=write_page(made))
    page.open_overview()
    assert legend(page) == ["Serving", "Offloading"], "one topic over all tells nothing"
    assert page.page.locator("#timeline path.bar").get_attribute("class") == "bar s1"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), ["Models", "Systems"]),
        (("Systems > Serving", "Systems > Serving > Fast"), ["Serving", "Fast", "Slow"]),
        (
            ("Systems > Serving > Fast", "Systems > Offloading"),
            ["Systems", "Serving", "Offloading"],
        ),
        (("Systems > Offloading", "Models"), ["Models", "Systems"]),
    ],
)
def test_several_topics_are_told_apart_below_the_one_that_holds_them(
    visit, write_page, chosen, expected
):
    topics = (
        "Models",
        "Systems > Serving > Fast",
        "Systems > Serving > Slow",
        "Systems > Offloading",
    )
    made = tuple(
        paper(at, f"P{at}", arxiv_id=f"250{at}.00001", issued=f"2025-0{at}", topics=(topic,))
        for at, topic in enumerate(topics, start=1)
    )
    address = "&".join(f"topic={name.replace(' > ', '+%3E+')}" for name in chosen)
    page = visit(f"#{address}", path=write_page(made))
    page.open_overview()
    assert legend(page) == expected


def test_a_topic_without_organizations_leaves_the_other_chart_as_it_is(visit, write_page):
    """Its figure had vanished after the timeline was drawn, which then grew over the list."""
    made = (
        paper(1, "A", arxiv_id="2501.00001", issued="2025-01", topics=("Systems",),
              organizations=("Foo Labs",)),
        paper(2, "B", arxiv_id="2401.00002", issued="2024-01", topics=("Models > MoE",)),
    )  # fmt: skip
    page = visit(path=write_page(made))
    page.open_overview()
    drawn = page.page.locator("#timeline svg")
    before = drawn.bounding_box()
    page.tick("Models")
    assert drawn.bounding_box() == before
    assert page.page.inner_text("#heat .cells") == "No paper on this names an organization"
