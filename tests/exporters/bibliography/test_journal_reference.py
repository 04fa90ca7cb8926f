"""A journal reference is cut into its parts, or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.exporters.bibliography import journal_reference
from aiev.exporters.bibliography.journal_reference import JournalReference, find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J. Made Up 12 (2004), no. 3, 45-67", ("J. Made Up", "12", "3", "45--67")),
        ("J. Made Up 12(3-4), 45 – 67, 2004", ("J. Made Up", "12", "3-4", "45--67")),
        ("J. Made Up, vol. 12, 2004, art. 1234", ("J. Made Up", "12", "", "1234")),
        ("J. Made Up B12 (2004) 45", ("J. Made Up B", "12", "", "45")),
        ("J. Made Up 12, 045101(R) (Dec 2004)", ("J. Made Up", "12", "", "045101")),
        ("J. Made Up 12", ("J. Made Up", "12", "", "")),
    ],
)
def test_the_parts_are_found_in_whichever_order(text, expected):
    assert find(text) == JournalReference(*expected)


@pytest.mark.parametrize(
    "text",
    ["", "Nature", "12 (2004) 45", "J. Made Up 12 (2004) 45, special issue on caches",
     "Made Up 2004 Workshop", "J. Made Up 12-13 (2004)", "Proc. of Made Up, pages 3-4"],
)  # fmt: skip
def test_what_has_a_word_that_is_no_part_is_not_cut(text):
    """A wrong volume in a bibliography is worse than the reference as its authors wrote it."""
    assert find(text) is None


@given(
    st.sampled_from(["J. Made Up", "Made Up Lett.", "Acta Fictionis A"]),
    st.integers(1, 99),
    st.sampled_from(["", "1", "2-3"]),
    st.integers(100, 999),
    st.integers(1, 99),
    st.sampled_from(
        ["{j} {v}{n}, {p} ({y})", "{j}, vol. {v}{n}, {y}, pp. {p}", "{j} {v}{n}:{p},{y}"]
    ),
    st.integers(1950, 2030),
)  # fmt: skip
def test_what_was_put_together_is_taken_apart(journal, volume, number, first, more, form, year):
    pages = f"{first}-{first + more}"
    text = form.format(j=journal, v=volume, n=number and f"({number})", p=pages, y=year)
    expected = JournalReference(journal, str(volume), number, pages.replace("-", "--"))
    assert find(text) == expected


def test_the_pattern_of_a_year_is_of_years_alone():
    found = re.findall(rf"\b{journal_reference.YEAR}\b", "1899 1950 2024 2100 20245")
    assert found == ["1950", "2024"]
