"""Topics that read the same: the page says from which list, or below which heading, each comes."""

import pytest

from aiev.domain.knowledge import OutlineList, OutlineTopic
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog as html_catalog
from exporters.sample_papers import entry, paper


def filed(number: int, *places: tuple[str, str]):
    """Return a paper that stands in these places, a list and a topic each."""
    return paper(
        number, f"Paper {number}", arxiv_id=f"2501.{number:05}", issued=f"2025-0{number}-01",
        organizations=("Foo Labs",), topics=tuple(dict.fromkeys(topic for _, topic in places)),
        entries=tuple(
            entry(10 * number + at, topic, f"Paper {number}", list=name)
            for at, (name, topic) in enumerate(places)
        ),
    )  # fmt: skip


def frame(name: str, title: str | None, *paths: str) -> OutlineList:
    return OutlineList(name, title, tuple(OutlineTopic(path, path, 2) for path in paths))


PAPERS = (
    filed(5, ("agents", "📜 Papers > Training")),
    filed(4, ("agents", "📜 Papers > Surveys")),
    filed(3, ("alignment", "Papers > Training")),
    filed(2, ("alignment", "Papers"), ("robots", "🌄 Papers")),
    filed(1, ("robots", "Books")),
)
OUTLINE = (
    frame("agents", "Awesome Agents", "📜 Papers", "📜 Papers > Surveys", "📜 Papers > Training"),
    frame("alignment", "Awesome Alignment (RL)", "Papers", "Papers > Training"),
    frame("robots", None, "🌄 Papers", "Books"),
)


def lists(papers=PAPERS, outline=OUTLINE) -> dict[str, str]:
    catalog = html_catalog.of(papers, ExportRequest(outline=outline))
    return {path: catalog.lists[at] for path, at in catalog.topics.items() if at in catalog.lists}


def test_topics_that_differ_by_an_emoji_are_told_apart_by_their_lists():
    assert lists() == {
        "📜 Papers": "Awesome Agents",
        "Papers": "Awesome Alignment (RL)",
        "🌄 Papers": "robots",
    }


def test_lists_of_one_title_are_told_apart_by_their_names():
    same = tuple(frame(one.name, "Awesome", *(t.path for t in one.topics)) for one in OUTLINE)
    assert lists(outline=same)["Papers"] == "alignment"


def test_a_topic_of_two_lists_names_both():
    papers = (*PAPERS, filed(6, ("robots", "Papers")))
    assert lists(papers)["Papers"] == "Awesome Alignment (RL), robots"


@pytest.mark.parametrize(
    "places",
    [
        (("one", "Papers"), ("one", "📜 Papers")),
        (("one", "Papers"), ("two", "Papers")),
        (("one", "🔥"), ("two", "📜")),
        (("one", "Papers > Survey"), ("two", "Books > Survey")),
    ],
    ids=["one list", "one topic", "no letters", "unlike headings above"],
)
def test_nothing_is_said_where_it_would_tell_nothing(places):
    assert lists((filed(1, *places),), ()) == {}


@pytest.fixture
def page(visit, write_page):
    return visit(path=write_page(PAPERS, outline=OUTLINE))


def test_tree_charts_and_chips_say_where_a_topic_comes_from(page):
    """Without a font for emoji all three had been the same box and `Papers`."""
    tree = page.page.locator("fieldset.tree > ul > li > label .what")
    shown = [text.split("\n") for text in tree.all_inner_texts()]
    assert ["Papers", "Awesome Alignment (RL)"] in shown
    assert ["Books"] in shown
    told = "Papers · Awesome Alignment (RL)"
    page.open_overview()
    assert told in page.page.locator("#timeline .legend button").all_inner_texts()
    cells = page.page.locator("#heat [role=button]")
    labels = cells.evaluate_all("nodes => nodes.map(node => node.ariaLabel)")
    assert f"{told}, Foo Labs: 2 papers" in labels
    page.page.locator("#timeline .legend button", has_text=told).click()
    page.settle()
    chip = page.page.locator("#chosen button").first
    assert chip.inner_text() == told
    assert chip.get_attribute("aria-label") == f"Remove topic {told}"
    assert page.ids() == ["2501.00003", "2501.00002"]


def test_a_chip_names_the_heading_above_where_another_has_the_same_below(page):
    """`LLM Systems > Training` and `LLM Frameworks > Training` had been two chips `Training`."""
    page.page.evaluate("location.hash = '#topic=Papers+%3E+Training&topic=📜+Papers+%3E+Surveys'")
    page.settle()
    chips = page.page.locator("#chosen button").all_inner_texts()
    assert chips[:2] == ["Papers › Training · Awesome Alignment (RL)", "Surveys"]
