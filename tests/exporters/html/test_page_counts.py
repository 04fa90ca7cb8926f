"""What the page counts beside a choice is what choosing it shows, and what `aiev search` finds."""

import pytest

from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from exporters.html.page_finder import TODAY
from exporters.sample_papers import paper

COUNTS = """legend => {
  const [set] = [...document.querySelectorAll("fieldset")].filter(
    one => one.querySelector("legend").textContent === legend);
  const more = set.querySelector(".more:not([hidden])");
  if (more && more.textContent.startsWith("Show all")) more.click();
  return [...set.querySelectorAll("li")].map(row =>
    [row.querySelector(".what").textContent, Number(row.querySelector(".count").textContent)]);
}"""


def counts(page, legend: str) -> dict[str, int]:
    """Return what a facet counts for each of its values."""
    return dict(page.page.evaluate(COUNTS, legend))


@pytest.fixture(scope="module")
def reader(seed_template):
    with open_reader(seed_template) as opened:
        yield opened


@pytest.fixture(scope="module")
def shipped(reader, tmp_path_factory):
    """The page of the shipped list."""
    path = tmp_path_factory.mktemp("counts") / "page.html"
    text = export(
        reader, registry.load("html"), ExportRequest(),
        Choice("", Filters(), "date", TODAY), tell=print, progress=lambda count, share: None,
    )  # fmt: skip
    path.write_text("".join(text), encoding="utf-8")
    return path


def test_an_organization_counts_the_papers_of_its_parts_as_search_does(visit, shipped, reader):
    """ByteDance had counted 2 of its 4 papers: the others are of ByteDance Seed."""
    page = visit(path=shipped)
    found = {
        name: search(reader, "", filters=Filters(organizations=(name,)), today=TODAY).total
        for name in counts(page, "Organization")
    }
    assert counts(page, "Organization") == found
    assert found["ByteDance"] > found["ByteDance Seed"] > 0
    page.tick("ByteDance")
    assert page.count().startswith(f"{found['ByteDance']} of ")
    assert len(page.ids()) == found["ByteDance"]


def test_a_column_of_the_heat_map_counts_the_papers_of_parts_too(visit, write_page):
    papers = tuple(
        paper(at, f"Paper {at}", arxiv_id=f"2501.{at:05}", issued=f"2025-01-{30 - at}",
              organizations=(("Whole", "Part")[at % 2],), topics=(("Models", "Chips")[at % 3 > 0],))
        for at in range(1, 7)
    )  # fmt: skip
    keys = {"whole": ("Part", "Whole"), "part": ("Part",)}
    page = visit(path=write_page(papers, organization_keys=keys))
    page.open_overview()
    heads = page.page.locator("#heat .name[data-org] title").all_text_contents()
    assert heads == ["Whole"], "a part is not counted beside its whole"
    cell = page.page.get_by_role("button", name="Chips, Whole: 4 papers")
    cell.click()
    page.settle()
    assert page.count() == "4 of 6 papers"
    assert counts(page, "Organization") == {"Whole": 4, "Part": 2}


@pytest.mark.parametrize("query", ["avocet tears ", "heron offloading filler ", "kite host "])
def test_what_comes_close_is_counted_as_it_is_shown(visit, query):
    """Close papers were listed while all choices said 0, and ticking such a box showed one."""
    page = visit()
    page.search(query)
    shown = page.count()
    assert shown.endswith("nearly")
    offered = counts(page, "Topic")
    assert all(offered.values()), "what finds nothing is no choice"
    for name, count in offered.items():
        page.tick(name)
        told = [part.split()[0].replace("No", "0") for part in page.count().split(" · ")]
        assert sum(map(int, told)) == count, name
        assert counts(page, "Topic")[name] == count
        page.tick(name)
    assert page.count() == shown
