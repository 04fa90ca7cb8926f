"""The order of a section: clear though noisy, or else the habit of the whole list."""

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.markdown.reading import document
from aiev.markdown.writing import placement

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
        # One step in four goes against the order: it is an order all the same.
        (("2301", "2302", "2301", "2303", "2306", "2305", "2401", "2406"), 7),
        (("2406", "2401", "2402", "2312", "2310", "2311", "2305", "2301"), 1),
        # No order at all: the end.
        (("2402", "2301", "2406", "2304", "2401", "2303"), 6),
    ],
)
def test_a_clear_order_is_kept_though_it_is_noisy(months, expected):
    assert slot(months) == expected


def test_a_section_without_order_takes_new_papers_where_the_list_does():
    newest_first = "## B\n\n" + "".join(
        f"- [U{n}](https://arxiv.org/abs/24{12 - n:02}.1{n:04})\n" for n in range(10)
    )
    months = ("2402", "2301", "2406", "2304", "2401", "2303")
    assert slot(months, before=newest_first + "\n") == 0


def test_equal_months_leave_the_new_one_at_the_newer_end():
    assert slot(("2401", "2402", "2405", "2405")) == 4
    assert slot(("2405", "2405", "2402", "2401")) == 0
