"""What the page finds beside what `aiev search` finds, for any knowledge base."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export
from aiev.services.search.run_query import select

TODAY = date(2025, 6, 1)
ENTRANCE = "followHash();\nsource.begin("
HOOK = """self.find = (text) => {
  const { query } = asked(text, new Date(Date.UTC(2025, 5, 1)));
  return [search.find(query).papers.map((number) => papers[number].id), query.problem];
};
"""

Finder = Callable[[list[str]], list[object]]


def finder(browser, reader, path: Path) -> Iterator[Finder]:
    """Yield what answers the papers that the page finds for each query, with its problem."""
    text = "".join(
        export(
            reader, registry.load("html"), ExportRequest(),
            Choice("", Filters(), "date", TODAY), tell=print, progress=lambda count, share: None,
        )
    )  # fmt: skip
    assert text.count(ENTRANCE) == 1
    path.write_text(text.replace(ENTRANCE, HOOK + ENTRANCE), encoding="utf-8")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    yield lambda queries: page.evaluate("queries => queries.map(find)", queries)
    context.close()


def places_of(reader) -> dict[int, str]:
    """Return the name that the page has for each paper."""
    chosen = select(reader, "", sort="date", today=TODAY)
    anchors: set[str] = set()
    return {one.id: catalog.anchor(one, anchors) for one in reader.iter_papers(chosen.ids)}


def differences(reader, find, places, queries) -> list[tuple[str, set[str], set[str]]]:
    """Return each query with what only the command line finds, and what only the page does."""
    answer = []
    for query, (found, problem) in zip(queries, find([f"{q} " for q in queries]), strict=True):
        assert problem is None, query
        there = {places[one] for one in select(reader, query, today=TODAY).ids}
        if there != set(found):
            answer.append((query, there - set(found), set(found) - there))
    return answer
