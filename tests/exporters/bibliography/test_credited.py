"""Who is credited with a work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.person_name import PersonName, pack
from aiev.exporters.bibliography.credited import has_others, iter_credited
from exporters.sample_papers import HOSTILE, paper


def test_what_stands_for_further_authors_is_no_author():
    cut = paper(authors=("Ada Lovelace", "et al."))
    assert [name.family for name in iter_credited(cut)] == ["Lovelace"]
    assert has_others(cut)
    assert not has_others(paper(authors=("Ada Lovelace",)))


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (
            ("H.E.S.S. Collaboration: F. Aharonian", "A. Low"),
            (
                PersonName("H.E.S.S. Collaboration", is_group=True),
                PersonName("Aharonian", "F."),
                PersonName("Low", "A."),
            ),
        ),
        (
            ("NVIDIA: Niket Low",),
            (PersonName("NVIDIA", is_group=True), PersonName("Low", "Niket")),
        ),
        (
            ("NVIDIA", ":", "Niket Low"),
            (PersonName("NVIDIA", is_group=True), PersonName("Low", "Niket")),
        ),
        ((":", "Ada Low"), (PersonName("Low", "Ada"),)),
        (
            ("A. Low", "for the ATLAS", "CMS Collaborations"),
            (
                PersonName("Low", "A."),
                PersonName("the ATLAS and CMS Collaborations", is_group=True),
            ),
        ),
        (
            ("Sammy Low", "Jr.", "Ada Low"),
            (PersonName("Low", "Sammy", suffix="Jr."), PersonName("Low", "Ada")),
        ),
        (("Jr.",), (PersonName("Jr."),)),
    ],
)
def test_authors_are_who_was_meant_wherever_they_were_cut(authors, expected):
    assert tuple(iter_credited(paper(authors=authors))) == expected


@given(st.lists(HOSTILE, max_size=3).map(tuple))
def test_any_authors_are_names(authors):
    assert all(name.family for name in iter_credited(paper(authors=authors)))


def test_organizations_stand_for_the_authors_of_a_repository_only():
    code = paper(kind="code", organizations=("Foo Inc.",))
    assert list(iter_credited(code)) == [PersonName("Foo Inc.", is_group=True)]
    assert not list(iter_credited(paper(organizations=("Foo Inc.",))))


def test_parts_that_a_source_tells_are_used_as_they_are():
    given = paper(
        authors=("Ana Kim Foo", "Jan Van Low, Jr.", "Bo Bar"),
        name_parts=(
            pack(PersonName("Kim Foo", "Ana")),
            pack(PersonName("Low", "Jan Van", "", "Jr.")),
            "",
            pack(PersonName("Gone", "Who Is")),
        ),
    )
    assert list(iter_credited(given)) == [
        PersonName("Kim Foo", "Ana"),
        PersonName("Low", "Jan Van", "", "Jr."),
        PersonName("Bar", "Bo"),
    ]
