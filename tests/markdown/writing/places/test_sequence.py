"""The order of a section: clear though noisy, or else the habit of the whole list."""

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry
from aiev.markdown.writing.places import placement

NEW = ArxivId("2405.09999")


def slot(months, *, before=""):
    items = "".join(
        f"- [T{n}](https://arxiv.org/abs/{month}.0{n:04})\n" for n, month in enumerate(months)
    )
    listed = document.parse(f"{before}## A\n\n{items}", is_organization=lambda _: False)
    place = placement.find(listed, ("A",), date=None, arxiv_id=NEW)
    return sum(e.span[0] < place.offset for e in listed.entries if e.topic == ("A",))


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        # One step in ten goes against the order: by its date.
        (("2301", "2302", "2303", "2304", "2306", "2305", "2307", "2401", "2402", "2406"), 9),
        # One step in three does: where the newest go, at either end.
        (("2301", "2302", "2301", "2303", "2306", "2305", "2401", "2406"), 8),
        (("2406", "2401", "2402", "2312", "2310", "2311", "2305", "2301"), 0),
        # Older than most: by its date even so.
        (("2505", "2501", "2506", "2409", "2412", "2402", "2306", "2308"), 5),
        # No order at all: the end.
        (("2402", "2301", "2406", "2304", "2401", "2303"), 6),
    ],
)
def test_a_strict_order_is_kept_and_a_rough_one_goes_on(months, expected):
    """Nobody who adds at one end, as papers come to hand, sorts one in."""
    assert slot(months) == expected


NEWEST_FIRST = "## B\n\n" + "".join(
    f"- [U{n}](https://arxiv.org/abs/24{12 - n:02}.1{n:04})\n" for n in range(10)
)


def test_a_section_without_order_takes_new_papers_where_the_list_does():
    months = ("2402", "2301", "2406", "2304", "2401", "2303")
    assert slot(months, before=NEWEST_FIRST + "\n") == 0


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (("2402", "2310", "2403", "2312", "2311", "2309", "2401", "2310"), 0),
        (("2310", "2401", "2309", "2311", "2312", "2403", "2310", "2402"), 8),
    ],
)
def test_an_order_too_slight_to_sort_by_tells_the_end_of_the_newest(months, expected):
    """New ones were put last where the list at large had no order to tell."""
    assert slot(months) == expected


@pytest.mark.parametrize(("months", "expected"), [(("2409",), 1), (("2312", "2409", "2306"), 0)])
def test_a_few_entries_tell_less_of_an_order_than_the_whole_list(months, expected):
    assert slot(months, before=NEWEST_FIRST + "\n") == expected


def test_dates_that_readers_see_come_before_ids():
    """A paper of May that the list dates by its publication in August."""
    items = "".join(
        f"- [T{n}](https://arxiv.org/abs/{month}.00001) | {date}\n"
        for n, (month, date) in enumerate(
            (("2410", "2024-12"), ("2409", "2024-09"), ("2407", "2024-07"), ("2403", "2024-03"))
        )
    )
    listed = document.parse(f"## A\n\n{items}", is_organization=lambda _: False)
    place = placement.find(listed, ("A",), date=PartialDate(2024, 8), arxiv_id=NEW)
    assert place.previous.label == "T1"


def test_equal_months_leave_the_new_one_at_the_newer_end():
    assert slot(("2401", "2402", "2405", "2405")) == 4
    assert slot(("2405", "2405", "2402", "2401")) == 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # Newest first, roughly: the second of two stands below the first, as they were given.
        (("2406", "2401", "2402", "2312", "2310", "2311"), ["First", "Second", "T0"]),
        # Oldest first: both at the end.
        (("2310", "2311", "2310", "2312", "2401", "2402"), ["T5", "First", "Second"]),
    ],
)
def test_papers_that_wait_together_stand_in_the_order_given(order, expected):
    items = "".join(
        f"- [T{n}](https://arxiv.org/abs/{month}.0{n:04})\n" for n, month in enumerate(order)
    )
    listed = document.parse(f"## A\n\n{items}", is_organization=lambda _: False)
    first = NewEntry("First", "https://arxiv.org/abs/2405.09999")
    second = NewEntry("Second", "https://arxiv.org/abs/2405.09998")
    listed = edit.add(listed, first, topic=("A",))
    listed = edit.add(listed, second, topic=("A",), waiting=["First"])
    labels = [entry.label for entry in listed.entries]
    assert [label for label in labels if label in expected] == expected
