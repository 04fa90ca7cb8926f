"""An added paper is one line, in the list's own style."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.errors import NotFoundError
from edits import ID, NEW, SEED, added, changed, lines, read


class TestAdd:
    def test_where_neither_authors_nor_venue_find_room_the_entry_stands_without_both(self):
        """Each of these has words of its own between them: no line can be written like it."""
        text = "# L\n\n## T\n\n" + "".join(
            f"- {n} words before: [Deep Order {n}]({ID}{n}) by Ada Bee, Cay Dee, arXiv 2024\n"
            for n in range(1, 5)
        )
        after = added(text, ("T",), label="Kite of Things", authors=("Eva Eff", "Gus Gee"))
        assert changed(text, after) == ([], [f"- [Kite of Things]({NEW})"])

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

    @pytest.mark.slow
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
