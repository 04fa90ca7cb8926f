"""How entries are written: templates learnt from a list, `entry_template`, and the likely ones."""

from itertools import islice

import pytest

from aiev.markdown.writing.forms import entry_template, likely_templates, link_words, shared_words
from aiev.markdown.writing.forms.templates import Template, join
from edits import ID, read


def template_of(listed):
    shared = shared_words.find(listed, listed.entries)
    return entry_template.learn(listed.text, listed.entries[0], shared)


def learnt(line):
    """The template of a line that stands twice: what one alone says is its own."""
    return template_of(read(f"# L\n\n{line}\n{line}\n"))


def test_a_template_is_what_stands_around_the_fields():
    assert learnt(f"*   [One]({ID}1) | 2024-05 | MIT") == Template(
        "*   ", ("label", "url", "date", "organizations"), ("[", "](", ") | ", " | ", "")
    )


def test_emoji_are_that_papers_own_and_a_further_link_is_a_field():
    found = learnt(f"- 🔥 [One]({ID}1) [[code](https://x.io)]")
    assert found == Template("- ", ("label", "url", "link code"), ("[", "](", ") ", ""))
    assert found.without("link code") == Template("- ", ("label", "url"), ("[", "](", ")"))


def test_an_entry_whose_title_takes_one_of_two_marks_in_is_no_model():
    """`- CLIP: **Thing …**` left the closing marks behind other titles."""
    line = f"- CLIP: **Things that Fly Far**, _Bee et al._, 2021. [[paper]({ID}1)]"
    [entry, _] = read(f"# L\n\n{line}\n{line}\n").entries
    assert entry.label.startswith("CLIP")
    assert learnt(line) is None


def test_a_filled_template_reads_as_it_was_learnt():
    found = learnt(f"- **One** ([MIT], 2024) [[paper]({ID}1)]")
    values = {"label": "Two", "url": f"{ID}2", "organizations": "CMU", "date": "2023"}
    assert found.fill(values) == f"**Two** ([CMU], 2023) [[paper]({ID}2)]"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("date", f"[One]({ID}1) | MIT"),
        ("organizations", f"[One]({ID}1) | 2024-05"),
    ],
)
def test_a_field_goes_with_one_of_its_separators(field, expected):
    found = learnt(f"- [One]({ID}1) | 2024-05 | MIT").without(field)
    values = {"label": "One", "url": f"{ID}1", "date": "2024-05", "organizations": "MIT"}
    assert found.fill(values) == expected


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("a (", ")", "a"), ("a, ", " | b", "a | b"), ("a *", "*, b", "a, b"), ("a | ", "", "a")],
)
def test_brackets_and_emphasis_go_with_what_they_held(before, after, joined):
    assert join(before, after) == joined


def test_the_habit_of_the_neighbours_comes_first():
    listed = read(
        f"# L\n\n## A\n\n- [One]({ID}1) | 2024-05\n- [Two]({ID}2) | 2024-06\n\n"
        f"## B\n\n- [Three]({ID}3), 2023-01\n"
    )
    near, fields = listed.entries[:2], frozenset(("label", "url", "date"))
    ways = likely_templates.find(
        listed.text,
        near,
        lambda: likely_templates.of_items(listed, frozenset()),
        fields,
        shared=shared_words.find(listed, near),
        bullet="- ",
    )
    assert [t.literals for t in islice(ways, 2)] == [
        ("[", "](", ") | ", ""),
        ("[", "](", "), ", ""),
    ]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://arxiv.org/abs/2401.00009", "abs"),
        ("https://x.io/a.pdf", "pdf"),
        ("https://openreview.net/forum?id=a", "paper"),
        ("https://github.com/a/b", "code"),
        ("https://x.io/post", "link"),
    ],
)
def test_a_link_beyond_arxiv_is_called_by_its_kind(url, text):
    listed = read(f"# L\n\n- **One** [[abs]]({ID}1)\n")
    template = template_of(listed)
    found = link_words.suited(listed, template, listed.entries, url)
    assert found.fill({"label": "Two", "url": url}) == f"**Two** [[{text}]]({url})"
