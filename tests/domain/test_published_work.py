"""A wrong match is worse than none: title and an author must agree, and archives are no venues."""

import pytest

from aiev.domain import doi, published_work
from aiev.domain.published_work import Work, WorkQuestion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://doi.org/10.1145/ABC.7).", "10.1145/abc.7"),
        ("https://dl.acm.org/doi/abs/10.1145/3.4", "10.1145/3.4"),
        ("10.1016/S0(99)1 10.1000/other", "10.1016/s0(99)1"),
        ("2405.10.1", None),
        (None, None),
    ],
)
def test_a_doi_is_found_in_lower_case(text, expected):
    assert doi.find(text) == expected


@pytest.mark.parametrize(
    "text",
    ["10.48550/arXiv.2405.1", "10.1101/2024.05.06.1", "10.64898/1", "10.2139/ssrn.1", "", None],
)
def test_a_preprints_doi_is_none_of_a_publication(text):
    assert published_work.published_doi(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv.org", None),
        ("ArXiv", None),
        ("CoRR", None),
        ("bioRxiv", None),
        ("arXiv (Cornell University)", None),
        ("", None),
        (None, None),
        ("Corrosion  Science", "Corrosion Science"),
        ("Nature", "Nature"),
    ],
)
def test_an_archive_is_no_venue(text, expected):
    assert published_work.venue(text) == expected


@pytest.mark.parametrize(
    ("title", "authors", "expected"),
    [
        ("Kite: Paged Caches", ("A. Asker", "B. Boole"), True),
        ("KITE — paged caches", ("Asker, Ada",), True),
        ("Kite: Paged Caches", ("Z. Ångström",), True),
        ("Kite: Paged Caches", ("Zoe Angstrom",), True),
        ("Kite: Paged Caches", ("Ada Boolean",), False),
        ("Kite: Paged Caches", (), False),
        ("Kite 2: Paged Caches", ("A. Asker",), False),
        ("Kite: Paged Cachings and Their Limits", ("A. Asker",), False),
    ],
)
def test_title_and_an_author_must_agree(title, authors, expected):
    asked = WorkQuestion(
        1, "2405.00011", (), "Kite: Paged Caches", ("Ada Asker Jr.", "Zoë Ångström")
    )
    assert published_work.are_one(asked, Work(title, authors)) is expected


@pytest.mark.parametrize(
    ("day", "published", "arxiv_id", "expected"),
    [
        ("2024-05-02", "2024-05-02", "2405.1", False),
        ("2024-05-01", "2024-05-20", "2405.1", False),
        ("2025-04-24", "2024-05-02", "2405.1", True),
        ("2025-04-24", None, "2405.1", False),
        ("2025-04-24", None, None, True),
        (None, None, None, False),
        ("2025-13-44", "2024-05-02", "2405.1", False),
    ],
)
def test_a_date_near_the_preprints_is_taken_for_it(day, published, arxiv_id, expected):
    asked = WorkQuestion(1, arxiv_id, (), "Kite", published=published)
    assert published_work.is_of_publication(day, asked) is expected
