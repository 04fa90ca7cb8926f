"""The form of arXiv addresses follows the neighbours'."""

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.markdown.reading import document
from aiev.markdown.writing.forms import address_form

NEW = ArxivId("2510.01234")


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (("arxiv.org/abs/2401.00001",), "abs/2510.01234"),
        (("arxiv.org/pdf/2401.00001v2",), "pdf/2510.01234"),
        (("arxiv.org/pdf/2401.00001.pdf", "arxiv.org/pdf/2401.00002.pdf"), "pdf/2510.01234.pdf"),
        (("arxiv.org/html/2401.00001v1",), "html/2510.01234"),
        (("x.io/1.pdf",), "abs/2510.01234"),
        (
            ("arxiv.org/abs/2401.00001", "arxiv.org/pdf/2401.00002", "arxiv.org/pdf/2401.3.pdf"),
            "pdf/2510.01234",
        ),
    ],
)
def test_the_commonest_form_of_the_neighbours_is_the_new_ones(urls, expected):
    text = "## A\n\n" + "".join(f"- [T{n}](https://{url})\n" for n, url in enumerate(urls))
    listed = document.parse(text, is_organization=lambda _: False)
    assert address_form.suited(NEW, listed.entries) == f"https://arxiv.org/{expected}"
