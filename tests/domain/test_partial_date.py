from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    known = draw(st.integers(min_value=1, max_value=3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 Nov 2024", "2024-11-18"),
        ("18 November 2024", "2024-11-18"),
        ("18th of November, 2024", "2024-11-18"),
        ("1st Jan 2024", "2024-01-01"),
        ("23 Feb, 2025", "2025-02-23"),
        ("Nov 18, 2024", "2024-11-18"),
        ("Sept. 3rd 2022", "2022-09-03"),
        ("2024 Nov 18", "2024-11-18"),
        ("18-Nov-2024", "2024-11-18"),
        ("18/Nov/2024", "2024-11-18"),
        ("18\u00a0Nov\u00a02024", "2024-11-18"),
        ("2024-05-28", "2024-05-28"),
        ("2024/5/8", "2024-05-08"),
        ("2024.07.15", "2024-07-15"),
        ("28.05.2024", "2024-05-28"),
        ("5.7.2024", "2024-07-05"),
        ("28/05/2024", "2024-05-28"),
        ("05/28/2024", "2024-05-28"),
        ("2024年5月3日", "2024-05-03"),
        ("2024 年 5 月 3 日", "2024-05-03"),
        ("3 Aug '24", "2024-08-03"),
        ("Dec 2024", "2024-12"),
        # The year of a venue is no day.
        ("SOSP'25, Oct 2022", "2022-10"),
        ("NSDI ’24, 3 Apr 2024", "2024-04-03"),
        ("'25 Oct 2022'", "2022-10-25"),
        ("Feb. 2025", "2025-02"),
        ("July, 2023", "2023-07"),
        ("sept 2022", "2022-09"),
        ("November2023", "2023-11"),
        ("2024 Dec", "2024-12"),
        ("Aug'24", "2024-08"),
        ("Mar ’05", "2005-03"),
        ("2024-05", "2024-05"),
        ("2023.5", "2023-05"),
        ("[2023/12]", "2023-12"),
        ("2023.12", "2023-12"),
        ("12.2024", "2024-12"),
        ("12/2024", "2024-12"),
        ("发表于2024年5月。", "2024-05"),
        ("2017", "2017"),
        ("(2017)", "2017"),
        ("2024年", "2024"),
        ("Q1 2024", "2024"),
    ],
)
def test_every_form_that_lists_use_is_read_to_its_own_precision(text: str, expected: str) -> None:
    assert str(partial_date.find(text)) == expected


@pytest.mark.parametrize("text", ["05/07/2024", "5-7-2024"])
def test_a_day_that_could_be_a_month_leaves_only_the_year_known(text: str) -> None:
    assert partial_date.find(text) == PartialDate(2024)


@pytest.mark.parametrize("text", ["05/05/2024", "5-5-2024"])
def test_a_day_that_equals_its_month_is_known(text: str) -> None:
    assert partial_date.find(text) == PartialDate(2024, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 Feb 2024",
        "2024-02-30",
        "2024-02-32",
        "2024-13-05",
        "32 Jan 2024",
        "0 Jan 2024",
        "2024-05-00",
        "30.02.2024",
        "13/13/2024",
        "2401.07851",
        "2012.12345",
        "https://example.org/2024",
        "v1.2024.3",
        "GPT-2024",
        "12024",
        "2024-2025",
        "1850",
        "May",
        "May 24",
        "decoder",
    ],
)
def test_what_no_calendar_has_or_no_date_is_gives_nothing(text: str) -> None:
    assert partial_date.find(text) is None


def test_an_impossible_date_does_not_hide_a_possible_one() -> None:
    assert partial_date.find("31 Feb 2024, 1 Mar 2024") == PartialDate(2024, 3, 1)


def test_the_place_of_the_date_is_told_to_the_character() -> None:
    text = "MoE-Lightning | 18 Nov 2024 | UC Berkeley"
    found = partial_date.find_span(text)
    assert found is not None
    assert text[found[1] : found[2]] == "18 Nov 2024"


@pytest.mark.parametrize(
    "text", ["", "24", "2024-1", "2024-00", "2024-05-00", "2024-02-30", "2024-05-28T10:00", "٢٠٢٤"]
)
def test_parse_refuses_what_is_not_iso(text: str) -> None:
    """A month or day of 0 was once taken for a date without them."""
    with pytest.raises(ValueError, match=r"."):
        partial_date.parse(text)


@pytest.mark.parametrize("parts", [(2024, 0), (2024, 5, 0), (2024, 13), (2023, 2, 29), (0,)])
def test_a_date_that_no_calendar_has_cannot_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)


def test_a_day_without_its_month_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2024, None, 5)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_an_interval_is_closed_open(text: str, low: date, high: date) -> None:
    assert partial_date.parse(text).interval() == (low, high)


@given(partial_dates())
def test_parse_reads_back_what_str_writes(each: PartialDate) -> None:
    assert partial_date.parse(str(each)) == each
    assert partial_date.find(str(each)) == each


@given(days)
def test_every_day_lies_in_its_month_and_its_year(day: date) -> None:
    full = PartialDate(day.year, day.month, day.day)
    month, year = PartialDate(day.year, day.month), PartialDate(day.year)
    assert year.covers(month)
    assert month.covers(full)
    assert not full.covers(month)
    assert full.interval() == (day, day + timedelta(days=1))


@given(days, st.sampled_from(["%d %b %Y", "%b %d, %Y", "%d %B, %Y", "%Y/%m/%d", "%Y.%m.%d"]))
def test_every_spelling_of_a_day_is_that_day(day: date, form: str) -> None:
    text = f"a title | {day.strftime(form)} | an organization"
    assert partial_date.find(text) == PartialDate(day.year, day.month, day.day)


@given(st.text())
def test_no_text_makes_find_fail(text: str) -> None:
    found = partial_date.find_span(text)
    if found is not None:
        assert 0 <= found[1] < found[2] <= len(text)


@given(st.text(alphabet="0123456789 ./-'年月日,JanFebMayDec", max_size=30))
def test_no_text_like_a_date_makes_find_fail(text: str) -> None:
    partial_date.find(text)


@pytest.mark.parametrize("year", [0, -1, 9999, 10000])
def test_a_year_whose_interval_cannot_be_named_is_no_date(year: int) -> None:
    """The interval of 9999 would end in the year 10000, which overflowed when it was asked for."""
    for parts in ((year,), (year, 12), (year, 12, 31)):
        with pytest.raises(ValueError, match="between 1 and 9998"):
            PartialDate(*parts)


def test_the_first_and_the_last_year_have_their_intervals() -> None:
    assert PartialDate(1).interval() == (date(1, 1, 1), date(2, 1, 1))
    last = partial_date.LAST_YEAR
    end = date(last + 1, 1, 1)
    assert PartialDate(last).interval() == (date(last, 1, 1), end)
    assert PartialDate(last, 12).interval() == (date(last, 12, 1), end)
    assert PartialDate(last, 12, 31).interval() == (date(last, 12, 31), end)
    with pytest.raises(ValueError, match="9998"):
        partial_date.parse("9999-12-31")
