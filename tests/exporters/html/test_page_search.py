"""Searching the page as a reader does: by typing."""

from datetime import date
from urllib.parse import urlencode

import pytest

from aiev.exporters.html import catalog
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from exporters.html.many_papers import many
from exporters.html.page_papers import PAPERS


def matching(papers: int) -> str:
    """Return what the page says of so many papers that have all that is asked for."""
    return {0: "No paper matches", 1: "1 paper matches"}.get(papers, f"{papers:,} papers match")


def test_papers_are_found_while_the_word_is_typed(visit):
    page = visit()
    for typed in ("ki", "kit", "kite"):
        page.page.fill("#q", typed)
        assert "2501.00011" in page.ids()[:2], "at once, without a pause"
    assert page.count() == "2 papers match"


def test_an_acronym_finds_its_long_form_and_back(visit):
    page = visit()
    assert set(page.search("moe")) >= {"2501.00033", "2411.00002"}
    assert page.search("mixture of experts")[:2] == ["2501.00033", "2411.00002"]


def test_stems_accents_and_hyphens_are_seen_through(visit):
    page = visit()
    assert "2501.00011" in page.search("angstrom")
    assert "2501.00011" in page.search("caching paged")
    assert "2501.00011" in page.search("key value ")


def test_phrases_exclusions_and_fields_narrow_the_search(visit):
    page = visit()
    assert page.search('"cold pages"') == ["2501.00011"]
    assert "2501.00011" not in page.search("offloading -kite")
    assert page.search("author:dao ") == ["2501.00033"]
    assert page.search("title:kite abstract:host ") == ["2501.00011"]


def test_what_lists_call_a_paper_finds_it(visit):
    assert visit().search("pagedkite") == ["2501.00011"]


def test_hits_that_lack_a_word_stand_apart(visit):
    page = visit()
    found = page.search("avocet tears ")
    assert set(found) == {"2501.00033", "2406.00022"}
    assert page.page.inner_text("#list h2") == "Nearly, but lacking a word"
    assert page.count() == "No paper matches · 2 nearly"


def test_a_search_that_finds_nothing_says_so(visit):
    page = visit()
    assert page.search("zzzzqqq ") == []
    assert "No paper" in page.page.inner_text("#list")


def test_a_typo_is_corrected_and_told_and_what_was_written_can_be_asked_for(visit):
    """The page had found nothing where the command line finds what was meant."""
    page = visit()
    told = page.page.locator("#meant")
    right = page.search("offloading kite")
    assert told.inner_text() == ""
    assert page.search("offlaoding kite") == right
    assert told.inner_text().startswith("Showing results for “offloading”.")
    assert page.page.evaluate("CSS.highlights.get('hit').size") >= 1
    told.get_by_role("button").click()
    page.settle()
    assert page.page.input_value("#q") == '"offlaoding" kite'
    assert page.ids() == [], "as nothing else will do for what is quoted"
    assert told.inner_text() == ""


def test_a_word_is_no_typo_while_it_begins_another_one(visit):
    page = visit()
    for end in range(2, len("offloading") + 1):
        page.page.fill("#q", "offloading"[:end])
        assert page.page.inner_text("#meant") == ""
    page.page.fill("#q", "offlod ")
    assert "“offload”" in page.page.inner_text("#meant")


def test_a_permalink_with_a_typo_is_corrected_once_all_is_read(visit):
    page = visit("#q=offlaoding")
    assert "“offloading”" in page.page.inner_text("#meant")
    assert "2501.00011" in page.ids()


def test_nothing_is_said_to_be_missing_before_all_is_read(visit, write_page):
    """A permalink said for half a second that no paper has its words."""
    papers = tuple(many(1_000))
    page = visit(path=write_page(papers), viewport={"width": 900, "height": 700})
    words = (papers[-1].abstract or "").split()[-2:]
    page.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        " const seen = self.seen = { counts: new Set(), missing: 0 };"
        " new MutationObserver(() => {"
        "  seen.counts.add(document.getElementById('count').textContent);"
        "  if (document.querySelector('.notice')) seen.missing += 1;"
        " }).observe(document.body, { subtree: true, childList: true, characterData: true }); })"
    )
    page.page.goto(page.page.url + "#" + urlencode({"q": " ".join(words)}))
    page.page.reload()
    page.page.wait_for_selector("html[data-ready]", state="attached")
    page.settle()
    seen = page.page.evaluate("({ counts: Array.from(seen.counts), missing: seen.missing })")
    assert page.page.get_attribute("#list", "aria-busy") is None
    assert page.count() in seen["counts"]
    assert "Reading…" in seen["counts"]
    assert not seen["missing"]
    assert not [count for count in seen["counts"] if count.startswith("0 of")]


def test_what_was_found_is_marked_and_shown_from_the_abstract(visit):
    page = visit()
    page.search("decides needed")
    assert "needs" in page.page.inner_text("#list .piece")
    page.search("sleep")
    assert page.page.locator("#list .piece").count() == 0, "the first sentence says it"
    assert page.page.evaluate("CSS.highlights.get('hit').size") >= 1


def test_sorting_by_title_and_age(visit):
    page = visit()
    page.page.select_option("#sort", "title")
    assert page.ids()[:2] == ["2101.00666", page.page.get_attribute("#list li:nth-child(2)", "id")]
    page.page.select_option("#sort", "old")
    assert page.ids()[0] == "2101.00666"
    page.settle()
    assert page.hash() == "#sort=old"
    page.page.select_option("#sort", "new")
    assert page.ids()[0] == "2501.00011"


def test_the_newest_are_as_in_the_file_and_in_search(visit):
    """Of a year that has only begun, papers known to the year stood before those of last week."""
    page = visit()
    titles = page.page.eval_on_selector_all("#list li h3", "nodes => nodes.map(n => n.innerText)")
    assert titles[:5] == [paper.title for paper in PAPERS[:5]]


def test_scrolling_brings_all_papers(visit):
    page = visit()
    assert len(page.ids()) < len(PAPERS)

    def has_all() -> bool:
        page.page.mouse.wheel(0, 5000)
        return len(page.ids()) == len(PAPERS)

    # The turn of a wheel is carried out later, on a busy machine much later.
    page.until(has_all)


QUERIES = ("moe offloading", "kv cache", "attention", "llm survey", "pipeline parallelism", "gpu",
           "mixture of experts", "speculative decoding", "communication overlap")  # fmt: skip


@pytest.fixture
def alike(visit, write_page, seed_template):
    """The shipped list's page, a search on the command line, and each paper's place in the page."""
    with open_reader(seed_template) as reader:
        papers = tuple(reader.iter_papers(reader.all_ids()))
        page = visit(path=write_page(papers), viewport={"width": 1280, "height": 5000})
        anchors: set[str] = set()
        places = {paper.id: catalog.anchor(paper, anchors) for paper in papers}

        def run(query):
            found = search(reader, query, limit=1000, today=date(2025, 6, 1))
            return [(places[hit.paper.id], hit) for hit in found.hits]

        yield page, run


def test_the_command_line_finds_the_same(alike):
    """Ranking has one idea in two languages; the shipped list holds them together."""
    page, run = alike
    for query in QUERIES:
        whole = [place for place, hit in run(query) if not hit.lacks]
        page.search(query + " ")
        # Further papers come as there is room for them, on a busy machine later.
        shown = "least => document.querySelectorAll('#list li').length >= least"
        page.page.wait_for_function(shown, arg=len(whole))
        on_page = page.ids()[: len(whole)]
        assert set(on_page) == set(whole), query
        assert page.count().startswith(matching(len(whole))), query
        assert whole[0] in on_page[:2], query
        assert len(set(on_page[:5]) & set(whole[:5])) >= min(3, len(whole)), query


LACKING = ("moe offloading", "kv cache offloading", "survey of gpu inference", "zzzq moe attention",
           "moe offloading kv cache gpu training inference")  # fmt: skip


@pytest.mark.parametrize("query", LACKING)
def test_the_command_line_finds_the_same_that_lacks_a_word(alike, query):
    page, run = alike
    found = run(query)
    whole = [place for place, hit in found if not hit.lacks]
    partial = [place for place, hit in found if hit.lacks]
    assert partial
    shown = page.search(query + " ")
    assert page.count() == f"{matching(len(whole))} · {len(partial)} nearly"
    # Of papers as near as the last, each shows others; and scores are rounded.
    last = found[-1][1].score
    nearer = {place for place, hit in found if hit.score > last + 1e-6}
    assert nearer
    assert 10 * len(nearer - set(shown)) <= len(nearer)
    told = page.page.locator("#list li[data-lacking]").count()
    heading = page.page.locator("#list h2", has_text="Nearly, but lacking a word").count()
    assert (told > 0, heading) == ((True, 0) if whole else (False, 1))
