"""The page as a folder, from disk: the same answers, with data loaded when it is needed."""

from pathlib import Path

import pytest

from exporters.html.many_papers import many
from exporters.html.page_papers import EVIL, OUTLINE, PAPERS

MANY = (*PAPERS, *many(420))


@pytest.fixture(scope="module")
def folder(write_folder) -> Path:
    return write_folder(MANY, outline=OUTLINE)


@pytest.fixture(scope="module")
def one_file(write_page) -> Path:
    return write_page(MANY, outline=OUTLINE)


SOON = 13  # are shown at once


def loaded(page, name: str) -> int:
    return sum(f"/data/{name}-" in url for url in page.requests)


def test_a_folder_answers_as_one_file_does(visit, folder, one_file):
    split, whole = visit(path=folder), visit(path=one_file)
    for query in (
        "kite caches",
        "author:dao ",
        '"cold pages"',
        "learning of graphs",
        "pag* org:foo ",
        "-venue:osdi since:2025 ",
        "learnign grpah",
    ):
        one, other = split.search(query), whole.search(query)
        # Further papers come as there is room for them, on a busy machine later.
        least = min(len(one), len(other))
        assert least >= min(SOON, max(len(one), len(other))), query
        assert one[:least] == other[:least], query
        assert split.count() == whole.count(), query
        assert split.page.inner_text("#meant") == whole.page.inner_text("#meant"), query
    for page in (split, whole):
        page.page.fill("#q", "")
        page.page.select_option("#sort", "title")
        page.settle()
    assert split.ids()[:8] == whole.ids()[:8]


def test_items_that_the_script_makes_are_those_of_the_page(visit, folder, one_file):
    """Two writers of one markup, held to each other."""
    pages = visit(path=folder), visit(path=one_file)
    read = 'nodes => nodes.slice(0, 8).map(n => n.outerHTML.replace(/ data-[to]="[^"]*"/g, \'\'))'
    for address in ("moe", "onerror"):
        found = []
        for page in pages:
            page.page.fill("#q", f"title:{address} ")
            page.settle()
            for summary in page.page.locator("#list summary").all()[:3]:
                summary.click()
            page.settle()
            found.append(page.page.eval_on_selector_all("#list li", read))
        assert found[0] == found[1]
        assert found[0]


def test_only_what_is_shown_is_loaded(visit, folder):
    page = visit(path=folder)
    assert loaded(page, "papers") == 1
    assert loaded(page, "texts") == 0
    assert loaded(page, "words") == 0
    page.page.locator("#list summary").first.click()
    page.settle()
    assert "cold pages" in page.page.locator("#list details p").first.inner_text()
    assert loaded(page, "texts") == 1
    page.search("kite")
    assert loaded(page, "words") >= 1
    assert loaded(page, "spelling") == 0
    page.search("quarrry")
    assert loaded(page, "spelling") == 1


def test_a_link_to_a_paper_far_down_brings_it(visit, folder):
    page = visit(f"#{MANY[-1].arxiv_id}", path=folder)
    page.page.wait_for_selector(".target details p:not(:empty)")
    assert page.page.evaluate("document.activeElement.closest('li').id") == MANY[-1].arxiv_id


def test_bibtex_is_copied_from_a_folder(visit, folder):
    page = visit(path=folder, permissions=["clipboard-read", "clipboard-write"])
    page.page.locator("#list .cite").first.click()
    page.page.locator(".quote button").first.click()
    page.page.wait_for_selector(".quote button >> text=Copied")
    assert page.page.evaluate("navigator.clipboard.readText()").startswith("@inproceedings{asker")


def test_hostile_text_from_a_folder_does_not_run(visit, folder):
    page = visit("#2101.00666", path=folder)
    page.page.wait_for_selector(".target details p:not(:empty)")
    assert EVIL in page.page.inner_text(".target h3")
    assert page.page.locator("img").count() == 0


def test_a_part_that_is_missing_is_said(visit, folder):
    path = folder.parent / "data" / "papers-0.js"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    try:
        page = visit(path=folder, waits=False)
        page.page.wait_for_selector("#count >> text=cannot be loaded")
        assert page.problems
        page.problems.clear()
    finally:
        path.write_text(text, encoding="utf-8")


def test_without_a_script_all_papers_stand_in_plain_pages(visit, folder):
    page = visit(path=folder, java_script_enabled=False, waits=False)
    page.page.click(".years a >> nth=0")
    # All of it: a busy machine counts while the page still comes.
    page.page.wait_for_url("**/list-1.html")
    assert page.page.locator("#list li").count() == len(MANY)
