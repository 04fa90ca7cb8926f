"""Whoever uses the page by keyboard is never thrown back to its start: WCAG 2.4.3."""

import pytest

from exporters.html.many_papers import many

FOCUSED = """(() => {
  const { activeElement: held } = document;
  return held.closest("#list li")?.id || held.id || held.innerText;
})()"""


def focused(page) -> str:
    """Return the paper, the part of the page or the words that have the focus."""
    return page.page.evaluate(FOCUSED)


def press(page, selector: str, key: str = "Enter") -> None:
    page.page.focus(selector)
    page.page.keyboard.press(key)
    page.settle()


def test_a_chip_that_goes_gives_the_focus_to_its_neighbour(visit):
    page = visit("#org=Foo+Labs&year=2025&kind=paper")
    press(page, "#chosen button >> nth=1")
    assert focused(page) == "Papers"
    press(page, "#chosen button >> nth=1")
    assert focused(page) == "Foo Labs", "the last one, not what clears all"
    press(page, "#chosen button >> nth=0")
    assert focused(page) == "count"
    page.page.keyboard.press("ArrowDown")
    assert focused(page) == page.ids()[0]


@pytest.mark.parametrize("name", ["org", "topic"])
def test_a_name_in_a_paper_brings_the_first_paper_that_has_it(visit, name):
    page = visit()
    press(page, f"#list li:nth-child(2) a.{name}")
    assert page.count() != "32 papers"
    assert focused(page) == page.ids()[0]


def test_copying_leaves_the_focus_where_it_was(visit):
    """Where a page from disk has no clipboard, a hidden field is copied from."""
    page = visit()
    page.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    press(page, "#list .cite >> nth=1")
    page.page.press(".quote button >> nth=0", "Enter")
    page.page.wait_for_selector(".quote button >> text=/opied/")
    assert page.page.evaluate("document.activeElement.matches('.quote button')")
    assert focused(page) == page.ids()[1]


def test_a_list_that_is_made_anew_gives_the_focus_back(visit, write_page):
    """When all texts were read the words were asked for once more, beneath who was in the list."""
    page = visit(path=write_page(tuple(many(1_000))), viewport={"width": 1280, "height": 900})
    page.page.add_init_script(
        "const left = []; let first = 4;"
        "scheduler.postTask = (act) => (first-- > 0 ? setTimeout(act) : left.push(act));"
        "self.heldBack = () => left.length;"
        "self.readOn = () => { first = 1e6; left.forEach((act) => act()); };"
    )
    page.page.reload()
    page.page.wait_for_selector(".begun #count")
    page.until(lambda: page.page.evaluate("heldBack()"))
    page.page.fill("#q", "re")
    page.page.keyboard.press("Enter")
    for _ in range(6):
        page.page.keyboard.press("ArrowDown")
    held = focused(page)
    assert held == page.ids()[6]
    assert page.page.locator("html[data-ready]").count() == 0
    page.page.evaluate("readOn()")
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    assert focused(page) == held


@pytest.mark.parametrize("key", ["Enter", "Escape", "ArrowDown"])
@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
def test_keys_of_an_input_method_are_not_taken(visit, key, sign):
    """Enter took a Japanese word and left the field; Escape emptied it."""
    page = visit()
    page.search("kite")
    taken = page.page.evaluate(
        "const field = document.getElementById('q');"
        f"const event = new KeyboardEvent('keydown', {{ key: '{key}', {sign}, bubbles: true,"
        " cancelable: true }); !field.dispatchEvent(event)"
    )
    assert not taken
    assert focused(page) == "q"
    assert page.page.input_value("#q") == "kite"
