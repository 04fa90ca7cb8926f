"""What a page knows of all its papers before the first is written; see test_ambiguous_topics.py."""

from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog
from exporters.html.page_papers import OUTLINE, PAPERS
from exporters.sample_papers import paper


def test_names_have_numbers_topics_in_the_lists_order_and_organizations_by_frequency():
    found = catalog.of(PAPERS, ExportRequest(outline=OUTLINE))
    assert list(found.topics)[:5] == [
        "Systems", "Systems > Serving", "Systems > Offloading", "Models", "Models > MoE",
    ]  # fmt: skip
    assert list(found.organizations)[:2] == ["Filler Labs", "Foo Labs"]
    assert list(found.years) == ["2025", "2024", "2022", "2021", ""]
    assert found.is_newest_first


def test_an_anchor_is_the_arxiv_id_or_a_name_that_stays():
    taken: set[str] = set()
    work = paper(1, "A page", kind="web", url="https://x.test/a")
    first = catalog.anchor(work, taken)
    assert catalog.anchor(paper(2, arxiv_id="2501.00002"), taken) == "2501.00002"
    assert first == catalog.anchor(work, set())
    assert catalog.anchor(work, taken) == f"{first}-2"


def test_what_is_nothing_to_cite_has_no_citation():
    found = catalog.of(PAPERS, ExportRequest(outline=OUTLINE))
    assert catalog.cite(paper(3, "ring attention", kind="placeholder"), found) is None
    assert catalog.cite(PAPERS[0], found)[0].startswith("@")
