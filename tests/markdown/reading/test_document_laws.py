"""Laws that hold for every text, list or not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev.markdown import source
from aiev.markdown.reading import document
from fuzz import html_lists, markdown_lists

SEED = (Path(__file__).parents[3] / "seeds" / "awesome-ai-everything.md").read_bytes().decode()
PIECES = (
    "# H\n", "## A > B\n", "- ", "* ", "1. ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "|", "---\n",
    "[T](https://arxiv.org/abs/2401.00001)", "[T]()", "[[pdf]](u)", "**", "*", "`", "~", "<!--",
    "-->", "<details><summary>", "</summary>", "</details>", "<h2>", "</h2>", "<tr><td><a href=x>",
    "</td></tr>", "| a | b |\n|---|---|\n| [x](https://x.io) | 2024 |\n", "2024", "31 Feb 2024",
    "Jan 2024", "@Org", "(", ")", "[", "]", "\u2028", "\x0b", "\x0c", "\x00", "\ufeff", "🔥", "é",
    "中文", "&amp;", "\\", "\\|", ">", "```\n", "![](https://img.shields.io/x)",
    "https://x.io/a_(b)", "word ", ": ", "\ud800", "---\nk: v\n---\n", "<br>", "arXiv:2401.00002",
    "[[https://arxiv.org/abs/1810.08272)]", "(T)[https://x.io]", ", ", "Ada Bee, Cay Dee",
    "**Deep Order Now**", "[[paper]](https://arxiv.org/abs/2401.00003)", "\\\n  ", "\n\n  ",
    "### [Deep Order Now](https://arxiv.org/abs/2401.00004)\n", ". Ada Bee. ICML 2024. ",
    "Bee, A., & Dee, C. (2024). ", " (ICML 2024, ", "Title: ",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


def read(text):
    return document.parse(text, is_organization=lambda name: name == "Org")


def check_reading(text):
    listed = read(text)
    assert listed.text == text
    end = 0
    for entry in listed.entries:
        low, high = entry.span
        assert end <= low <= high <= len(text)
        end = high
        assert entry.line == source.read(text).line_number(low)
        assert entry.label == entry.label.strip()
        for start, stop in entry.fields.values():
            assert 0 <= start <= stop <= len(text)
    for heading in listed.headings:
        assert 0 <= heading.span[0] <= heading.span[1] <= len(text)
    for block in listed.blocks:
        assert text[slice(*block.span)] == block.text
    for finding in listed.findings:
        assert finding.level
        assert finding.line >= 1
    starts = [heading.span[0] for heading in listed.headings]
    assert starts == sorted(starts)
    return listed


@given(texts)
@settings(max_examples=250, deadline=None)
def test_every_text_is_read_and_kept(text):
    check_reading(text)


@pytest.mark.slow
@given(html_lists.texts)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_table_and_list_of_html_is_read_and_kept(text):
    """An item that was a link to a `Website` and no more ended in a traceback."""
    check_reading(text)


@pytest.mark.slow
@given(markdown_lists.texts)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_list_of_papers_is_read_and_kept(text):
    check_reading(text)


@pytest.mark.parametrize(
    "text",
    [
        '<ul>\n<li><a href="https://example.org/">Website</a></li>\n</ul>\n',
        '<table><tr><td><a href="https://x.io/1">Paper</a></td><td><a href="https://x.io/2">Code'
        "</a></td></tr></table>\n",
        '<table><tr><td>🔥</td><td>2024</td><td><a href="https://x.io/1">PDF</a></td></tr></table>\n',
        '<ol><li>ICML 2024 <a href="https://x.io/1">🌐</a></li></ol>\n',
    ],
)
def test_links_of_html_that_name_no_paper_are_no_entries(text):
    assert check_reading(text).entries == ()


@pytest.mark.slow
@given(st.integers(0, len(SEED)), st.integers(0, 60), st.sampled_from(PIECES))
@settings(max_examples=60, deadline=None)
def test_a_damaged_list_is_still_read(at, length, piece):
    text = SEED[:at] + piece + SEED[at + length :]
    listed = read(text)
    assert listed.text == text
    assert len(listed.entries) > 20 or "<!--" in piece or "```" in piece or "<" in piece


@given(texts)
@settings(max_examples=200, deadline=None)
def test_lines_are_counted_as_commonmark_counts_them(text):
    lines = source.read(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(lines.line_starts) == plain.count("\n") + 1
    for offset in range(0, len(text) + 1, 7):
        number = lines.line_number(offset)
        start, end = lines.line_start(offset), lines.line_end(offset)
        assert start <= end
        assert lines.line_starts[number - 1] == start
        assert "\n" not in text[start:end]
        assert "\r" not in text[start:end]


HOSTILE = {
    "deep quotes": "> " * 5000,
    "deep items": "".join("  " * depth + "- a\n" for depth in range(300)),
    "sentences": "- [x](http://u) " + "Ab. " * 5000,
    "at signs": "- [x](http://u) " + "(@" * 5000,
    "brackets": "[" * 20000,
    "unclosed headings": "<h2>" * 5000,
    "a thousand links": "- " + "[a](http://b) " * 1000,
    "lines of links": "[a](http://b)\n" * 1000,
    "papers of one item": "- "
    + "\\\n  ".join(
        f"**Deep Order Now** [[p]](https://arxiv.org/abs/2401.{n:05})" for n in range(2000)
    ),
    "bold lines of one item": "- [a](http://b)\n" + "  **Deep Order Now**\n" * 3000,
    "names": "- " + "Ada Bee, Cay Dee. " * 4000 + " [p](http://b)",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_costs_no_more_than_its_length(name):
    """Deep quotes exhausted the stack; a line of sentences took minutes."""
    listed = read(HOSTILE[name])
    assert listed.text == HOSTILE[name]
