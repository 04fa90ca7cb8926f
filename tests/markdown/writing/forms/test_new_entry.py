"""A paper goes into a list whatever arXiv calls it: the line has the title whole."""

from pathlib import Path

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry

SHAPES = Path(__file__).parents[3] / "data" / "lists" / "shapes.md"
NEW = "https://arxiv.org/abs/2410.01234"
TITLES = [
    "A Title with a Stop.",
    "Scaling It Up 🚀",
    "🚀 Scaling It Up",
    "Title: with: colons:",
    "A (Short) Title (2024)",
    "A Title, ICML 2024",
    "1. First of All",
    "Foo – Bar",
    "[Call for Papers] The 2nd Challenge",
]


def read(text):
    return document.parse(text, is_organization=lambda text: text == "MIT")


def plain(line):
    return line.replace("\\", "")


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_reads_as_more_than_a_title_is_written_whole(title):
    listed = read(SHAPES.read_bytes().decode())
    for topic in dict.fromkeys(entry.topic for entry in listed.entries):
        new = NewEntry(title, NEW, PartialDate(2024, 10, 3))
        after = edit.add(listed, new, topic=topic)
        [entry] = [entry for entry in after.entries if entry.url == NEW]
        assert entry.label
        assert entry.label in title
        assert title in plain(after.text[slice(*entry.span)])
        assert len(after.entries) == len(listed.entries) + 1


def test_a_date_at_the_head_of_an_item_is_written_as_its_neighbours_are():
    items = "".join(
        f"- 2024.0{n}, [Thing Number {n} that Works](https://arxiv.org/abs/240{n}.00001)\n"
        for n in (1, 2, 3)
    )
    new = NewEntry("Things that Fly Far", NEW, PartialDate(2024, 10))
    after = edit.add(read(f"## A\n\n{items}"), new, topic=("A",))
    assert after.text.endswith(f"\n- 2024.10, [Things that Fly Far]({NEW})\n")


@pytest.mark.parametrize(
    ("dates", "date", "expected"),
    [
        (("Oct., 2023", "Nov., 2023", "Dec., 2023"), PartialDate(2024, 2), "Feb., 2024"),
        (("Mar, 2024", "Apr, 2024"), PartialDate(2024, 6), "Jun, 2024"),
        (
            ("Apr. 08, 2025", "Apr. 03, 2025", "Mar. 21, 2025"),
            PartialDate(2025, 5, 7),
            "May. 07, 2025",
        ),
        # Padded or not as most that tell it are, not as the first is.
        (("2022.5", "2022.10", "2023.02", "2023.04"), PartialDate(2023, 6), "2023.06"),
        # `May` does not tell how June is written.
        (("May 2024", "July 2024", "June 2024"), PartialDate(2024, 9), "September 2024"),
        # A day that the list's dates have not.
        (("Oct., 2023", "Nov., 2023", "Dec., 2023"), PartialDate(2024), "2024"),
    ],
)
def test_a_date_has_the_marks_of_the_dates_beside_it(dates, date, expected):
    items = "".join(f"- [T{n}]({NEW[:-1]}{n}) ({each})\n" for n, each in enumerate(dates, 5))
    new = NewEntry("Things that Fly Far", "https://arxiv.org/abs/2501.09999", date)
    after = edit.add(read(f"## A\n\n{items}"), new, topic=("A",)).text
    [line] = [line for line in after.split("\n") if "Fly" in line]
    assert line.endswith(f" ({expected})")
