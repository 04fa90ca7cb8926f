"""Where a new entry goes, and which lines are an entry's own: `placement`, `entry_lines`, rows."""

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.writing.forms import html_rows, rows, table_columns
from aiev.markdown.writing.places import entry_lines, placement
from edits import ID, read


def dated(*dates):
    return "# L\n\n## A\n\n" + "".join(
        f"- [T{n}]({ID}{n}) | {date}\n" for n, date in enumerate(dates)
    )


def above(text, date):
    """The title of the entry right above a new one of a date."""
    place = placement.find(read(text), ("A",), date=date, arxiv_id=None)
    return place.previous.label if place.previous else None


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2024-09", "2024-07", "2024-03", "2024-01"), "T1"),
        (("2024-01", "2024-03", "2024-07", "2024-09"), "T1"),
        (("2024-01", "2024-09", "2024-03", "2024-07"), "T3"),
        (("2024-09", "2024-07"), "T1"),
    ],
)
def test_a_new_entry_keeps_the_order_that_there_is(dates, expected):
    """Newest first, oldest first, none, and too few to tell."""
    assert above(dated(*dates), PartialDate(2024, 5)) == expected


def test_a_topic_that_is_not_there_has_no_place():
    assert placement.find(read("# L\n"), ("X",), date=None, arxiv_id=None) is None


def test_an_empty_topic_gets_a_blank_line():
    text = "# L\n\n## A\n\n## B\n"
    place = placement.find(read(text), ("A",), date=None, arxiv_id=None)
    assert text[: place.offset] + place.before == "# L\n\n## A\n\n"
    assert (place.neighbours, place.previous) == ((), None)


@pytest.mark.parametrize("rule", ["", "\n---\n\n"])
def test_an_entrys_lines_go_with_the_rule_between_it_and_another(rule):
    text = f"## A\n\n**[One]({ID}1)**\n\n{rule.lstrip()}**[Two]({ID}2)**\n"
    listed = read(text)
    start, end = entry_lines.find(listed, listed.entries[1])
    assert text[:start] + text[end:] == f"## A\n\n**[One]({ID}1)**\n"


def test_the_second_paper_of_a_line_goes_without_its_line_break():
    """The item below was drawn up into the line, and lost."""
    text = f"## A\n\n- [Deep Order One]({ID}1)<br>[Deep Order Two]({ID}2)\n- [Three]({ID}3)\n"
    listed = read(text)
    start, end = entry_lines.find(listed, listed.entries[1])
    left = text[:start] + text[end:]
    assert left == f"## A\n\n- [Deep Order One]({ID}1)\n- [Three]({ID}3)\n"


TABLE = (
    "## A\n\n| # | **Paper** | Year | Stars |\n|---|---|---|---|\n"
    f"| 1 | [One]({ID}1) | 2024 | ⭐ |\n| 2 | [Two]({ID}2) | 2023 | |\n"
)


def test_a_table_knows_its_columns_by_head_and_rows():
    listed = read(TABLE)
    offset = listed.entries[0].span[0]
    assert table_columns.column_names(TABLE, offset) == ["#", "paper", "year", "stars"]
    assert table_columns.named_columns(TABLE, offset) == {"date": 2}
    assert table_columns.ignored_columns(TABLE, offset) == {0, 3}
    assert rows.columns(listed, listed.entries) == {"label": 1, "url": 1, "date": 2}
    assert rows.has_column(listed, listed.entries, "date")
    assert not rows.has_column(listed, listed.entries, "organizations")
    assert rows.are_counted(TABLE, listed.entries)
    cells = table_columns.cells(TABLE, listed.entries[1])
    assert TABLE[slice(*cells[2])] == " 2023 "


def test_a_row_of_html_stands_with_its_tags():
    text = f'<ul>\n<li><a href="{ID}1">Deep Order</a></li>\n</ul>\n'
    (entry,) = read(text).entries
    assert text[slice(*html_rows.outer(text, entry))].startswith("<li>")
    assert text[slice(*html_rows.outer(text, entry))].endswith("</li>")


def test_a_new_entry_joins_the_group_that_the_newest_paper_came_to():
    text = (
        "## A\n\n[Read this first](https://arxiv.org/abs/2001.00001)\n\n"
        "- Surveys:\n  - [T1](https://arxiv.org/abs/2401.00001)\n"
        "  - [T2](https://arxiv.org/abs/2402.00001)\n"
        "- Methods:\n  - [T3](https://arxiv.org/abs/2403.00001)\n"
        "  - [T4](https://arxiv.org/abs/2404.00001)\n"
        "- Tools:\n  - [T5](https://arxiv.org/abs/2302.00001)\n"
    )
    listed = read(text)
    assert {entry.group for entry in listed.entries} == {None, "Surveys", "Methods", "Tools"}
    place = placement.find(listed, ("A",), date=None, arxiv_id=ArxivId("2405.00001"))
    assert place.previous.label == "T4"


def test_a_row_joins_its_table_and_not_the_links_above_it():
    rows_ = "".join(f"| [T{n}]({ID}{9 - n}) | 2024 |\n" for n in range(4))
    text = f"## A\n\n- [All of KDD](https://x.io)\n\n| Title | Year |\n|---|---|\n{rows_}"
    place = placement.find(read(text), ("A",), date=None, arxiv_id=ArxivId("2405.00001"))
    assert text[place.offset :].startswith("| [T0]")


GROUPED = """## A

- **Year 2024**
  - **arXiv**
    - [T1](https://arxiv.org/abs/2402.00001)
    - [T2](https://arxiv.org/abs/2403.00001)
  - **ECCV**
    - [T3](https://arxiv.org/abs/2406.00001)
- **Year 2023**
  - **arXiv**
    - [T4](https://arxiv.org/abs/2302.00001)
  - **CVPR**
    - [T5](https://arxiv.org/abs/2303.00001)
"""


@pytest.mark.parametrize(
    ("paper", "venue", "expected"),
    [
        ("2409.00001", None, "T2"),
        ("2409.00001", "ECCV 2024", "T3"),
        ("2305.00001", "arXiv", "T4"),
        ("2305.00001", "CVPR", "T5"),
        # Of a year that has no group: the newest one.
        ("2501.00001", None, "T2"),
    ],
)
def test_groups_by_year_and_within_them_by_venue_take_their_own(paper, venue, expected):
    """A preprint of 2024 went to the ECCV of that year, as the newest paper had."""
    listed = read(GROUPED)
    assert listed.entries[0].group == "Year 2024 > arXiv"
    place = placement.find(listed, ("A",), date=None, arxiv_id=ArxivId(paper), venue=venue)
    assert place.previous.label == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((1, 1, 1, 2, 3, 4), 0), ((6, 5, 4, 3, 2, 1), 6), ((1, 2, 3, 4, 5, 6), 6)],
)
def test_numbers_that_repeat_on_top_count_nothing(numbers, expected):
    """A list whose keeper puts new papers on top as `1.` had them at its end as `7.`."""
    items = "".join(
        f"{number}. [T{n}](https://arxiv.org/abs/240{6 - n}.00001)\n"
        for n, number in enumerate(numbers)
    )
    listed = read(f"## A\n\n{items}")
    place = placement.find(listed, ("A",), date=None, arxiv_id=ArxivId("2409.00001"))
    assert sum(entry.span[0] < place.offset for entry in listed.entries) == expected
