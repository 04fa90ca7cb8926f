"""A venue is written as the list writes its others."""

import pytest

from aiev.domain.knowledge import Publication
from aiev.services.checks import venue_form

ICLR = "International Conference on Learning Representations"


def written(venues, *, venue=ICLR, short="ICLR", year=2025):
    one = Publication(venue, short, None, None, None, year, None, "openalex", None)
    return venue_form.written(one, venues)


@pytest.mark.parametrize(
    ("venues", "expected"),
    [
        ([], "ICLR 2025"),
        (["SOSP 2024", "ICML 2023"], "ICLR 2025"),
        (["SOSP'24", "OSDI'24", "ICML 2023"], "ICLR'25"),
        (["SOSP 24"], "ICLR 25"),
        (["NeurIPS2024", "ICML2023"], "ICLR2025"),
        (["ICML, 2024"], "ICLR, 2025"),
        (["SOSP", "OSDI"], "ICLR"),
        (["ICLR 2024 Oral", "ICML 2024 (Spotlight)"], "ICLR 2025"),
        (["iclr 2023"], "iclr 2025"),
        (["Conference on Machine Learning and Systems 2024"], f"{ICLR} 2025"),
    ],
)
def test_as_its_neighbours(venues, expected):
    assert written(venues) == expected


def test_what_is_not_known_is_not_made_up():
    assert written(["SOSP'24"], year=None) == "ICLR"
    assert written(["SOSP'24"], venue="Nature Machine Intelligence", short=None) == (
        "Nature Machine Intelligence 2025"
    )
    assert written(["SOSP'24"], venue=None, short=None) is None
