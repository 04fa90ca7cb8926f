"""Edits splice: the lines they must change, in the list's own style, and no other byte."""

import difflib
from pathlib import Path

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.errors import NotFoundError, UsageError
from aiev.markdown import document, edit
from aiev.markdown.writing import NewEntry

SEED = (Path(__file__).parents[2] / "seeds" / "awesome-ai-everything.md").read_bytes().decode()
KNOWN = {"google", "microsoft", "mit", "openai", "uc berkeley", "nvidia", "cmu", "stanford"}
ID = "https://arxiv.org/abs/2401.0000"
NEW = "https://arxiv.org/abs/2510.01234"


def known(name):
    return name.casefold() in KNOWN


def read(text):
    return document.parse(text, is_organization=known)


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def changed(before, after):
    """The lines taken out and put in, as a diff shows them."""
    matcher = difflib.SequenceMatcher(None, lines(before), lines(after), autojunk=False)
    out, put = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out += lines(before)[a:b]
            put += lines(after)[c:d]
    return out, put


def added(text, topic, **fields):
    after = edit.add(
        read(text),
        NewEntry(**{"label": "A New Thing", "url": NEW, **fields}),
        topic=topic,
        is_organization=known,
    )
    return after.text


def change(text, title, **fields):
    listed = read(text)
    ((field, value),) = fields.items()
    entry = next(e for e in listed.entries if e.label == title)
    return edit.change(listed, entry, field=field, value=value, is_organization=known).text


class TestAdd:
    def test_one_line_in_the_seeds_style(self):
        after = added(
            SEED,
            ("AI Inference optimization", "Offloading"),
            date=PartialDate(2025, 10, 3),
            organizations="UC Berkeley",
        )
        out, put = changed(SEED, after)
        assert out == []
        assert put == [f"*   [A New Thing]({NEW}) | 3 Oct 2025 | UC Berkeley"]
        assert after.replace(put[0] + "\n", "", 1) == SEED

    def test_every_topic_of_the_seed_takes_a_paper_as_one_line(self):
        for heading in read(SEED).headings[1:]:
            out, put = changed(SEED, added(SEED, heading.path, organizations="MIT"))
            assert out == []
            # The list's headings have a blank line below.
            put = [line for line in put if line]
            assert len(put) == 1, heading
            assert put[0].startswith("*   [A New Thing](")
            assert put[0].endswith("| MIT")

    def test_a_month_and_a_note_follow_the_list(self):
        text = f"## T\n- [One]({ID}1): first | 18 Nov 2024 | MIT\n- [Two]({ID}2) | Dec 2024 | MIT\n"
        _, put = changed(text, added(text, ("T",), date=PartialDate(2025, 5), note="third"))
        assert put == [f"- [A New Thing]({NEW}): third | May 2025"]

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (f"+ [One]({ID}1) – Google (Jun 2024)", f"+ [A New Thing]({NEW}) – MIT (May 2025)"),
            (f"* **[One]({ID}1)** (2024.06), Google", f"* **[A New Thing]({NEW})** (2025.05), MIT"),
            (
                f'- "One Thing", *arXiv, Jun 2024*. [[Paper]({ID}1)] [[Code](https://x.io)] | MIT',
                f'- "A New Thing", *arXiv, May 2025*. [[Paper]({NEW})] | MIT',
            ),
            (
                f"- **One Thing** [[paper]]({ID}1), 2024.6, Google",
                f"- **A New Thing** [[paper]]({NEW}), 2025.5, MIT",
            ),
        ],
    )
    def test_the_neighbours_order_and_separators_are_kept(self, row, expected):
        text = f"## T\n\n{row}\n\n## U\n"
        after = added(text, ("T",), date=PartialDate(2025, 5), organizations="MIT")
        assert changed(text, after) == ([], [expected])

    def test_a_sorted_topic_stays_sorted(self):
        newest = "## T\n" + "".join(
            f"- [P{m}]({ID}{m}) | {date}\n"
            for m, date in enumerate(("Jun 2024", "Apr 2024", "Feb 2024"))
        )
        after = added(newest, ("T",), date=PartialDate(2024, 5))
        assert [line[:6] for line in lines(after)[1:5]] == ["- [P0]", "- [A N", "- [P1]", "- [P2]"]
        oldest = "## T\n" + "\n".join(reversed(newest.split("\n")[1:4])) + "\n"
        after = added(oldest, ("T",), date=PartialDate(2024, 5))
        assert [line[:6] for line in lines(after)[1:5]] == ["- [P2]", "- [P1]", "- [A N", "- [P0]"]

    def test_a_table_gets_a_row_with_its_columns_and_padding(self):
        text = (
            "## T\n\n"
            "| Date    | Title                 | Paper                     | Code |\n"
            "|---------|-----------------------|---------------------------|------|\n"
            "| 2024.06 | One Thing (@Google)   | [[pdf]](https://x.io/1)   | ⚠️   |\n"
            "| 2024.05 | Two Things (@MIT)     | [[pdf]](https://x.io/2)   | ⚠️   |\n"
            "| 2024.04 | Three of Them (@CMU)  | [[pdf]](https://x.io/3)   | ⚠️   |\n"
        )
        fields = {"date": PartialDate(2024, 7), "organizations": "OpenAI", "url": "https://x.io/77"}
        after = added(text, ("T",), **fields)
        out, put = changed(text, after)
        assert out == []
        assert put == ["| 2024.07 | A New Thing (@OpenAI) | [[pdf]](https://x.io/77)  | ⚠️   |"]
        assert lines(after)[4] == put[0]

    def test_several_lines_a_paper_and_numbers_are_counted_on(self):
        text = (
            f"## T\n\n1. **One Thing**\n\n   *Ada Bee, Cay Dee.* [[abs]({ID}1)], 2024.1\n\n"
            f"2. **Two Things**\n\n   *Ada Bee.* [[abs]({ID}2)] [[code](https://x.io)], 2024.2\n"
        )
        after = added(text, ("T",), date=PartialDate(2024, 3))
        assert after == text + f"\n3. **A New Thing**\n\n   [[abs]({NEW})], 2024.3\n"

    def test_line_breaks_and_the_files_end_are_kept(self):
        crlf = f"## T\r\n\r\n* [One]({ID}1)\r\n* [Two]({ID}2)\r\n"
        assert added(crlf, ("T",)) == crlf + f"* [A New Thing]({NEW})\r\n"
        unended = f"## T\n\n* [One]({ID}1)\n* [Two]({ID}2)"
        assert added(unended, ("T",)) == unended + f"\n* [A New Thing]({NEW})"

    def test_an_empty_topic_takes_the_style_of_the_list(self):
        text = f"## T\n\n* [One]({ID}1) | 2024\n\n## Empty\n\n## U\n"
        after = added(text, ("Empty",), date=PartialDate(2025))
        assert changed(text, after) == ([], [f"* [A New Thing]({NEW}) | 2025", ""])
        assert after.startswith(f"## T\n\n* [One]({ID}1) | 2024\n\n## Empty\n\n* [A New")
        assert [e.topic for e in read(after).entries] == [("T",), ("Empty",)]

    def test_a_label_groups_entries_stay_together(self):
        text = f"## T\n- [One]({ID}1)\n- **Group**\n  - [Two]({ID}2)\n  - [Three]({ID}3)\n"
        after = added(text, ("T",))
        assert [(e.label, e.group) for e in read(after).entries] == [
            ("One", None),
            ("A New Thing", None),
            ("Two", "Group"),
            ("Three", "Group"),
        ]

    @pytest.mark.parametrize(
        "label",
        [
            "Brackets [in] a Title",
            "Under_score and *stars* and `ticks`",
            "A | Bar",
            "Less < More & &amp; More",
            "# Not a Heading",
            "Back\\slash ~twice~",
            "$O(n^2)$ is Enough?",
        ],
    )
    @pytest.mark.parametrize(
        "text",
        [
            f"## T\n- [One]({ID}1)\n- [Two]({ID}2)\n",
            f"## T\n- **One Thing** [[paper]]({ID}1)\n",
            f"## T\n\n|Title|Link|\n|-|-|\n|One Thing|[pdf]({ID}1)|\n",
            f"## T\n\n[**One Thing**]({ID}1)\n",
        ],
    )
    def test_what_would_be_markup_is_escaped(self, text, label):
        entries = read(added(text, ("T",), label=label)).entries
        assert label in [entry.label for entry in entries]
        assert len(entries) == len(read(text).entries) + 1

    @pytest.mark.parametrize("label", ["arXiv:2406.00006", "2406.00006", "Paper", "Code"])
    def test_a_label_that_reads_like_a_form_of_the_paper_is_written(self, label):
        text = f"## T\n- [One]({ID}1) | 3 Jan 2024 | Google\n- [Two]({ID}2) | 9 Apr 2024 | MIT\n"
        fields = {"label": label, "date": PartialDate(2024, 6), "organizations": "MIT"}
        for given in ({"label": label}, fields):
            entry = read(added(text, ("T",), **given)).entries[-1]
            assert (entry.label, entry.url) == (label, NEW)

    def test_a_topic_that_is_not_there_is_an_error(self):
        with pytest.raises(NotFoundError, match="no such topic"):
            added(SEED, ("No", "Topic"))


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
        after = edit.move(listed, entry, topic=("AI Algorithm", "MoE"), is_organization=known)
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
        after = edit.move(listed, listed.entries[0], topic=("T",), is_organization=known)
        assert after.text.endswith(f"\n|2024.05|One (@MIT)|[pdf]({ID}1)|\n")
        assert [e.topic for e in after.entries] == [("T",)] * 3

    def test_a_removed_entry_takes_its_lines_along(self):
        text = f"## T\n\n- [One]({ID}1)\n  - Ada Bee, Cay Dee\n- [Two]({ID}2)\n"
        listed = read(text)
        first = edit.remove(listed, listed.entries[0], is_organization=known)
        assert first.text == f"## T\n\n- [Two]({ID}2)\n"
        last = edit.remove(listed, listed.entries[1], is_organization=known)
        assert last.text == f"## T\n\n- [One]({ID}1)\n  - Ada Bee, Cay Dee\n"

    def test_paragraphs_leave_one_blank_line(self):
        text = f"## T\n\n[**One**]({ID}1)\n\n[**Two**]({ID}2)\n\n[**Three**]({ID}3)\n"
        listed = read(text)
        after = edit.remove(listed, listed.entries[1], is_organization=known)
        assert after.text == f"## T\n\n[**One**]({ID}1)\n\n[**Three**]({ID}3)\n"


class TestAddTopic:
    def test_a_topic_goes_last_below_its_parent(self):
        text = f"# L\n\n## A\n\n### A1\n\n- [One]({ID}1)\n\n## B\n\n- [Two]({ID}2)\n"
        after = edit.add_topic(read(text), "A2", parent=("A",), is_organization=known)
        assert changed(text, after.text) == ([], ["### A2", ""])
        assert [h.path for h in after.headings[1:]] == [("A",), ("A", "A1"), ("A", "A2"), ("B",)]
        top = edit.add_topic(read(text), "C & [more]", parent=(), is_organization=known)
        assert top.text == text + "\n## C & \\[more\\]\n"
        assert top.headings[-1].path == ("C & [more]",)

    def test_a_parent_that_is_not_there_is_an_error(self):
        with pytest.raises(NotFoundError, match="no such topic"):
            edit.add_topic(read("# L\n"), "A", parent=("X",), is_organization=known)


def test_tags_that_held_the_authors_do_not_stay_without_them():
    pieces = "".join(
        f"[**Deep Thing {n}**](https://example.org/{n})\n\n*Published: 2024-05-0{n}*\n\n"
        '<font color="gray">Ada Bee, Cay Dee - [arXiv]</font>\n\n'
        for n in (1, 2, 3)
    )
    listed = document.parse(f"# L\n\n## A\n\n{pieces}", is_organization=lambda _: False)
    new = NewEntry(label="A post of ours", url="https://example.org/blog", date=None)
    after = edit.add(listed, new, topic=("A",), is_organization=lambda _: False)
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
    listed = document.parse(f"## T\n\n{lines}\n", is_organization=lambda _: False)
    for note in (words, "a longer note", "x", "a longer note", None):
        listed = edit.change(
            listed, listed.entries[0], field="note", value=note, is_organization=lambda _: False
        )
        assert listed.entries[0].note == note
    assert listed.text == f"## T\n\n{lines}\n"


@pytest.mark.parametrize("words", [r"\0", r"\\x y", "*x y*", "[draft] only"])
def test_a_note_that_begins_escaped_goes_with_its_backslash(words):
    r"""`\\0` left its first backslash behind, which no other note could stand beside."""
    text = "## T\n\n1. [Red](https://arxiv.org/abs/2403.00011), Mar 2024\n"
    listed = document.parse(text, is_organization=lambda _: False)
    for note in (words, "2024", words, None):
        listed = edit.change(
            listed, listed.entries[0], field="note", value=note, is_organization=lambda _: False
        )
        assert listed.entries[0].note == note
    assert listed.text == text


def test_a_note_is_not_written_where_it_is_a_short_name():
    """`- (2024-05) - 0 [T](u)` had the note `0`, and could not be given it again."""
    text = "## T\n\n- (2024-05) [Red Thing](https://arxiv.org/abs/2405.00031) (Google)\n"
    with pytest.raises(UsageError, match="line 3 cannot hold this note: 0"):
        edit.change(
            read(text), read(text).entries[0], field="note", value="0", is_organization=known
        )
    listed = read(text)
    for note in ("read first", "x", None):
        listed = edit.change(
            listed, listed.entries[0], field="note", value=note, is_organization=known
        )
        assert (listed.entries[0].note, listed.entries[0].asides) == (note, ())
    assert listed.text == text
