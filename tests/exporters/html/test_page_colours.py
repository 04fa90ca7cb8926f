"""Colours that can be told from what is behind them, and from each other, in either scheme."""

from itertools import combinations
from math import dist

import pytest

from exporters.sample_papers import paper

# WCAG 2.2, 1.4.3 for the digits of a cell and 1.4.11 for the parts of a chart.
TEXT, PART = 4.5, 3
# From one paper to a hundred, closest where the digits change from black to white.
COUNTS = (1, 4, 12, 25, 26, 27, 28, 54, 55, 56, 57, 100)
SERIES = ("s0", "s1", "s2", "s3", "s4", "s5", "s6", "other")

CONTRAST = """
const numbers = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
const light = (colour) => colour
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0.05);
const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));
const styleOf = (node) => getComputedStyle(node);
const paper = numbers(styleOf(document.documentElement).backgroundColor);
"""
CELLS = f"""nodes => {{ {CONTRAST}
return nodes.map((node) => {{
    const [cell, text] = [node.querySelector("rect"), node.querySelector("text")].map(styleOf);
    const over = numbers(cell.fill).map((part, at) =>
        part * cell.fillOpacity + paper[at] * (1 - cell.fillOpacity));
    return [node.textContent, contrast(over, numbers(text.fill))];
}}); }}"""
SWATCHES = f"""names => {{ {CONTRAST}
return names.map((name) => {{
    const swatch = document.createElement("i");
    swatch.className = name;
    document.body.append(swatch);
    const colour = styleOf(swatch).backgroundColor;
    swatch.style.color = `color-mix(in oklab, ${{colour}}, ${{colour}})`;
    const place = styleOf(swatch).color.match(/-?[\\d.]+(?:e-\\d+)?/g).slice(0, 3).map(Number);
    return {{ contrast: contrast(numbers(colour), paper), place }};
}}); }}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_digits_can_be_read_in_cells_of_every_shade(visit, write_page, scheme):
    made = tuple(
        paper(number, f"P{number}", arxiv_id=f"2501.{number:05}", issued="2025-01",
              topics=("Systems",),
              organizations=tuple(f"Org {most}" for most in COUNTS if most >= number))
        for number in range(1, 101)
    )  # fmt: skip
    view = {"width": 1280, "height": 900}
    page = visit(path=write_page(made), color_scheme=scheme, viewport=view)
    page.open_overview()
    cells = dict(page.page.eval_on_selector_all("#heat .cell", CELLS))
    assert set(map(str, COUNTS[1:])) <= set(cells)
    assert {count: told for count, told in cells.items() if told < TEXT} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_topics_stand_out_and_apart(visit, scheme):
    swatches = visit(color_scheme=scheme, bypass_csp=True).page.evaluate(SWATCHES, SERIES)
    assert [
        name for name, one in zip(SERIES, swatches, strict=True) if one["contrast"] < PART
    ] == []
    near = [
        (one, other)
        for (one, a), (other, b) in combinations(zip(SERIES, swatches, strict=True), 2)
        if dist(a["place"], b["place"]) < 0.08
    ]
    assert near == []
