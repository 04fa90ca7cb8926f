"""Text of any kind, written as Markdown, reads back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aiev.exporters.markdown.text import destination, escape, escape_line, heading, slug
from aiev.exporters.plain_text import is_linkable, one_line
from exporters.sample_papers import HOSTILE

PARSER = MarkdownIt("gfm-like", {"linkify": False})


def inline_of(text):
    (opening, inline, closing) = PARSER.parse(text)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    return inline.children


@given(HOSTILE)
def test_any_title_reads_back_as_the_text_of_its_link(title):
    tokens = inline_of(f"[{escape(title)}](https://x.test)")
    assert [token.type for token in tokens[:1] + tokens[-1:]] == ["link_open", "link_close"]
    assert {token.type for token in tokens[1:-1]} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == one_line(title)


@given(HOSTILE.filter(one_line))
def test_any_title_without_an_address_reads_back_as_a_plain_item(title):
    tokens = PARSER.parse(f"- {escape_line(title)}\n")
    assert [token.type for token in tokens][:3] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
    ]
    assert len(tokens) == 7
    assert "".join(child.content for child in tokens[3].children) == one_line(title)


@given(HOSTILE.filter(one_line))
def test_any_topic_reads_back_as_a_heading(title):
    tokens = PARSER.parse(f"## {heading(title)}\n")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert "".join(child.content for child in tokens[1].children) == one_line(title)


@given(st.one_of(HOSTILE, HOSTILE.map(lambda text: "https://x.test/" + text)).filter(is_linkable))
def test_any_address_reads_back_as_the_target_of_its_link(url):
    expected = PARSER.normalizeLink(one_line(url))
    (opening, *_) = inline_of(f"[x]({destination(url)})")
    if PARSER.validateLink(expected):
        assert opening.type == "link_open"
        assert opening.attrs["href"] == expected


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("PIM/NDP", "pimndp"), ("A  b_c", "a--b_c"), ("✉️ Mail", "-mail"), ("模型 X", "模型-x")],
)
def test_an_anchor_is_what_github_makes_of_a_heading(text, anchor):
    assert slug(text) == anchor
