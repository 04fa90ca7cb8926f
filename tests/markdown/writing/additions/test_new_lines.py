"""Additions to lists of unusual shape: whole HTML, tabs, bars left out, signs of other scripts."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry

NEW = "https://arxiv.org/abs/2410.01234"
ID = "https://arxiv.org/abs/2401.0000"
KNOWN = {"google", "mit"}


def known(name):
    return name.casefold() in KNOWN


def added(text, topic=("A",), **fields):
    new = NewEntry(**{"label": "Kite: A New Thing", "url": NEW, **fields})
    listed = document.parse(text, is_organization=known)
    return edit.add(listed, new, topic=topic).text


def lines(text, topic=("A",), **fields):
    """The lines that an addition puts in, of which none was there."""
    old = text.split("\n")
    return [line for line in added(text, topic, **fields).split("\n") if line not in old]


@pytest.mark.parametrize("tag", ["<details>", "<details open>\n"])
def test_what_folds_away_is_never_torn_from_its_summary(tag):
    folded = f"{tag}<summary><b>2023</b></summary>\n\n- [Old]({ID}1)\n\n</details>\n"
    text = f"# L\n\n{folded}\n## A\n\n{folded}"
    assert f"## A\n\n- [Kite: A New Thing]({NEW})\n\n{tag}<summary>" in added(text)


def test_tabs_indent_the_lines_below_as_they_do_elsewhere():
    text = f"## A\n\n-\t[One]({ID}1)\n\t- Ada Bee, Cay Dee\n-\t[Two]({ID}2)\n\t- Eva Eff, Gus Haw\n"
    assert lines(text, authors=("Ian Jay", "Kim Lee")) == [
        f"-\t[Kite: A New Thing]({NEW})",
        "\t- Ian Jay, Kim Lee",
    ]


def test_a_table_without_outer_bars_ends_no_line_with_blanks():
    rows = "".join(f"T{n} | 2024 | [pdf]({ID}{n})\n" for n in range(4))
    text = f"## A\n\nTitle | Year | Link\n--- | --- | ---\n{rows}"
    [row] = lines(text, url="https://x.io/y", date=PartialDate(2024))
    assert row == "Kite: A New Thing | 2024 | [link](https://x.io/y)"


def test_a_stop_inside_the_quotes_is_enough():
    text = f'## A\n\n- Ada Bee, Cay Dee. "Alpha Thing." ICML 2024. [[paper]({ID}1)]\n'
    assert lines(text, url="https://x.io/y", authors=("Ian Jay", "Kim Lee")) == [
        '- Ian Jay, Kim Lee. "Kite: A New Thing." [[paper](https://x.io/y)]'
    ]


def test_no_comma_of_another_script_is_left_alone():
    text = (
        f"## A\n\n- [**阿尔法**]({ID}1)（2024.01，MIT）\n- [**贝塔**]({ID}2)（2024.02，Google）\n"
    )
    assert lines(text, date=PartialDate(2024, 3)) == [
        f"- [**Kite: A New Thing**]({NEW})（2024.03）"
    ]


def test_a_hard_break_stays_where_the_line_after_it_goes():
    entry = "**{}**  \nAda Bee, Cay Dee  \narXiv 2024. [[paper]]({}{})\n\n"
    text = "## A\n\n" + "".join(entry.format(f"Alpha Thing {n}", ID, n) for n in range(3))
    assert lines(text, url="https://x.io/y") == [
        "**Kite: A New Thing**  ",
        "[[paper]](https://x.io/y)",
    ]


def test_a_note_put_in_brackets_has_both_of_them():
    """Where other sections note so, and the neighbours have a line of authors."""
    entry = "- [T{0}]({1}{0}){2}\n  - Ada Bee, Cay Dee{3}\n"
    text = "## B\n\n" + entry.format(8, ID, " (a good one)", "") + "\n## A\n\n"
    text += "".join(entry.format(n, ID, "", " [MIT]") for n in range(3))
    people = {"authors": ("Ian Jay", "Kim Lee"), "organizations": "Google"}
    first, *_ = lines(text, note="see it fly", **people)
    assert first == f"- [Kite: A New Thing]({NEW}) (see it fly)"


def test_a_field_the_neighbours_lack_joins_those_they_give_as_they_do():
    """Elsewhere a dash stands before both; here a bar before the organization."""
    text = f"## B\n\n- [T9]({ID}9) – MIT (Oct 2024)\n- [T8]({ID}8) – MIT (Oct 2024)\n\n## A\n\n"
    text += "".join(f"- [T{n}]({ID}{n}) | MIT\n" for n in range(3))
    [line] = lines(text, date=PartialDate(2024, 10), organizations="Google")
    assert line == f"- [Kite: A New Thing]({NEW}) | Google (Oct 2024)"


def test_without_a_topic_it_stands_below_the_lists_own_title():
    text = "\ufeff# L\r\n\r\n## A\r\n\r\n- [One](https://x.io/1)"
    assert added(text, topic=()).startswith("\ufeff# L\r\n\r\n- [Kite")


def test_a_note_in_a_row_of_html_stands_in_the_titles_cell():
    """Between two cells a browser puts it above the whole table."""
    row = '<tr><td><a href="{}{}">T{}</a></td><td>2024-0{}</td></tr>\n'
    text = "## A\n\n<table>\n" + "".join(row.format(ID, n, n, n) for n in (1, 2, 3)) + "</table>\n"
    [line] = lines(text, date=PartialDate(2024, 10), note="quick words")
    assert line == (
        f'<tr><td><a href="{NEW}">Kite: A New Thing</a>: quick words</td><td>2024-10</td></tr>'
    )
