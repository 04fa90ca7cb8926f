"""What pages say of their works, in the heads that sites write; invented, misleading ones too."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.sources.works import page

TODAY = date(2026, 11, 30)


def meta(**tags):
    return "".join(
        f'<meta name="citation_{name}" content="{value}">' for name, value in tags.items()
    )


def read(text, url="https://papers.example.org/1"):
    return page.read(text.encode(), url, today=TODAY)


def test_unquoted_attributes_in_any_order():
    found = read(
        '<meta content="A Toy Paper" name=citation_title>'
        '<meta content="Jane Doe" name=citation_author>'
        '<meta content="Proceedings of the 1st Toy Meeting" name=citation_conference_title>'
        '<meta content="2024/6" name=citation_publication_date>'
        '<meta content="10.18653/v1/2024.toy-main.1" name=citation_doi>'
        "<link rel=canonical href=https://aclanthology.org/2024.toy-main.1/>"
    )
    assert (found.title, found.authors) == ("A Toy Paper", ("Jane Doe",))
    assert (found.container, found.date) == (
        "Proceedings of the 1st Toy Meeting", PartialDate(2024, 6),
    )  # fmt: skip
    assert found.doi == "10.18653/v1/2024.toy-main.1"


def test_a_venue_that_was_only_asked_for_is_none():
    head = meta(
        title="A Toy Paper",
        author="Jane Doe",
        online_date="2024/10/04",
        conference_title="The Thirteenth International Conference on Learning Representations",
    )
    assert read(head, "https://openreview.net/forum?id=x").container is None
    assert read(head).container is not None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"publication_date": "2024/01/01"}, PartialDate(2024)),
        ({"publication_date": "2024/01/01", "date": "2024-05-06"}, PartialDate(2024, 5, 6)),
        ({"publication_date": "2026/11/30"}, None),
        ({"publication_date": "2031"}, None),
        ({"publication_date": "2026/11/30", "online_date": "2024/10/04"}, PartialDate(2024, 10, 4)),
        ({"publication_date": "2017"}, PartialDate(2017)),
        ({"year": "2017"}, PartialDate(2017)),
        ({}, None),
    ],
)
def test_dates_that_mislead(tags, expected):
    assert read(meta(title="A Toy Paper", **tags)).date == expected


def test_braces_of_bibtex_names_turned_and_entities_twice_escaped():
    found = read(meta(title="{Toy} &amp;amp; Co: A Paper", author="Doe, Jane"))
    assert (found.title, found.authors) == ("Toy & Co: A Paper", ("Jane Doe",))


def test_what_stands_in_comments_and_scripts_says_nothing():
    lie = '<meta name="citation_title" content="Lie">'
    lies = f"<!-- {lie} --><script>var x = '{lie}'</script>"
    assert read(lies + meta(title="Truth")).title == "Truth"


def test_a_repository_is_called_by_its_name_and_says_what_it_is():
    found = read(
        '<meta property="og:url" content="https://github.com/doe/toy">'
        '<meta property="og:title" content="GitHub - doe/toy: A toy">'
        '<meta property="og:description" content="A toy. Contribute to doe/toy development by'
        ' creating an account on GitHub."><meta name="citation_arxiv_id" content="2401.01234">',
        "https://github.com/doe/toy/blob/main/a.py",
    )
    assert (found.title, found.abstract, found.arxiv_id) == ("toy", "A toy.", None)


def test_linked_data_is_read_where_nothing_is_cited():
    found = read(
        '<title>x</title><script type="application/ld+json">{"@graph": [{"@type":'
        ' "ScholarlyArticle", "headline": "A Toy", "author": [{"name": "Jane Doe"}],'
        ' "datePublished": "2024-05-06"}]}</script>'
    )
    assert (found.title, found.authors, found.date) == (
        "A Toy", ("Jane Doe",), PartialDate(2024, 5, 6),
    )  # fmt: skip


@pytest.mark.parametrize(
    "tags",
    [
        {"arxiv_id": "2401.01234"},
        {"pdf_url": "https://arxiv.org/pdf/2401.01234"},
    ],
)
def test_an_arxiv_id_that_the_page_names_is_the_works(tags):
    assert read(meta(title="A Toy Paper", **tags)).arxiv_id.value == "2401.01234"


@pytest.mark.parametrize(
    "text",
    [
        "", "plain words", "%PDF-1.7 <", "<html></html>", "<title></title>",
        "<title>Just a moment...</title>", "<title>Page not found</title>",
        "<title>Sign in</title>", "<title>Access Denied</title>",
    ],
)  # fmt: skip
def test_another_page_in_its_place_tells_nothing(text):
    with pytest.raises(ValueError, match="page"):
        read(text)


HOSTILE = {
    "open tags": "<meta " * 300_000,
    "open quotes": "<meta '" * 250_000,
    "open comments": "<!--" * 400_000,
    "open scripts": "<script" * 250_000,
    "many tags": "<meta name=a content=b>" * 80_000,
    "linked data": '<script type="application/ld+json">' + "[" * 1_900_000,
    "open titles": "<title>" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_made_to_keep_a_parser_busy_end_soon(name):
    """Of time of this process, as the machine may be busy; a fault of the kind takes minutes."""
    start = time.process_time()
    assert read(meta(title="A Toy Paper") + HOSTILE[name]).title == "A Toy Paper"
    assert time.process_time() - start < 20


@given(st.text(alphabet="<>!-/\"'=metacion_l script\0&;", max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        found = read(text)
    except ValueError:
        return
    assert found.title
