"""Towns, states, countries and departments beside a name only say where it sits."""

import pytest

from aiev.domain.organizations.place import is_place, is_place_or_unit, is_town_of


@pytest.mark.parametrize("text", ["Beijing", "CHINA", "P.R. China", "北京", "New York", "CA"])
def test_a_town_a_state_or_a_country_is_a_place(text):
    assert is_place(text)
    assert is_place_or_unit(text)


@pytest.mark.parametrize("text", ["Microsoft", "MS", "VT", "UT", "Berkeley", ""])
def test_what_is_more_often_an_organization_is_no_place(text):
    assert not is_place(text)


@pytest.mark.parametrize(
    "text", ["School of Computing", "Dept. of Physics", "Computer Science Department"]
)
def test_a_department_only_locates_a_name(text):
    assert is_place_or_unit(text)
    assert not is_place(text)


@pytest.mark.parametrize(
    ("town", "region", "expected"),
    [
        ("Cambridge", "MA", True),
        ("Berkeley", "CA", True),
        ("Berkeley", "Stanford", False),
        ("Stanford", "CA", False),
        ("Cambridge", "", False),
    ],
)
def test_a_town_before_its_state_is_an_address(town, region, expected):
    assert is_town_of(town, region) is expected
