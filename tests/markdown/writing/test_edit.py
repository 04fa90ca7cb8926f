"""Edits splice: the lines they must change, in the list's own style, and no other byte."""

import pytest

from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry
from edits import ID, NEW, SEED, change, changed, read


class TestChange:
    TEXT = f"# L\n\n## T\n\n*   [One]({ID}1): first | 18 Nov 2024 | Google\n*   [Two]({ID}2)\n"

    @pytest.mark.parametrize(
        ("label", "field", "value", "expected"),
        [
            ("One", "label", "Un [o]", f"*   [Un \\[o\\]]({ID}1): first | 18 Nov 2024 | Google"),
            ("One", "url", NEW, f"*   [One]({NEW}): first | 18 Nov 2024 | Google"),
            ("One", "url", None, "*   [One](): first | 18 Nov 2024 | Google"),
            ("One", "date", "2025-05-03", f"*   [One]({ID}1): first | 3 May 2025 | Google"),
            ("One", "date", "2025-05", f"*   [One]({ID}1): first | May 2025 | Google"),
            ("One", "date", None, f"*   [One]({ID}1): first | Google"),
            ("One", "organizations", "MIT", f"*   [One]({ID}1): first | 18 Nov 2024 | MIT"),
            ("One", "organizations", None, f"*   [One]({ID}1): first | 18 Nov 2024"),
            ("One", "note", "last", f"*   [One]({ID}1): last | 18 Nov 2024 | Google"),
            ("One", "note", None, f"*   [One]({ID}1) | 18 Nov 2024 | Google"),
            ("Two", "date", "2025-05-03", f"*   [Two]({ID}2) | 3 May 2025"),
            ("Two", "organizations", "MIT", f"*   [Two]({ID}2) | MIT"),
            ("Two", "note", "second", f"*   [Two]({ID}2): second"),
        ],
    )
    def test_one_field_of_one_line(self, label, field, value, expected):
        out, put = changed(self.TEXT, change(self.TEXT, label, **{field: value}))
        assert len(out) == 1
        assert put == [expected]

    def test_a_table_cell_is_filled(self):
        text = (
            "|Date|Title|Org|Link|\n|--|--|--|--|\n"
            f"| 2024.05 | One Thing | Google | [pdf]({ID}1) |\n| | Two Things | | [pdf]({ID}2) |\n"
        )
        assert f"| 2025.01 | Two Things | | [pdf]({ID}2) |" in change(
            text, "Two Things", date="2025-01"
        )
        assert f"| | Two Things | MIT | [pdf]({ID}2) |" in change(
            text, "Two Things", organizations="MIT"
        )

    def test_an_item_without_a_link_gets_one(self):
        text = f"## T\n- [One]({ID}1)\n- Two Things\n"
        assert change(text, "Two Things", url=NEW).endswith(f"\n- [Two Things]({NEW})\n")
        empty = f"## T\n- [One]({ID}1)\n- [Two]()\n"
        assert change(empty, "Two", url=NEW).endswith(f"\n- [Two]({NEW})\n")
        reference = f"- [One][1]\n\n[1]: {ID}1\n"
        assert change(reference, "One", url=NEW) == f"- [One]({NEW})\n\n[1]: {ID}1\n"

    def test_the_same_value_changes_nothing(self):
        assert change(self.TEXT, "One", organizations="Google") == self.TEXT

    def test_what_the_markup_cannot_hold_is_an_error(self):
        with pytest.raises(UsageError, match="line 5 cannot hold this organization"):
            change(self.TEXT, "One", organizations="a | 3 May 2025 | b")


class TestMoveAndRemove:
    def test_an_entry_moves_with_its_own_line(self):
        listed = read(SEED)
        entry = next(e for e in listed.entries if e.label.startswith("MoE-Lightning"))
        after = edit.move(listed, entry, topic=("AI Algorithm", "MoE"))
        line = SEED[slice(*entry.span)]
        assert changed(SEED, after.text) in (([line], [line]), ([], []))
        moved = next(e for e in after.entries if e.label == entry.label)
        assert moved.topic == ("AI Algorithm", "MoE")
        assert len(after.entries) == len(listed.entries)

    def test_an_entry_moves_into_a_table_as_a_row(self):
        text = (
            f"## L\n\n- [One]({ID}1) | 2024.05 | MIT\n\n## T\n\n|Date|Title|Link|\n|--|--|--|\n"
            f"|2024.04|Two Things (@CMU)|[pdf]({ID}2)|\n|2024.03|Six Things (@CMU)|[pdf]({ID}6)|\n"
        )
        listed = read(text)
        after = edit.move(listed, listed.entries[0], topic=("T",))
        assert after.text.endswith(f"\n|2024.05|One (@MIT)|[pdf]({ID}1)|\n")
        assert [e.topic for e in after.entries] == [("T",)] * 3

    def test_a_removed_entry_takes_its_lines_along(self):
        text = f"## T\n\n- [One]({ID}1)\n  - Ada Bee, Cay Dee\n- [Two]({ID}2)\n"
        listed = read(text)
        first = edit.remove(listed, listed.entries[0])
        assert first.text == f"## T\n\n- [Two]({ID}2)\n"
        last = edit.remove(listed, listed.entries[1])
        assert last.text == f"## T\n\n- [One]({ID}1)\n  - Ada Bee, Cay Dee\n"

    def test_paragraphs_leave_one_blank_line(self):
        text = f"## T\n\n[**One**]({ID}1)\n\n[**Two**]({ID}2)\n\n[**Three**]({ID}3)\n"
        listed = read(text)
        after = edit.remove(listed, listed.entries[1])
        assert after.text == f"## T\n\n[**One**]({ID}1)\n\n[**Three**]({ID}3)\n"


class TestAddTopic:
    def test_a_topic_goes_last_below_its_parent(self):
        text = f"# L\n\n## A\n\n### A1\n\n- [One]({ID}1)\n\n## B\n\n- [Two]({ID}2)\n"
        after = edit.add_topic(read(text), "A2", parent=("A",))
        assert changed(text, after.text) == ([], ["### A2", ""])
        assert [h.path for h in after.headings[1:]] == [("A",), ("A", "A1"), ("A", "A2"), ("B",)]
        top = edit.add_topic(read(text), "C & [more]", parent=())
        assert top.text == text + "\n## C & \\[more\\]\n"
        assert top.headings[-1].path == ("C & [more]",)

    def test_below_the_deepest_heading_there_is_none_deeper(self):
        """`#######` is no heading but words."""
        text = "# L\n\n## A\n\n###### F\n\n- [One](u)\n"
        after = edit.add_topic(read(text), "G", parent=("A", "F"))
        assert after.text == text + "\n###### G\n"
        assert after.headings[-1].path == ("A", "G")

    def test_a_parent_that_is_not_there_is_an_error(self):
        with pytest.raises(NotFoundError, match="no such topic"):
            edit.add_topic(read("# L\n"), "A", parent=("X",))


def test_tags_that_held_the_authors_do_not_stay_without_them():
    pieces = "".join(
        f"[**Deep Thing {n}**](https://example.org/{n})\n\n*Published: 2024-05-0{n}*\n\n"
        '<font color="gray">Ada Bee, Cay Dee - [arXiv]</font>\n\n'
        for n in (1, 2, 3)
    )
    listed = document.parse(f"# L\n\n## A\n\n{pieces}", is_organization=lambda _: False)
    new = NewEntry(label="A post of ours", url="https://example.org/blog", date=None)
    after = edit.add(listed, new, topic=("A",))
    assert "[**A post of ours**](https://example.org/blog)" in after.text
    assert after.text.count("<font") == 3


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("1. [Red](https://arxiv.org/abs/2403.00011), Mar 2024", "中文"),
        ("- [Red](https://arxiv.org/abs/2403.00011) | 3 Mar 2024 | Infinigence-AI", "pdf"),
        (
            "| # | T | Date | Link |\n| - | - | - | - |\n"
            "| 2 | Counting Goats | 2024.02 | [Link](https://arxiv.org/abs/2402.00032) |",
            "x",
        ),
    ],
)
def test_a_note_behind_a_date_gives_way_to_a_longer_one(lines, words):
    """`Mar 2024: x` held one short word, and no other could take its place."""
    listed = document.parse(f"## T\n\n{lines}\n", is_organization="Infinigence-AI".__eq__)
    for note in (words, "a longer note", "x", "a longer note", None):
        listed = edit.change(listed, listed.entries[0], field="note", value=note)
        assert listed.entries[0].note == note
    assert listed.text == f"## T\n\n{lines}\n"


@pytest.mark.parametrize("words", [r"\0", r"\\x y", "*x y*", "[draft] only"])
def test_a_note_that_begins_escaped_goes_with_its_backslash(words):
    r"""`\\0` left its first backslash behind, which no other note could stand beside."""
    text = "## T\n\n1. [Red](https://arxiv.org/abs/2403.00011), Mar 2024\n"
    listed = document.parse(text, is_organization=lambda _: False)
    for note in (words, "2024", words, None):
        listed = edit.change(listed, listed.entries[0], field="note", value=note)
        assert listed.entries[0].note == note
    assert listed.text == text


def test_a_note_is_not_written_where_it_is_a_short_name():
    """`- (2024-05) - 0 [T](u)` had the note `0`, and could not be given it again."""
    text = "## T\n\n- (2024-05) [Red Thing](https://arxiv.org/abs/2405.00031) (Google)\n"
    listed = read(text)
    for note in ("0", "read first", "0", "x", None):
        listed = edit.change(listed, listed.entries[0], field="note", value=note)
        assert (listed.entries[0].note, listed.entries[0].asides) == (note, ())
    assert listed.text == text
