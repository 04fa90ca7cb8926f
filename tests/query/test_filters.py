"""The options of the commands, as parts of the tree that query text becomes."""

from datetime import date

import pytest

from aiev.errors import UsageError
from aiev.query.filters import Filters
from aiev.query.tree import EVERYTHING, And, Dates, Name, Or, Text

TODAY = date(2025, 5, 31)


def test_filters_ask_for_one_value_of_each_option_and_all_options():
    filters = Filters(
        topics=("moe", "offloading"), authors=("tri dao",), since="2024", until="2025-05"
    )
    assert filters.tree(today=TODAY) == And(
        (
            Or((Name("topic", "moe"), Name("topic", "offloading"))),
            Text("tri dao", "phrase", "author"),
            Dates("date", "2024-01-01", "2025-06-01"),
        )
    )
    assert Filters().tree(today=TODAY) == EVERYTHING


@pytest.mark.parametrize(
    "filters", [Filters(since="soon"), Filters(year="x"), Filters(since="2025", until="2024")]
)
def test_options_with_impossible_dates_are_refused(filters):
    with pytest.raises(UsageError):
        filters.tree(today=TODAY)
