"""Prose and tables written anew: what awesome-lint refuses is gone, the words are still there."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aiev.domain.knowledge import Block, EntryLink, OutlineList, OutlineTopic
from aiev.exporters.exporter import ExportRequest, Field, GroupBy, MarkdownOptions
from aiev.exporters.markdown import document
from aiev.exporters.markdown import prose as markdown_prose
from aiev.exporters.markdown.style import Links, capitalized, is_absolute, tidy, without_end
from exporters.sample_papers import HOSTILE, entry, paper

PARSER = MarkdownIt("gfm-like", {"linkify": False})
MARKUP = st.text(alphabet='ab 1.)(*_~`#>|-+[]!<>:/@\\"“”’&\n\t$=', max_size=60)


def letters(text):
    contents = (token.content for token in PARSER.parse(text) if not token.children)
    inlines = (token.children for token in PARSER.parse(text) if token.children)
    leaves = (child.content for children in inlines for child in children)
    return sorted(re.findall("[ab1]", "".join((*contents, *leaves))))


def written(text):
    return markdown_prose.render(text, Links()).rstrip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the notes](docs/notes.md).", "See the notes (`docs/notes.md`)."),
        ("See [below](#below).", "See below."),
        ("[x][y] and [text]", "\\[x\\]\\[y\\] and \\[text\\]"),
        ("[x][y] it\n\n[y]: https://y.test", "[x](https://y.test) it"),
        ("![chart](chart.png) of it", "chart (`chart.png`) of it"),
        ("![chart](https://c.test/c.png)", "![chart](https://c.test/c.png)"),
        ('<a href="x.md">X</a>', '<a title="x.md">X</a>'),
        ('<a href="https://x.test">X</a>', '<a href="https://x.test">X</a>'),
        ("* **[2024-03]** New", "- \\[2024-03\\] New"),
        ("* `IRL`: learns", "- IRL: learns"),
        ("* [A](https://a.test): learns", "- See [A](https://a.test): learns"),
        ("1) one\n2) two", "1. one\n2. two"),
        ("1.one", "1.one"),
        ("__a__ and _b_", "**a** and *b*"),
        ("**All of it**", "All of it"),
        ("Wow!! It is ~~not~~ so", "Wow! It is ~~not~~ so"),
        ('"Here it is:', "''Here it is:"),
        ('"Here" it is', '"Here" it is'),
        ("~~~\n$ ls\n~~~", "```console\n$ ls\n```"),
        ("```\na\n\nb\n```", "```\na\n\nb\n```"),
        ("> # Sharp C#\n> said", "> Sharp C#\n>\n> said"),
        ("write to a@b.test", "write to `a@b.test`"),
        ("|a|b|\n|:-|-:|\n|[p](p.md)|1\\|2|", None),
    ],
)
def test_what_awesome_lint_refuses_is_told_in_another_way(text, expected):
    if expected is None:
        expected = "| a          |    b |\n| :--------- | ---: |\n| p (`p.md`) | 1\\|2 |"
    assert written(text) == expected


def test_an_address_is_linked_once_in_a_document_and_referred_to_after():
    links = Links()
    first = markdown_prose.render("[A](https://a.test/x) https://www.b.test", links)
    second = markdown_prose.render("[B](http://www.a.test/x/index.html) <https://b.test/>", links)
    assert first == "[A](https://a.test/x) <https://www.b.test>\n"
    assert second == "[B][link:1] [https\\://b.test/][link:2]\n"
    assert links.definitions() == (
        "[link:1]: http://www.a.test/x/index.html\n[link:2]: https://b.test/\n"
    )


@given(MARKUP.filter(lambda text: not re.search(r"[\[<]", text)))
def test_what_is_written_anew_keeps_every_letter(text):
    """What is no link and no tag loses at most its marks; code keeps its letters too."""
    assert letters(written(text)) == letters(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("awesome-X-robots", "Awesome X Robots"),
        ("Learning (RL with people)", "Learning (RL With People)"),
        ("Made-up élan", "Made-Up Élan"),
        ("", ""),
    ],
)
def test_the_own_title_of_a_list_is_in_title_case(title, expected):
    assert capitalized(title) == expected


@given(HOSTILE)
def test_tidy_text_needs_no_second_tidying(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t “say” ‘it.’ 《x》", "don’t “say” ‘it.’ 《x》"),
        ("’90s “x", "'90s ''x"),
        ("half（", "half("),
        ("What?? Yes!! a...", "What? Yes! a..."),
        ("", ""),
    ],
)
def test_marks_without_a_partner_are_written_with_signs_that_look_like_them(text, expected):
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("What now?!", "What now"), ("...", "“...”"), ("C++", "C++"), ("", "")]
)
def test_a_heading_ends_in_a_word(text, expected):
    assert without_end(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.test", True), ("HTTP://a", True), ("a/b.pdf", False), ("//a.test", False),
     ("https://", False), (None, False)],
)  # fmt: skip
def test_an_address_is_absolute_when_it_has_a_host(url, expected):
    assert is_absolute(url) is expected


HOSTILE_PROSE = """\
Intro [here](#foo), [a](https://a.test/x) "unclosed, [x][y], [text], me@x.test or me@x.test.
See https://a.test/x and www.b.test, [B](http://b.test). Wow!! 《half

* [A](https://a.test/x): lower case
* [C](https://c.test) – en dash [D][d]
* **Bold** start
* `code` start
* ![img](pic.png) image
* <b>html</b> start
* [ ] task
* [Only](https://only.test)
* [Rel](docs/a.md)
*
  1) one
  2) two
+ ```sh
  $ ls
  ```

[d]: https://d.test

**All bold**

Next `$ cmd` __strong__ _em_.

~~~
tilde
~~~

    indented

***

> # Quote!
> "quoted
lazy [q](../q.md)

| a | b |
|:-:|--:|
| [a](https://a.test/x) | 1 \\| 2 [r](r.md) [u][v] |
"""


def prose(topic):
    return Block("hostile", topic, "prose", HOSTILE_PROSE, (), 0, 1)


LISTS = (
    OutlineList(
        "hostile", "hostile papers (of mine)",
        (
            OutlineTopic("What?", "What?", 1, (prose("What?"),)),
            OutlineTopic("...", "...", 1),
            OutlineTopic("What? > C!!", "C!!", 2),
        ),
        (prose(None),),
    ),
)  # fmt: skip
HOSTILE_PAPERS = tuple(
    paper(number, title, url=url, issued=issued, organizations=organizations,
          abstract='It is "half <b> done', entries=(
              entry(number, topic, title, list="hostile", note=note, venue=venue, links=links),))
    for number, (title, url, issued, organizations, topic, note, venue, links) in enumerate(
        [
            ("Report", "file/report.pdf", "2024", ("xAI",), "What?", "it ’90s", "iVenue", ()),
            ('Half "a title??', "https://a.test/x", None, (), "What?", "half a", None,
             (EntryLink("code", "docs/x.md"), EntryLink("data", "https://c.test"))),
            ("Without link", None, None, (), "...", None, None,
             (EntryLink("code", "https://c.test"), EntryLink("code", "https://c.test/"))),
            ("Again", "https://www.a.test/x/", None, ("What?",), "What? > C!!", "Again: this", "x",
             (EntryLink("Again", "https://e.test"),)),
        ], 1,
    )
)  # fmt: skip
LAYOUTS = [
    MarkdownOptions(group, fields, has_abstracts, has_contents)
    for group in GroupBy
    for fields, has_abstracts, has_contents in [
        ((Field.DATE, Field.ORGANIZATIONS), False, True),
        (tuple(Field), True, True),
        ((Field.NOTE, Field.LINKS), False, False),
        ((Field.LINKS,), False, False),
        ((Field.VENUE, Field.TAGS), False, False),
    ]
]


def hostile_list(layout):
    return "".join(document.render(HOSTILE_PAPERS, ExportRequest(outline=LISTS, markdown=layout)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_hostile_list_has_no_relative_and_no_repeated_links(layout):
    text = hostile_list(layout)
    # An item's later links may be repeated; its first, and all in prose, may not.
    of_prose = "\n".join(re.findall(r"(?m)^(?!\s*- ).*", text))
    addresses = re.findall(r"\]\(([^)]*)\)", of_prose)
    addresses += re.findall(r"(?m)^- \[[^\]]*\]\(([^)]*)\)", text)
    kept = [one for one in addresses if not one.startswith("https://awesome.re")]
    assert all(is_absolute(one) or one.startswith("#") for one in kept)
    assert len(kept) == len({one.removeprefix("https://www.").rstrip("/") for one in kept})
    assert not [line for line in text.split("\n") if re.match(r"#+ .*[.,;:!?]$", line)]
    assert "file/report.pdf" in text


@pytest.mark.skipif(shutil.which("awesome-lint") is None, reason="awesome-lint is not installed")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_awesome_lint_finds_no_fault_in_a_hostile_list(tmp_path, layout):
    (tmp_path / "readme.md").write_text(hostile_list(layout), encoding="utf-8")
    done = subprocess.run(
        ["awesome-lint", "readme.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stdout.split("\n") if "remark-lint:" in line]
    assert [line for line in faults if not line.endswith(("-github", "-contributing"))] == []
