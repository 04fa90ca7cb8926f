"""Choosing on the page: topics, organizations, years and kinds, with counts."""

from urllib.parse import parse_qs

from exporters.html.many_papers import many
from exporters.html.page_papers import PAPERS
from exporters.sample_papers import paper


def test_facets_count_and_filter(visit):
    page = visit()
    labs = page.page.locator("fieldset li", has_text="Foo Labs")
    assert labs.locator(".count").inner_text() == "3"
    page.tick("Foo Labs")
    assert page.ids() == ["2501.00011", "2501.00033", "2411.00002"]
    assert page.page.locator("fieldset li", has_text="2025").locator(".count").inner_text() == "2"
    page.tick("2025")
    assert page.ids() == ["2501.00011", "2501.00033"]
    other = page.page.locator("fieldset li", has_text="2024").locator(".count")
    assert other.inner_text() == "1", "a choice does not hide the others of its facet"
    page.page.click("#chosen .clear")
    assert page.count() == f"{len(PAPERS)} papers"


def test_a_topic_is_a_tree_and_holds_what_is_below_it(visit):
    page = visit()
    tree = page.page.locator("fieldset.tree > ul > li")
    assert [text.split("\n")[0] for text in tree.all_inner_texts()][:2] == ["Systems", "Models"]
    tree.filter(has_text="Models").locator(".opener").click()
    assert page.page.get_attribute(".opener[aria-expanded=true]", "aria-label") == (
        "Topics below Models"
    )
    page.tick("Models")
    assert set(page.ids()) == {"2501.00033", "2411.00002"} | {page.ids()[-1]}
    assert page.count() == f"3 of {len(PAPERS)} papers"


def test_kinds_are_a_facet(visit):
    page = visit()
    page.tick("Code")
    assert page.page.inner_text("#list h3") == "kite-serve"


def test_names_in_a_paper_filter_when_clicked(visit):
    page = visit()
    page.page.click("#list a.org >> text=Example University")
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"org": ["Example University"]}
    assert page.ids()[0] == "2501.00011"


def test_a_facet_shows_all_digits_of_a_count(visit, write_page):
    """1,392 was shown as `1,39`."""
    code = paper(9999, "Code", kind="code", url="https://git.test/a")
    page = visit(path=write_page((*many(1200), code)))
    broken = """nodes => nodes.filter(node => {
        const text = document.createRange(); text.selectNodeContents(node);
        return text.getBoundingClientRect().height > node.getBoundingClientRect().height;
    }).map(node => node.innerText)"""
    assert page.page.eval_on_selector_all(".count", broken) == []
    assert any("," in text for text in page.page.locator(".count").all_inner_texts())


def test_a_topic_of_thousands_of_letters_holds_nobody_up(visit, write_page):
    """Each of its letters had been measured with all before it, which took seconds."""
    long = "T" * 5000
    made = tuple(
        paper(at, f"Paper {at}", arxiv_id=f"2501.{at:05}", issued=f"2025-0{at}-01",
              organizations=("Foo Labs", long), topics=(topic,))
        for at, topic in enumerate((long, "Other", "Third"), start=1)
    )  # fmt: skip
    page = visit(path=write_page(made))
    page.open_overview()
    assert page.page.is_visible("#heat svg")
    measured = page.page.evaluate("""async () => {
        const pen = CanvasRenderingContext2D.prototype;
        const measure = pen.measureText;
        let letters = 0;
        pen.measureText = function (text) {
            letters += text.length;
            return measure.call(this, text);
        };
        overview.open = false;
        await new Promise((done) => setTimeout(done, 100));
        overview.open = true;
        await new Promise((done) => setTimeout(done, 300));
        return letters;
    }""")
    assert 0 < measured < 20_000
    widest = "nodes => Math.max(...nodes.map(node => node.innerText.length))"
    assert page.page.eval_on_selector_all(".what, .legend button", widest) <= 120


def test_all_names_of_a_long_facet_can_be_reached(visit, write_page):
    """What was called all were the first three hundred."""
    made = tuple(
        paper(at, f"Paper {at}", arxiv_id=f"2501.{at:05}", issued=f"2025-0{at}-01",
              organizations=tuple(f"Org {name:03}" for name in range(at, 449 + at)))
        for at in (1, 2)
    )  # fmt: skip
    page = visit(path=write_page(made))
    facet = page.page.locator("fieldset", has_text="Org 00")
    more = facet.locator(".more")
    steps = []
    for _ in range(4):
        steps.append((facet.locator("li").count(), more.inner_text()))
        more.click()
    assert steps == [
        (7, "Show 300 of 450"),
        (300, "Show all 450"),
        (450, "Show fewer"),
        (7, "Show 300 of 450"),
    ]
