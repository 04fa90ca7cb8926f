"""An entry that a list calls by no title of a work is told: its title was likely read wrong."""

import pytest

from aiev.markdown.reading import document

A = "https://arxiv.org/abs/2401.00001"
LIST = "# L\n\n## A\n\n- [Kites Fly High](https://arxiv.org/abs/2401.00002)\n"


def told(item):
    listed = document.parse(LIST + f"{item}\n", is_organization=lambda _: False)
    return [(f.line, f.message) for f in listed.findings if f.code == "doubtful-title"]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (f"- [Paper]({A})", "Paper"),
        (f"- [Project Page]({A})", "Project Page"),
        (f"- <{A}>", A),
        (f"- [Bee et al]({A})", "Bee et al"),
    ],
)
def test_a_form_an_address_or_a_byline_is_no_title(item, label):
    assert told(item) == [(6, f"no title of a work: {label}")]


@pytest.mark.parametrize(
    "label",
    ["CodeS", "CODE: Knots in Large Nets", "Caffe", "PDF: Kites Fly", "Lenses (Bee et al.)"],
)
def test_a_name_is_one(label):
    assert told(f"- [{label}]({A})") == []
