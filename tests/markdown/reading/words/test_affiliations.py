"""The words around a paper: venues, labels, dates, names, organizations, addresses of no paper."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.words import (
    affiliations,
    author_names,
    edges,
    exclusions,
    phrases,
    segments,
    venues,
)
from aiev.markdown.reading.words.affiliations import Claim


@pytest.mark.parametrize(
    ("text", "year"),
    [("ICML", None), ("SOSP' 24", 2024), ("ICLR 2024 Oral", 2024), ("2023 NeurIPS", 2023)],
)
def test_venues_are_known_with_their_year(text, year):
    assert venues.find(text) == (text, year)


@pytest.mark.parametrize("text", ["", "Deep Order", "2024", "ICML is a conference"])
def test_what_is_more_than_a_venue_is_none(text):
    assert venues.find(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keywords: a, b", ("keywords", "keywords", 10)),
        ("Authors: Ada Bee", ("authors", "authors", 9)),
        ("机构：MIT", ("organizations", "机构", 3)),
        ("Deep Order: A Study", None),
    ],
)
def test_labels_of_lines_are_told_from_titles(text, expected):
    assert phrases.find_label(text) == expected


@pytest.mark.parametrize("text", ["[pdf]", "arXiv:2401.00001", "Paper", "2401.00001v2"])
def test_a_link_to_the_paper_itself_is_generic(text):
    assert phrases.is_paper_link(text)
    assert phrases.is_generic(text)


def test_a_link_to_code_is_generic_and_no_paper():
    assert phrases.is_generic("[code]")
    assert not phrases.is_paper_link("[code]")
    assert not phrases.is_generic("Deep Order")


def test_a_stretch_is_narrowed_to_its_words():
    text = "🔥 (“Deep Order?”), "
    assert text[slice(*edges.narrow(text, 0, len(text)))] == "Deep Order?"
    assert edges.unbracket("[pdf] ") == "pdf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024, 5", PartialDate(2024, 5)), ("May 2024.", PartialDate(2024, 5)), ("in 2024", None)],
)
def test_a_date_alone_is_found(text, expected):
    found = phrases.find_date(text)
    assert (found[0] if found else None) == expected


def test_a_comma_lists_a_date_and_a_date_that_is_none_is_told():
    assert phrases.has_listed_date("ICCV, 2025")
    assert not phrases.has_listed_date("ICCV 2025")
    assert phrases.is_impossible_date("31 Feb 2024")


@pytest.mark.parametrize(
    ("text", "least", "expected"),
    [
        ("Ada Bee, Cay Dee", 2, True),
        ("Bee, Ada and Dee, Cay", 2, True),
        ("Bee, A., & Dee, C. D.", 2, True),
        ("Ada Bee et al.", 3, True),
        ("Ada Bee", 2, False),
        ("a fast and small thing", 2, False),
    ],
)
def test_lines_of_authors_are_known(text, least, expected):
    assert author_names.is_authors(text, least=least) is expected


def test_words_of_titles_are_no_names():
    assert not author_names.is_authors("Deep Learning, Sparse Attention", least=2)
    assert author_names.is_authors("Akash Deep, Ada Bee", least=2)
    assert not author_names.are_people("Akash Deep, Ada Bee", least=2)


def test_a_byline_says_who_from_where_and_in_which_venue():
    text = "Ada Bee (MIT) et al. ICML"
    found = author_names.find_byline(text)
    assert text[slice(*found.authors)] == "Ada Bee"
    assert text[slice(*found.organizations)] == "MIT"
    assert found.venue == "ICML"
    assert author_names.find_byline("a thing et al of words") is None


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("MIT & CMU", "", Claim.NAMED),
        ("MIT & Who", "", None),
        ("Ruritania Institute of Order", "", Claim.NAMED),
        ("the institute that measured it", "", None),
        ("Some Name", "", None),
        ("Some Name", "bar", Claim.GUESSED),
        ("some name", affiliations.BAR_AFTER_DATE, Claim.GUESSED),
        ("Some Name", "mark", Claim.NAMED),
        ("blog", "bar", None),
        ("Ada Bee (MIT", "bar", None),
        ("MIT: it is fast", "bar", None),
    ],
)
def test_organizations_are_told_by_name_look_and_place(text, place, expected):
    found = affiliations.find(
        text, is_organization=lambda name: name in ("MIT", "CMU"), is_field=True, place=place
    )
    assert found is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(MIT)", True),
        ("A thing that runs. (MIT, 2024)", True),
        ("2024 (MIT)", True),
        ("a thing that runs on one (MIT)", False),
        ("(MIT) has a thing that runs", True),
        ("a thing (MIT) that runs", False),
        ("a *MIT* thing", False),
    ],
)
def test_a_sentence_around_a_name_makes_it_no_field(text, expected):
    start = text.index("MIT")
    found = affiliations.stands_alone(
        text, start, start + 3, is_organization=lambda name: name == "MIT"
    )
    assert found is expected


def test_an_at_sign_marks_an_organization_with_its_brackets():
    text = "T (@MIT etc.) x"
    ((name, whole),) = affiliations.find_marked(text, 0, len(text))
    assert text[slice(*name)] == "MIT"
    assert text[slice(*whole)] == "(@MIT etc.)"


def test_a_line_is_parted_at_bars_dashes_and_links():
    text = segments.blank("T | one – two", 0, 13, taken=[(0, 1)])
    found = segments.split(text, 0, len(text), has_bars=True)
    assert [(text[s.start : s.end].strip(), s.before) for s in found] == [
        ("one", "bar"),
        ("two", "dash"),
    ]
    (whole,) = segments.split("one | two", 0, 9, has_bars=False)
    assert (whole.start, whole.end) == (0, 9)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.io", True),
        ("papers/a.pdf", True),
        ("arxiv.org/abs/2401.00001", True),
        ("#top", False),
        ("README_zh.md", False),
        ("javascript:alert(1)", False),
        ("https://github.com/a/b/blob/main/README.md", False),
    ],
)
def test_addresses_within_the_list_are_no_papers(url, expected):
    assert exclusions.is_external(url) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Contributing", True), ("🔥 News", True), ("Star History", True), ("Training", False)],
)
def test_sections_about_the_list_are_known(title, expected):
    assert exclusions.is_colophon(title) is expected
