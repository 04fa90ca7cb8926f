"""Letters under a stack of marks stay in their own item, however high the stack is."""

import pytest

from exporters.sample_papers import paper


def made(letter: str):
    name = f"{letter}lgo"
    return tuple(
        paper(at, f"{name} {at}", arxiv_id=f"2501.0000{at}", issued=f"2025-0{at}", authors=(name,),
              organizations=(name, "Foo Labs"), topics=(name, f"Other > {name}"),
              abstract=name, journal_ref=name, tags=(name,))
        for at in (1, 2)
    )  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_stacked_marks_paint_over_nothing_else(visit, write_page, width):
    """Of five hundred accents on a letter a black bar had crossed the whole page."""
    seen = []
    for letter in ("a", "a" + "\u0301" * 500):
        page = visit(path=write_page(made(letter)), viewport={"width": width, "height": 900})
        page.page.evaluate(
            "for (const fold of document.querySelectorAll('main details')) fold.open = true"
        )
        beside = ("fieldset legend >> nth=0", "fieldset legend >> nth=1") if width > 960 else ()
        if beside:
            page.page.locator(".tree input[type=checkbox]").first.click()
            page.settle()
        page.page.mouse.move(1, 1)
        page.page.evaluate("scrollTo(0, 0)")
        parts = (".top", "#overview > summary span >> nth=0", "#timeline .plot", "#heat figcaption",
                 *beside, "#count", "#list h2 >> nth=0")  # fmt: skip
        seen.append(
            {part: page.page.locator(part).screenshot(animations="disabled") for part in parts}
        )
    assert [part for part, image in seen[0].items() if seen[1][part] != image] == []
