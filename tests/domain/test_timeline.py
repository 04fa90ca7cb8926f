"""A timeline fits its width, and no paper goes lost in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.timeline import Dated, fit

MONTHS = st.builds("{:04}-{:02}".format, st.integers(1950, 2030), st.integers(1, 12))
DATED = st.lists(
    st.builds(
        Dated,
        MONTHS | st.integers(1950, 2030).map(str),
        st.sampled_from(["MoE", "KV cache", "Chips"]),
        st.integers(1, 9),
    ),
    max_size=30,
)


@given(DATED, st.integers(1, 120))
def test_every_paper_is_counted_once_and_the_columns_fit(dated, columns):
    found = fit(dated, columns=columns)
    assert len(found.spans) <= columns
    drawn = sum(span.total for span in found.spans)
    if dated:
        assert drawn + found.earlier + found.undated == sum(one.papers for one in dated)


@given(DATED)
def test_columns_follow_each_other_without_gaps(dated):
    found = fit(dated, columns=100)
    step = {"month": 1, "quarter": 3, "year": 12}[found.unit]
    places = [(span.year * 12 + span.month - 1) // step for span in found.spans]
    assert places == list(range(places[0], places[0] + len(places))) if places else True


@pytest.mark.parametrize(
    ("months", "columns", "unit", "count"),
    [
        (["2024-01", "2024-03"], 10, "month", 3),
        (["2022-01", "2024-12"], 12, "quarter", 12),
        (["2000-01", "2024-12"], 25, "year", 25),
        (["1990-01", "2024-12"], 10, "year", 10),
        (["2020", "2024"], 10, "year", 5),
        ([], 10, "month", 0),
    ],
)
def test_the_finest_unit_that_fits_is_taken(months, columns, unit, count):
    found = fit([Dated(month, "x", 1) for month in months], columns=columns)
    assert (found.unit, len(found.spans)) == (unit, count)


def test_what_is_older_than_the_columns_is_told():
    found = fit([Dated("1990-01", "x", 4), Dated("2024-01", "x", 1)], columns=5)
    assert (found.earlier, found.spans[0].year) == (4, 2020)


def test_a_year_alone_has_no_month():
    found = fit([Dated("2024", "x", 4), Dated("2024-03", "x", 1)], columns=5)
    assert (found.unit, found.undated) == ("month", 4)
