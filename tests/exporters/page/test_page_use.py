"""Browsing the page: facets, charts, links, keys, themes, small screens, no script."""

import json
from urllib.parse import parse_qs

import pytest

from aiev.exporters import html_assets
from exporters.page.many_papers import many
from exporters.page.page_papers import EVIL, PAPERS
from exporters.sample_papers import paper


def tick(page, name: str) -> None:
    page.page.locator("fieldset li", has_text=name).locator("input").first.click()
    page.settle()


def test_facets_count_and_filter(visit):
    page = visit()
    labs = page.page.locator("fieldset li", has_text="Foo Labs")
    assert labs.locator(".count").inner_text() == "3"
    tick(page, "Foo Labs")
    assert page.ids() == ["2501.00011", "2501.00033", "2411.00002"]
    assert page.page.locator("fieldset li", has_text="2025").locator(".count").inner_text() == "2"
    tick(page, "2025")
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
    tick(page, "Models")
    assert set(page.ids()) == {"2501.00033", "2411.00002"} | {page.ids()[-1]}
    assert page.count() == f"3 of {len(PAPERS)} papers"


def test_kinds_are_a_facet(visit):
    page = visit()
    tick(page, "Code")
    assert page.page.inner_text("#list h3") == "kite-serve"


def test_names_in_a_paper_filter_when_clicked(visit):
    page = visit()
    page.page.click("#list a.org >> text=Example University")
    page.settle()
    assert parse_qs(page.hash()[1:]) == {"org": ["Example University"]}
    assert page.ids()[0] == "2501.00011"


def test_every_view_has_a_link_that_brings_it_back(visit):
    page = visit()
    page.search("serving")
    tick(page, "Foo Labs")
    found, address = page.ids(), page.hash()
    assert parse_qs(address[1:]) == {"q": ["serving"], "org": ["Foo Labs"]}
    other = visit(address)
    assert other.ids() == found
    assert other.page.input_value("#q") == "serving"
    other.page.click("#chosen button")
    other.settle()
    other.page.go_back()
    other.settle()
    assert other.ids() == found, "back undoes the last choice"


def test_a_paper_has_a_link_of_its_own(visit):
    page = visit("#2101.00666")
    assert page.page.is_visible("[id='2101.00666'] details p"), "with its abstract open"
    assert page.page.evaluate("document.activeElement.closest('li').id") == "2101.00666"
    assert page.page.locator("[id='2101.00666']").bounding_box()["y"] < 800


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
    page.page.wait_for_selector(".cite >> text=Copied")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{asker2025kite")
    assert "2501.00011" in copied


def test_the_timeline_filters_by_month_with_mouse_and_keys(visit):
    page = visit()
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
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.ids() == ["2411.00002"]


def test_the_timeline_stacks_topics(visit):
    page = visit()
    assert page.page.locator("#timeline path.bar").count() >= 2
    assert page.page.locator("#timeline .legend button").all_inner_texts()[:2] == [
        "Systems",
        "Models",
    ]


def test_a_cell_without_papers_filters_by_nothing(visit):
    page = visit()
    page.page.locator("#heat .cell.none").first.click(force=True)
    page.page.locator("#heat .cell.none").first.press("Enter")
    assert page.count() == f"{len(PAPERS)} papers"
    assert "topic" not in page.page.url


def test_a_cell_of_the_heat_map_filters_by_both(visit):
    page = visit()
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
    cell = page.page.locator("#heat .cell:not(.none)").first
    drawn = page.page.locator("#heat svg")
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
    source = html_assets.part("charts.js")
    assert page.evaluate(f"most => {{{source}\nreturn ticks(most); }}", most) == expected
    page.close()


def test_without_anything_to_draw_there_is_no_empty_room(visit, write_page):
    page = visit(path=write_page((paper(1, "A", arxiv_id="2501.00001", issued="2025-01"),)))
    assert not page.page.is_visible("#overview")


def test_a_host_that_keeps_the_script_out_is_told_of(visit, write_page):
    """Where scripts run but not this one, only the first papers can be shown."""
    path = write_page(PAPERS)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    kept_out = path.with_name("kept-out.html")
    kept_out.write_text(path.read_text("utf-8").replace("<head>", f"<head>{policy}"), "utf-8")
    page = visit(path=kept_out, waits=False)
    assert page.page.locator("#list li").count() < len(PAPERS)
    assert page.page.is_visible(".blocked")
    page.problems.clear()
    assert not visit(path=path).page.is_visible(".blocked")
    plain = visit(path=path, java_script_enabled=False, waits=False)
    assert not plain.page.is_visible(".blocked")


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
    page.page.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    page.page.keyboard.press("Enter")
    page.page.wait_for_timeout(300)
    assert asked == ["https://arxiv.org/abs/2501.00011"]
    page.requests.clear()
    page.problems.clear()


COLOUR = "getComputedStyle(document.documentElement).backgroundColor"


def test_dark_follows_the_system_and_the_button(visit):
    light, dark = visit(), visit(color_scheme="dark")
    colours = light.page.evaluate(COLOUR), dark.page.evaluate(COLOUR)
    assert colours[0] != colours[1]
    light.page.click("#theme")
    assert light.page.evaluate(COLOUR) == colours[1]
    assert light.page.get_attribute("#theme", "aria-pressed") == "true"
    light.page.reload()
    light.page.wait_for_selector("html[data-ready]", state="attached")
    assert light.page.evaluate(COLOUR) == colours[1], "the choice is kept"


def test_a_phone_shows_everything_without_scrolling_sideways(visit):
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert not page.page.is_visible("#filters fieldset")
    for part in ("#overview", "#filters"):
        page.page.tap(f"{part} > summary")
    page.settle()
    assert page.page.is_visible("#filters fieldset")
    assert page.page.is_visible("#timeline svg")
    assert page.page.is_visible("#heat svg")
    page.search("kite")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_what_helps_with_a_search_covers_nothing(visit, width):
    """It had lain over the overview while the empty field had the focus."""
    page = visit(viewport={"width": width, "height": 900})
    page.page.focus("#q")
    page.page.click("#overview > summary", trial=True, timeout=1000)
    page.page.select_option("#sort", "title")
    assert page.page.is_visible("#hint") == (width > 700)
    page.search("kite")
    assert not page.page.is_visible("#hint")


def test_without_a_script_the_list_is_there_to_read(visit):
    page = visit(java_script_enabled=False, waits=False)
    locator = page.page.locator
    assert locator("#list li").count() == len(PAPERS)
    assert locator("#list h2").all_inner_texts()[:2] == ["2025 2", "2024 3"]
    assert not locator("#q").is_visible()
    assert not locator("aside").is_visible()
    first = locator("#list li").first
    assert first.locator("h3 a").get_attribute("href") == "https://arxiv.org/abs/2501.00011"
    first.locator("summary").click()
    assert "cold pages" in first.locator("details p").inner_text()
    assert locator(".years a").first.get_attribute("href") == "#year-2025"
    assert EVIL in (locator("[id='2101.00666'] h3").text_content() or "")
    assert locator("img, main script").count() == 0


def test_hostile_text_is_shown_and_not_run(visit):
    page = visit("#2101.00666")
    shown = page.page.locator("[id='2101.00666']")
    assert EVIL in shown.locator("h3").inner_text()
    assert page.page.locator("img, main script, #list svg").count() == 0
    page.search("onerror quarry")
    tick(page, "onerror")
    assert page.page.locator("#chosen button").first.is_visible()
    assert page.ids() == ["2101.00666"]
    dangerous = page.page.locator("a[href^='javascript'], [onfocus], [onerror]")
    assert dangerous.count() == 0


def test_the_policy_stops_what_the_page_did_not_bring(visit):
    page = visit()
    page.page.evaluate(
        "() => { const s = document.createElement('img'); s.src = 'http://127.0.0.1:9/x';"
        " document.body.append(s); }"
    )
    page.settle()
    assert any("Content Security Policy" in problem for problem in page.problems)
    with pytest.raises(Exception, match="TrustedHTML"):
        page.page.evaluate("() => { document.body.innerHTML = '<b>x</b>'; }")
    page.problems.clear()
    page.requests.clear()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    view = {"width": width, "height": 900}
    page = visit("#q=serving&org=Foo+Labs", color_scheme=scheme, bypass_csp=True, viewport=view)
    page.page.locator("#list summary").first.click()
    page.page.evaluate("for (const fold of [overview, filters]) fold.open = true")
    page.settle()
    page.page.click(".opener")
    assert_accessible(axe, page)
    page.page.click("#chosen button")
    page.search("since:never zzzz ")
    assert_accessible(axe, page)
    page.search("offlaoding ")
    assert page.page.is_visible("#meant")
    assert_accessible(axe, page)
    page.page.fill("#q", "")
    page.settle()
    assert_accessible(axe, page)


def assert_accessible(axe, page) -> None:
    response = axe.Axe().run(page.page).response
    assert len(response["passes"]) > 20, "axe looked at the page"
    found = response["violations"]
    told = [one for one in found if one["impact"] != "minor"]
    assert told == [], json.dumps(told, indent=1)[:3000]


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


def test_typing_shows_the_best_hits_to_who_has_scrolled(visit, write_page):
    """The field goes along, but the first hits had stayed above it."""
    page = visit(path=write_page(tuple(many(300))))
    for _ in range(4):
        page.page.mouse.wheel(0, 4000)
        page.settle()
    assert page.page.evaluate("scrollY") > 2000
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


def test_a_topic_of_thousands_of_letters_holds_nobody_up(visit, write_page):
    """Each of its letters had been measured with all before it, which took seconds."""
    long = "T" * 5000
    made = tuple(
        paper(at, f"Paper {at}", arxiv_id=f"2501.{at:05}", issued=f"2025-0{at}-01",
              organizations=("Foo Labs", long), topics=(topic,))
        for at, topic in enumerate((long, "Other", "Third"), start=1)
    )  # fmt: skip
    page = visit(path=write_page(made))
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


def test_a_printer_gets_the_whole_answer_on_white(visit, write_page):
    """It had got what was scrolled to, in the dark theme's letters, and no word of the search."""
    page = visit("#q=the", path=write_page(tuple(many(300))), color_scheme="dark")
    page.page.emulate_media(media="screen", color_scheme="light")
    paper_colour = page.page.evaluate(COLOUR)
    page.page.emulate_media(media="print", color_scheme="dark")
    assert page.page.evaluate(COLOUR) == paper_colour
    page.page.pdf()
    printed = len(page.ids())
    assert page.count().startswith(f"{printed} of 300" if printed < 300 else "300 papers")
    said = "getComputedStyle(document.querySelector('#count'), '::after').content"
    assert page.page.evaluate(said) == '": the"'
    assert not page.page.is_visible("#list .cite")
    assert not page.page.is_visible("#q")
