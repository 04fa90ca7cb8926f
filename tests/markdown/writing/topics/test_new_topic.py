"""A new heading looks as those beside it, and the contents get a line for it."""

import pytest

from aiev.markdown.reading import anchors, document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry
from aiev.markdown.writing.topics import counters
from edits import changed

PAPERS = "\n\n- [A](https://arxiv.org/abs/2401.00001)\n- [B](https://arxiv.org/abs/2401.00002)\n"


def named(text):
    return document.read(text, is_organization=lambda _: False)


def with_topic(text, *parent):
    after = edit.add_topic(named(text), "New Things", parent=parent).text
    out, put = changed(text, after)
    assert not [line for line in out if line.strip()]
    assert not list(anchors.find_dead(after))
    return [line for line in put if line.strip()], after


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("## One", "## Two"), "## New Things"),
        (("## 🪁 One", "## 🔥 Two"), "## New Things"),
        (("## 📖 One", "## 📖 Two"), "## 📖 New Things"),
        (("## 1. One", "## 2. Two"), "## 3. New Things"),
        (("## **One**", "## **Two**"), "## **New Things**"),
        (("## One ([↑](#list))", "## Two ([↑](#list))"), "## New Things ([↑](#list))"),
        (('<h2 align="center">One</h2>', '<h2 align="center">Two</h2>'),
         '<h2 align="center">New Things</h2>'),
    ],
)  # fmt: skip
def test_a_new_heading_is_written_as_its_neighbours(headings, expected):
    text = "# List\n\n" + "\n".join(heading + PAPERS for heading in headings)
    text += "\n## Contributing\n\nSend a pull request.\n"
    put, after = with_topic(text)
    assert put == [expected]
    assert after.index("New Things") < after.index("Contributing"), "behind it no papers are read"
    assert after.index("## Contributing") - after.index("New Things") < 60


@pytest.mark.parametrize(
    ("contents", "line"),
    [
        ("- [One](#one)\n- [Two](#two)\n", "- [New Things](#new-things)"),
        ("1. [One](#one)\n2. [Two](#two)\n", "3. [New Things](#new-things)"),
        ("* 📖[One](#One)🔥\n* 📖[Two](#Two)\n", "* 📖[New Things](#New-Things)"),
        ("- [One (2)](#one)\n- [Two (2)](#two)\n", "- [New Things](#new-things)"),
        ("<ul>\n<li><a href='#one'>One</a></li>\n<li><a href='#two'>Two</a></li>\n</ul>\n",
         "<li><a href='#new-things'>New Things</a></li>"),
        ("[One](#one)<br>\n[Two](#two)<br>\n", "[New Things](#new-things)<br>"),
        ("[One](#one) | [Two](#two)\n", "[One](#one) | [Two](#two) | [New Things](#new-things)"),
    ],
)  # fmt: skip
def test_the_contents_get_a_line_of_their_own_kind(contents, line):
    text = f"# List\n\n{contents}\n## One{PAPERS}\n## Two{PAPERS}"
    after = edit.add_topic(named(text), "New Things", parent=()).text
    assert line in after.partition("## One")[0].splitlines()
    assert not list(anchors.find_dead(after))


def test_nested_contents_get_a_nested_line_and_repeated_names_their_numbers():
    text = (
        "# List\n\n- [One](#one)\n  - [Part](#part)\n- [Two](#two)\n  - [New Things](#new-things)\n"
        f"\n## One\n\n### Part{PAPERS}\n## Two\n\n### New Things{PAPERS}"
    )
    after = edit.add_topic(named(text), "New Things", parent=("One",)).text
    _, put = changed(text, after)
    assert [line for line in put if line.strip()] == [
        "  - [New Things](#new-things)",
        "  - [New Things](#new-things-1)",
        "### New Things",
    ]


def test_counts_that_were_right_stay_right():
    text = (
        "# List\n\n![](https://img.shields.io/badge/papers-3-blue)"
        " ![](https://img.shields.io/badge/entries-7-blue)\n\n"
        "- [One (2)](#one-2)\n- [Two (1)](#two-1)\n- [Bad (9)](#bad-9)\n\n"
        f"## One (2){PAPERS}\n## Two (1)\n\n- [C](https://c.example)\n\n## Bad (9)\n\nNothing.\n"
    )
    before = named(text)
    new = NewEntry(label="New", url="https://arxiv.org/abs/2401.00009")
    after = counters.follow(before, edit.add(before, new, topic=("Two",)))
    assert changed(text, after.text)[1] == [
        "![](https://img.shields.io/badge/papers-4-blue)"
        " ![](https://img.shields.io/badge/entries-7-blue)",
        "- [Two (2)](#two-2)",
        "## Two (2)",
        "- [New](https://arxiv.org/abs/2401.00009)",
    ]
    gone = next(entry for entry in after.entries if entry.label == "New")
    assert counters.follow(after, edit.remove(after, gone)).text == text
