"""How a user names a paper: an arXiv id, an address or aiev's own number, and nothing else."""

import pytest

from aiev.domain import reference
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.reference import Reference
from aiev.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 2411.11217v2 ", Reference(arxiv_id=ArxivId("2411.11217", 2))),
        ("https://arxiv.org/abs/2411.11217", Reference(arxiv_id=ArxivId("2411.11217"))),
        ("57", Reference(own_id=57)),
        ("9" * 18, Reference(own_id=int("9" * 18))),
        ("https://a.test/x", Reference(url="https://a.test/x")),
        ("a.test/x", Reference(url="https://a.test/x")),
    ],
)
def test_each_way_to_name_a_paper_is_read(text, expected):
    assert reference.parse(text) == expected


@pytest.mark.parametrize("text", ["", "moe", "9" * 19, "٣", "-1", "ftp://a.test/x", "two words"])
def test_anything_else_is_refused_with_the_forms_to_write(text):
    with pytest.raises(UsageError) as refused:
        reference.parse(text)
    assert "2411.11217" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.test/papers/Deep%20Kites.pdf", "Deep Kites"),
        ("https://a.test/kites/", "kites"),
        ("https://a.test", "a.test"),
        # A number behind a point is no kind of file: without it the name is another work's.
        ("https://aclanthology.org/2024.acl-long.1/", "2024.acl-long.1"),
        ("https://aclanthology.org/2024.acl-long.1.pdf", "2024.acl-long.1"),
        ("https://dl.acm.org/doi/10.5555/toy.9", "toy.9"),
        ("https://dl.acm.org/doi/10.1145/360.361", "dl.acm.org/doi/10.1145/360.361"),
    ],
)
def test_a_work_is_called_by_the_end_of_its_address(url, expected):
    assert reference.title_of(url) == expected
