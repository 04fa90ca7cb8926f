"""Where no paper is found the page says what is in the way and offers ways out."""

import pytest

from exporters.html.page_papers import PAPERS


def ways(page) -> list[str]:
    return page.page.locator(".ways button").all_inner_texts()


def take(page, text: str) -> None:
    page.page.locator(".ways button", has_text=text).click()
    page.settle()


def test_words_that_no_paper_has_are_named(visit):
    page = visit()
    page.search('"zzzzqqq" xqxqxq kite ')
    told = page.page.inner_text(".notice")
    assert "No paper has “zzzzqqq” or “xqxqxq”." in told
    assert "Fewer words find more" in told
    assert ways(page) == ["Clear search"]
    take(page, "Clear search")
    assert page.count() == f"{len(PAPERS)} papers"
    assert page.page.evaluate("document.activeElement.id") == "q"


def test_what_words_or_filters_alone_would_find_is_offered(visit):
    page = visit("#q=kite&year=2022")
    assert "No paper with these words has all that is chosen." in page.page.inner_text(".notice")
    assert ways(page) == ["Without filters: 2 papers", "Without words: 24 papers", "Clear all"]
    take(page, "Without words")
    assert page.count() == f"24 of {len(PAPERS)} papers"
    page.page.go_back()
    # A way out is a step that can be undone.
    page.until(lambda: ways(page)[:1] == ["Without filters: 2 papers"])
    take(page, "Without filters")
    assert page.page.input_value("#q") == "kite"
    assert not page.page.is_visible("#chosen")
    assert len(page.ids()) == 2


def test_filters_that_exclude_each_other_can_be_cleared(visit):
    page = visit("#kind=code&year=2022")
    assert ways(page) == ["Clear filters"]
    take(page, "Clear filters")
    assert page.count() == f"{len(PAPERS)} papers"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("#topic=nope", ["topic is not on this page: nope"]),
        ("#org=Foo&org=Bar", ["organization is not on this page: Foo, Bar"]),
        ("#month=2024-13", ["month is not on this page: 2024-13"]),
        ("#year-1999", ["year is not on this page: 1999"]),
        ("#q=kite+&year=1999&kind=film", ["year is not on this page: 1999. The link’s kind is"]),
    ],
)
def test_a_link_to_what_is_gone_says_so(visit, address, told):
    """All papers had been shown without a word."""
    page = visit(address)
    for text in told:
        assert text in page.page.inner_text("#meant")
    assert page.hash() == address, "the link stays what it was"
    page.search("heron")
    assert not page.page.is_visible("#meant")


def test_a_link_may_spell_names_in_another_case(visit):
    page = visit("#org=foo+labs&topic=models+>+moe&kind=Paper")
    assert page.page.locator("#chosen button").all_inner_texts() == [
        "MoE",
        "Foo Labs",
        "Papers",
        "Clear all",
    ]
    assert page.ids() == ["2501.00033", "2411.00002"]
    assert not page.page.is_visible("#meant")


def test_a_link_to_a_paper_that_is_gone_says_so(visit):
    page = visit("#2501.99999")
    assert "not on this page: 2501.99999" in page.page.inner_text("#meant")
    assert page.count() == f"{len(PAPERS)} papers"
    page.search("kite")
    assert not page.page.is_visible("#meant")
