"""What is put below an item without being its own goes where the item goes."""

import pytest

from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry

ID = "https://arxiv.org/abs/2401.0000"
NEW = NewEntry("A Kite that Flies over All", f"{ID}9")
STARS = "[![Stars](https://img.shields.io/github/stars/o/r{0})](https://github.com/o/r{0})"

below = pytest.mark.parametrize(
    "line",
    ["> a quote of {0}\n", f"\n&nbsp;&nbsp; {STARS}\n", "\n![](fig{0}.png)\n\n", "\n> q {0}\n"],
)


def read(line, numbers=(1, 2, 3)):
    items = "".join(f"- [Thing Number {n} that Works]({ID}{n})\n" + line.format(n) for n in numbers)
    text = f"## A\n\n{items}\n## B\n\n- [Other Thing that Works]({ID}7)\n"
    return document.parse(text, is_organization=lambda _: False)


@below
def test_a_new_entry_never_stands_between_an_item_and_its_line(line):
    listed = read(line)
    text = edit.add(listed, NEW, topic=("A",)).text
    for number in (1, 2, 3):
        block = f"- [Thing Number {number} that Works]({ID}{number})\n" + line.format(number)
        assert block.rstrip() in text


@below
def test_a_removed_item_takes_its_line_along(line):
    listed = read(line)
    text = edit.remove(listed, listed.entries[1]).text
    assert line.format(2).strip() not in text
    assert line.format(1).strip() in text
    assert line.format(3).strip() in text


@below
def test_a_moved_item_takes_its_line_along(line):
    listed = read(line)
    text = edit.move(listed, listed.entries[1], topic=("B",)).text
    head, _, tail = text.partition("## B")
    assert line.format(2).strip() in tail
    assert line.format(2).strip() not in head


def test_a_picture_at_the_end_of_a_section_is_no_item_s():
    listed = read("", (1, 2))
    text = listed.text.replace("\n## B", "\n![](chart.png)\n\n## B")
    again = document.read_again(listed, text)
    assert "![](chart.png)" in edit.remove(again, again.entries[1]).text
