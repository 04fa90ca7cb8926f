"""The page as it is seen: dark, narrow, printed, without a script, by assistive technology."""

import json

import pytest

from exporters.html.many_papers import many
from exporters.html.page_papers import EVIL, PAPERS
from exporters.sample_papers import paper

COLOUR = "getComputedStyle(document.documentElement).backgroundColor"


def test_dark_follows_the_system_and_the_button(visit):
    light, dark = visit(), visit(color_scheme="dark")
    colours = light.page.evaluate(COLOUR), dark.page.evaluate(COLOUR)
    assert colours[0] != colours[1]
    light.page.click("#theme")
    assert light.page.evaluate(COLOUR) == colours[1]
    assert light.page.get_attribute("#theme", "aria-pressed") == "true"
    # The browser stores what a page keeps in its own time, which a loaded machine makes long.
    light.until(lambda: reloaded(light) == colours[1])


def reloaded(visit):
    """The background after the page was opened anew."""
    visit.page.reload()
    visit.page.wait_for_selector("html[data-ready]", state="attached")
    return visit.page.evaluate(COLOUR)


def test_a_phone_shows_everything_without_scrolling_sideways(visit):
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert not page.page.locator("fieldset").first.is_visible()
    page.page.tap("#overview > summary")
    page.settle()
    assert page.page.is_visible("#timeline svg")
    assert page.page.is_visible("#heat svg")
    page.search("kite")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_what_helps_with_a_search_covers_nothing(visit, width):
    """It had lain over the overview while the empty field had the focus."""
    page = visit(viewport={"width": width, "height": 900})
    page.page.focus("#q")
    page.page.click("#overview > summary", trial=True)
    page.page.select_option("#sort", "title")
    page.page.click("#ask")
    assert page.page.is_visible("#help")
    page.page.keyboard.press("Escape")
    assert not page.page.is_visible("#help")
    page.search("kite?")
    assert not page.page.is_visible("#help"), "a sign that is typed is a sign"


def test_without_a_script_the_list_is_there_to_read(visit):
    page = visit(java_script_enabled=False, waits=False)
    locator = page.page.locator
    assert locator("#list li").count() == len(PAPERS)
    assert locator("#list h2").all_inner_texts()[:2] == ["2025 2", "2024 3"]
    assert not locator("#q").is_visible()
    assert not locator("aside").is_visible()
    first = locator("#list li").first
    assert first.locator("h3 a").get_attribute("href") == "https://arxiv.org/abs/2501.00011"
    assert "cold pages" in first.locator(".gist").inner_text()
    assert not first.locator("summary").is_visible(), "the abstract is one sentence"
    assert locator("#list li").nth(2).locator(".gist").inner_text().startswith("A router decides.")
    assert locator(".years a").first.get_attribute("href") == "#year-2025"
    assert EVIL in (locator("[id='2101.00666'] h3").text_content() or "")
    assert locator("img, main script").count() == 0


# Colours are those of the scheme, whatever the width, and what is small is so in both.
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_no_violation(visit, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    view = {"width": width, "height": 900}
    page = visit("#q=serving&org=Foo+Labs", color_scheme=scheme, bypass_csp=True, viewport=view)
    page.page.locator("#list summary").first.click()
    page.page.evaluate("overview.open = true")
    page.settle()
    if width > 960:
        page.page.click(".opener")
    else:
        page.page.click("#filter")
        assert_accessible(axe, page)
        page.page.click("#shown")
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


# Of each thousandth of a letter's size, above and below the line; the widths are not the font's own
# either. Fonts in use range from Arial (905, 212) to Noto Sans (1069, 293) and beyond.
FONTS = {"low": (720, 200, 850), "usual": (905, 212, 1000), "high": (1200, 400, 1150)}


@pytest.mark.parametrize(("font", "width"), [("low", 360), ("usual", 1280), ("high", 360)])
def test_targets_are_large_enough_in_any_font(visit, font, width):
    """A title on a line of its own was a target 17 to 23 pixels high, as the reader's font was."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    page = visit(bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme="light")
    above, below, share = (f"{number / 10}%" for number in FONTS[font])
    local = ", ".join(
        f"local('{name}')" for name in ("DejaVu Sans", "Liberation Sans", "Arial", "Noto Sans")
    )
    page.page.add_style_tag(
        content=f"@font-face {{ font-family: made; src: {local}; ascent-override: {above};"
        f" descent-override: {below}; line-gap-override: 0%; size-adjust: {share} }}"
        " :root { --text: made, sans-serif !important }"
    )
    page.page.evaluate("document.fonts.load('1rem made').then(() => null)")
    page.page.evaluate("overview.open = true")
    page.settle()
    assert_accessible(axe, page)


def assert_accessible(axe, page) -> None:
    # Of WCAG 2.2, AA, and not among the rules that run unasked.
    options = {"rules": {"target-size": {"enabled": True}}}
    response = axe.Axe().run(page.page, options=options).response
    assert len(response["passes"]) > 20, "axe looked at the page"
    found = response["violations"]
    told = [one for one in found if one["impact"] != "minor"]
    assert told == [], json.dumps(told, indent=1)[:3000]


def test_a_printer_gets_the_whole_answer_on_white(visit, write_page):
    """It had got what was scrolled to, in the dark theme's letters, and no word of the search."""
    page = visit("#q=the", path=write_page(tuple(many(300))), color_scheme="dark")
    page.page.emulate_media(media="screen", color_scheme="light")
    paper_colour = page.page.evaluate(COLOUR)
    page.page.emulate_media(media="print", color_scheme="dark")
    assert page.page.evaluate(COLOUR) == paper_colour
    page.page.pdf()
    printed = len(page.ids())
    assert page.count().startswith(f"{printed} papers match")
    said = "getComputedStyle(document.querySelector('#count'), '::after').content"
    assert page.page.evaluate(said) == '": the"'
    assert not page.page.is_visible("#list .cite")
    assert not page.page.is_visible("#q")


def test_paper_shows_all_authors_and_no_sign_to_click(visit, write_page):
    authors = tuple(f"Ada{number} Asker" for number in range(40))
    made = (
        paper(1, "Of many", arxiv_id="2501.00001", issued="2025-01", authors=authors),
        paper(2, "Undated", kind="code", url="https://git.test/a"),
    )
    page = visit(path=write_page(made), viewport={"width": 1280, "height": 900})
    line, sign = page.page.locator("#list .by"), page.page.locator("#list .do").last
    cut = "node => node.scrollHeight > node.clientHeight"
    assert line.evaluate(cut)
    assert sign.is_visible()
    page.page.emulate_media(media="print")
    assert not line.evaluate(cut)
    assert not sign.is_visible()
    assert page.page.locator("#list time").first.is_visible()
    told = "node => getComputedStyle(node, '::after').content"
    assert "git.test/a" in page.page.locator("#list h3 a").last.evaluate(told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_key_of_the_bars_keeps_its_colours_where_the_reader_has_few(visit, scheme):
    page = visit(forced_colors="active", color_scheme=scheme)
    page.open_overview()
    style = "(node, name) => getComputedStyle(node)[name]"
    for series in ("s0", "s1"):
        swatch = page.page.locator(f"#timeline i.{series}").evaluate(style, "backgroundColor")
        assert swatch == page.page.locator(f"#timeline .bar.{series}").evaluate(style, "fill")
    assert "gradient" in page.page.locator("#theme span").evaluate(style, "backgroundImage")
    other = "dark" if scheme == "light" else "light"
    ink = page.page.locator(".tick").first.evaluate(style, "fill")
    page.page.evaluate("theme => document.documentElement.dataset.theme = theme", other)
    assert page.page.locator(".tick").first.evaluate(style, "fill") == ink, "on the same ground"
