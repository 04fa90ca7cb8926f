"""A new section in a list of tables begins one, as the nearest is headed."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry
from edits import ID, read

HEAD = "|Date|Title|Paper|\n|:---:|:---:|:---:|\n"
ROW = "|2024.0{0}| [Kite] Papers over Water, {0} (@MIT) | [[pdf]]({1}{0})|\n"
# The blank behind the last row is that row's, also where nothing follows.
LIST = (
    f"# L\n\n## T\n\n{HEAD}{ROW.format(1, ID)}{ROW.format(2, ID)}\n"
    f"## U\n\n{HEAD}{ROW.format(3, ID).rstrip()} "
)
SKY = NewEntry("Deep Sky", f"{ID}8", PartialDate(2025, 8), "MIT")
SEA = NewEntry("Deep Sea", f"{ID}9", PartialDate(2025, 9), None)


@pytest.mark.parametrize("parent", [(), ("T",)])
def test_a_section_of_its_own_gets_a_table_and_no_other_line_changes(parent):
    topic = (*parent, "New")
    made = edit.add_topic(read(LIST), "New", parent=parent)
    after = edit.add(edit.add(made, SKY, topic=topic), SEA, topic=topic).text
    table = (
        f"{'#' * (2 + len(parent))} New\n\n{HEAD}"
        f"|2025.08| Deep Sky (@MIT) | [[pdf]]({ID}8)|\n|2025.09| Deep Sea | [[pdf]]({ID}9)|"
    )
    assert table in after.replace("| \n", "|\n")
    lines = iter(after.splitlines())
    assert all(line in lines for line in LIST.splitlines())


def test_a_list_with_more_items_than_rows_begins_an_item():
    text = LIST.replace(HEAD + ROW.format(1, ID) + ROW.format(2, ID), "") + "\n\n## V\n\n"
    text += f"- [One Thing]({ID}4), 2024\n- [Two Things]({ID}5), 2024\n\n## New\n"
    assert f"## New\n\n- [Deep Sky]({ID}8)" in edit.add(read(text), SKY, topic=("New",)).text
