"""Dates and links as they are typed: what cannot be read is told with the way to write it."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError
from aiev.markdown.values import Link
from aiev.services.lists.written_fields import read_date, read_link


def test_a_date_is_a_year_a_month_or_a_day():
    assert read_date(None) is None
    assert read_date("2024-11") == PartialDate(2024, 11)
    with pytest.raises(UsageError, match="not a date: soon"):
        read_date("soon")


def test_a_link_is_a_name_and_an_address():
    assert read_link("code=https://a.example/?b=c") == Link("code", "https://a.example/?b=c")
    for text in ("code", "=https://a.example", "code=ftp://a.example", "code=https://a b"):
        with pytest.raises(UsageError, match="not a link"):
            read_link(text)
