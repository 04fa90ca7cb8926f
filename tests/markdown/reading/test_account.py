"""Every link and arXiv id that a list shows is a paper's, a further one, furniture or told.

An independent renderer counts them.
"""

import pytest
from hypothesis import given

from aiev.markdown import source
from aiev.markdown.reading import document
from fuzz import html_lists, markdown_lists, sections
from places import DATA, SEEDS, SHARED
from shown_links import shown_links


def read(text):
    return document.parse(text, is_organization=lambda name: name == "MIT")


def assert_accounted(text):
    links, ids = shown_links(source.mask(text))
    listed = read(text)
    account = listed.links
    assert account.seen == len(links) + len(ids)
    parts = (account.papers, account.further, account.furniture, account.unread)
    assert sum(parts) == account.seen
    assert bool(account.unread) == any(f.code == "unread-link" for f in listed.findings)


@pytest.mark.slow
@given(markdown_lists.texts)
def test_generated_lists_are_accounted_for(text):
    assert_accounted(text)


@given(sections.sections())
def test_generated_sections_are_accounted_for(drawn):
    assert_accounted(drawn[0])


@pytest.mark.slow
@given(html_lists.texts)
def test_generated_html_is_accounted_for(text):
    assert_accounted(text)


@pytest.mark.parametrize(
    "path",
    [
        *sorted(SEEDS.glob("*.md")),
        *sorted((DATA / "lists").rglob("*.md")),
        *sorted((SHARED / "lists").glob("*__*.md")),
    ],
    ids=lambda path: path.stem,
)
def test_real_lists_are_accounted_for(path):
    assert_accounted(path.read_bytes().decode())


CASES = {
    # What stands in the list: papers, further, furniture, unread.
    "- [T of Order](https://arxiv.org/abs/2401.00001) [code](https://x.io/c)\n": (1, 1, 0, 0),
    "- [T of Order](https://arxiv.org/abs/2401.00001) ([pdf](https://arxiv.org/pdf/2401.00001))\n":
        (1, 1, 0, 0),
    "- [T of Order](https://arxiv.org/abs/2401.00001), arXiv:2401.00001\n": (1, 1, 0, 0),
    "- [T of Order](https://x.io/a) goes on from 2401.00002\n": (1, 1, 0, 0),
    "Some words on [order](https://x.io/a) and [more](https://x.io/b).\n": (0, 0, 0, 2),
    "```\n@misc{a, eprint={2401.00001}}\n```\n": (0, 0, 0, 1),
    "`https://x.io/a` costs 2401.00001% or $2401.00001\n": (0, 0, 0, 0),
    "- [Up](#a)\n- [Other words](README_zh.md)\n": (0, 0, 2, 0),
    "Write to <ada@b.org> or [us](mailto:a@b.org).\n": (0, 0, 2, 0),
    "[![Stars](https://img.shields.io/x.svg)](https://github.com/a/b)\n": (0, 0, 1, 0),
    "[![T](figs/a.png)](https://arxiv.org/abs/2401.00001) words\n": (0, 0, 0, 1),
    "[Stars](https://github.com/a/b/stargazers) of [us](https://github.com/a/b/wiki)\n":
        (0, 0, 2, 0),
    "## News\n\n- [T of Order](https://arxiv.org/abs/2401.00001), [here](https://x.io/a)\n":
        (0, 0, 2, 0),
    "## Contributors\n\n- [Ada](https://x.io/a), who wrote 2401.00001\n": (0, 0, 1, 1),
    "<div><!-- [T](https://x.io/a)\n\n[T](https://x.io/b)\n\n</div> --> <a href='https://x.io/c'>T</a>\n":
        (0, 0, 0, 1),
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_each_link_is_what_it_is(text):
    whole = f"# L\n\n## A\n\n- [Kept Paper](https://x.io/kept)\n\n{text}"
    links = read(whole).links
    assert (links.papers - 1, links.further, links.furniture, links.unread) == CASES[text]
    assert_accounted(whole)


def test_an_unread_link_is_told_in_its_line_and_an_address_once():
    listed = read(
        "# L\n\n## A\n\nSee [a](https://x.io/a), [b](https://x.io/b).\n\nAnd [a](https://x.io/a),"
        " 2401.00001\n"
    )
    told = [(f.line, f.code, f.message) for f in listed.findings]
    assert told == [
        (5, "unread-link", "in no entry: https://x.io/a, https://x.io/b"),
        (7, "unread-link", "in no entry: https://arxiv.org/abs/2401.00001"),
    ]
