"""Names of places within a list are GitHub's, and a link to none of them is told."""

import pytest

from aiev.markdown import source as sources
from aiev.markdown.reading import anchors, tree


def names(text):
    source = sources.read(text)
    return anchors.names(source, tree.build(source))


def dead(text):
    return [(one.line, one.message.partition("anchor: ")[2]) for one in anchors.find_dead(text)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Papers and Code", "papers-and-code"),
        ("📚 Papers", "-papers"),
        ("⚙️ Tools", "\ufe0f-tools"),
        ("👩‍💻 People", "-people"),
        ("C++ / CUDA", "c--cuda"),
        ("Q&A", "qa"),
        ("1. Intro", "1-intro"),
        ("大语言模型（LLM）", "大语言模型llm"),
        ("한국어 목록", "한국어-목록"),
        (":ok_hand: X", "ok_hand-x"),
        ("a - b", "a---b"),
        ("snake_case `code` **bold**", "snake_case-code-bold"),
        ("x² and Ⅷ and ①", "x-and-ⅷ-and-"),
        ("Ⓐ circled", "ⓐ-circled"),
        ("हिन्दी", "हिन्दी"),
        ("[Linked](https://a.example) & more", "linked--more"),
        ("Ünïcode ÄÖ", "ünïcode-äö"),
        ("tab\there", "tabhere"),
    ],
)
def test_a_heading_is_named_as_on_github(heading, name):
    assert name in names(f"## {heading}\n")


def test_headings_alike_are_numbered_and_a_taken_number_is_passed_over():
    """Recorded of GitHub: echo, echo, echo, echo 1, echo-1, echo."""
    text = "".join(f"# {one}\n" for one in ("echo", "echo", "echo", "echo 1", "echo-1", "echo"))
    assert names(text) == {"echo", "echo-1", "echo-2", "echo-1-1", "echo-1-2", "echo-3"}


def test_every_kind_of_heading_and_anchor_is_a_place():
    text = (
        "Setext\n---\n\n<h2 align=center>HTML <b>too</b> &amp; so</h2>\n\n"
        "<a name='own'></a> <a id=Other></a> <span id=\"third\">x</span>\n\n"
        "- ## In a list\n\n> ## In a quote\n\n"
        "# Title [![badge](https://b.example/b.svg)](https://b.example)\n"
    )
    assert names(text) >= {
        "setext", "html-too--so", "own", "other", "third", "in-a-list", "in-a-quote",
        "title", "title-",
    }  # fmt: skip


LIST = """# Awesome

- [Good](#one)
- [Good, however written](#One) [again](#%E5%A4%A7) [prefixed](#user-content-one)
- [Top](#top) [Empty](#) [Box](#readme) [Note](#fn-1) [Line](#L10)
- [Dead](#two)
- [Near](#onee) and [reference][r]
<a href="#own">x</a> <a href=#nowhere>y</a>

<!-- [hidden](#hidden) -->

`[code](#code)`

    [code](#code)

<a id="own"></a>

## One

## 大

[r]: #three
"""


def test_links_to_no_place_are_told_with_their_line():
    assert dead(LIST) == [(6, "#two"), (7, "#onee (near: #one)"), (7, "#three"), (8, "#nowhere")]


def test_a_list_without_links_within_has_nothing_dead():
    assert dead("# A\n\n- [B](https://b.example/#c)\n- [D](other.md#e)\n") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_all_the_same(end):
    assert [line for line, _ in dead(LIST.replace("\n", end))] == [6, 7, 7, 8]
