"""Which entries a new one joins: those of its venue or category, where such stand together."""

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.writing.places import placement

HEAD = "## A\n\n| Title | {} | Year | Paper |\n|---|---|---|---|\n"
ROW = "| {} {} | {} | {} | [link](https://arxiv.org/abs/2401.0{:04}) |\n"


def above(column, values, **new):
    """Return the column of the row right above a new paper's, and how many rows stand above."""
    rows = "".join(ROW.format("Thing", n, value, 2024 - n % 3, n) for n, value in enumerate(values))
    listed = document.parse(HEAD.format(column) + rows, is_organization=lambda _: False)
    date, paper = PartialDate(2024), ArxivId("2406.09999")
    place = placement.find(listed, ("A",), date=date, arxiv_id=paper, **new)
    return sum(entry.span[0] < place.offset for entry in listed.entries)


KINDS = ["Tools"] * 4 + ["Data"] * 4 + ["Games"] * 4


@pytest.mark.parametrize(("note", "expected"), [("Tools", 4), ("Data", 8), ("Games", 12)])
def test_rows_of_one_category_stay_together(note, expected):
    assert above("Category", KINDS, note=note) == expected


@pytest.mark.parametrize("note", ["Music", None])
def test_a_category_of_its_own_tells_nothing(note):
    assert above("Category", KINDS, note=note) == 12


def test_categories_that_are_scattered_tell_nothing():
    assert above("Category", ["Tools", "Data", "Games"] * 4, note="Tools") == 12


@pytest.mark.parametrize("venue", [None, "arXiv"])
def test_what_is_unpublished_joins_what_is_whatever_the_list_calls_it(venue):
    """Many lists put preprints below what appeared at conferences, or above it."""
    venues = ["Preprint"] * 6 + ["ICML"] * 2 + ["ACL"] * 2 + ["KDD"] * 2
    assert above("Venue", venues, venue=venue) == 6
    assert above("Venue", venues, venue="ACL") == 10
