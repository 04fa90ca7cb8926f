"""Running text and its blocks: `tree`, `inline`, `inline_builder`, `outline`, each with places."""

import pytest

from aiev.markdown import source
from aiev.markdown.reading import outline, tree
from edits import read


def blocks(text):
    return tree.build(source.read(text)).children


def inline(text):
    return blocks(text)[0].inline


def test_blocks_have_their_kind_and_place():
    text = "# H\n\n1. a\n   - b\n\n> q\n\n| x |\n|---|\n| y |\n"
    found = blocks(text)
    assert [(b.kind, text[slice(*b.span)].split("\n")[0]) for b in found] == [
        ("heading", "# H"),
        ("list", "1. a"),
        ("quote", "> q"),
        ("table", "| x |"),
    ]
    assert found[0].level == 1
    assert found[1].is_ordered
    assert [b.kind for b in found[1].walk()][:4] == ["list", "item", "paragraph", "list"]


@pytest.mark.parametrize(
    ("text", "url", "address"),
    [
        ("[T](https://x.io/a)", "https://x.io/a", "https://x.io/a"),
        ("[T](<https://x.io/a b>)", "https://x.io/a b", "https://x.io/a b"),
        ("<https://x.io/a>", "https://x.io/a", "https://x.io/a"),
        ("see https://x.io/a.", "https://x.io/a", "https://x.io/a"),
        ('<a href="https://x.io/a">T</a>', "https://x.io/a", "https://x.io/a"),
        ("(T)[https://x.io/a]", "https://x.io/a", "https://x.io/a"),
        ("[![p](https://b.io)](https://x.io/a)", "https://x.io/a", "https://x.io/a"),
        ("[T][r]\n\n[r]: https://x.io/a", "https://x.io/a", None),
        ("arXiv:2401.00001", "https://arxiv.org/abs/2401.00001", None),
    ],
)
def test_every_form_of_link_knows_where_its_address_stands(text, url, address):
    (anchor,) = inline(text).anchors
    assert anchor.url == url
    span = anchor.address_span(text)
    assert (text[slice(*span)] if span else None) == address


def test_plain_text_is_found_again_in_the_list():
    text = "**Deep** &amp; `Order` [T](u)\n"
    found = inline(text)
    assert found.plain == "Deep & Order T"
    assert [(m.kind, found.plain[m.start : m.end]) for m in found.marks] == [
        ("strong", "Deep"),
        ("code", "Order"),
    ]
    at = found.plain.index("Order")
    assert text[slice(*found.source(at, at + 5))] == "Order"
    at = found.plain.index("&")
    assert text[slice(*found.source(at, at + 1))] == "&amp;"


def test_words_beside_links_are_those_in_none():
    found = inline("see [a](https://x.io/a) - [b](https://x.io/b)!\n")
    end = len(found.plain)
    assert list(found.beside_links(0, end)) == ["see ", " - ", "!"]
    assert found.has_words_beside_links(0, end)
    assert not found.has_words_beside_links(4, end)


def test_a_break_within_bold_words_makes_no_line():
    found = inline("**Deep\nOrder**\nAda Bee\n")
    assert [found.plain[slice(*line)] for line in found.lines()] == ["Deep\nOrder", "Ada Bee"]


def test_headings_give_topics_and_the_lone_first_one_the_title():
    listed = read("# L\n\n## A\n\n### B\n\n## C\n")
    assert listed.title == "L"
    assert [h.path for h in listed.headings] == [(), ("A",), ("A", "B"), ("C",)]
    lines = source.read("# L\n\n# M\n")
    assert outline.begin(lines, tree.build(lines)).title is None


def test_a_fold_names_a_topic_only_where_no_heading_does():
    fold = "<details><summary>Part</summary>\n\n- [T](https://x.io)\n\n</details>\n"
    (alone,) = read(fold).entries
    assert (alone.topic, alone.group) == (("Part",), None)
    (below,) = read(f"# L\n\n## A\n\n{fold}\n## B\n").entries
    assert (below.topic, below.group) == (("A",), "Part")
