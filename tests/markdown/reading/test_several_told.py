"""An entry that links several arXiv papers is told, unless words say how one is related."""

import pytest

from aiev.markdown.reading import document

A, B = "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00002"


def told(item):
    listed = document.parse(f"# L\n\n## A\n\n{item}\n", is_organization=lambda _: False)
    return [(f.line, f.message) for f in listed.findings if f.code == "several-papers"]


@pytest.mark.parametrize(
    "item",
    [
        f"- **Order of Things** [[paper]({A})] [[paper]({B})]",
        f"- Order of Things [[pdf]({A})] [[code]({B})]",
        f'- X: "The Order of Things" [[paper]({A})] "The Chaos of Things" [2024] [[paper]({B})]',
    ],
)
def test_several_papers_of_one_item_are_told(item):
    assert told(item) == [(5, "several papers in one entry: 2401.00001, 2401.00002")]


@pytest.mark.parametrize(
    "item",
    [
        f"- [Order of Things]({A}) [[pdf](https://arxiv.org/pdf/2401.00001)]",
        f"- **Order of Things** [[paper]({A})] [[extended version]({B})]",
        f"- **Order of Things** [[paper]({A})], follow-up: [Chaos]({B})",
        f'- "The Order of Things" [[paper]({A})], see "The Chaos of Things" [[long one]({B})]',
        f"- [Order of Things]({A}): it turns around what was said in [Chaos]({B})",
        f"- **Order of Things** [[paper]({A})] [[code](https://x.io/c)]",
    ],
)
def test_related_papers_and_forms_are_not(item):
    assert told(item) == []
