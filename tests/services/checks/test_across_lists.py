"""What several lists hold among them is told once a list, at what was added where that is asked."""

import pytest

from aiev.markdown.reading import document
from aiev.services.checks import across_lists, new_findings
from aiev.services.checks.across_lists import Compared
from aiev.services.checks.checked import Checked

HERON = "- [Heron](https://arxiv.org/abs/2401.00001)\n"
STORK = "- [Stork](https://birds.example/stork)\n"
IDLE = "- [ibis]()\n"


def read(*lines):
    return document.parse("# L\n\n## A\n\n" + "".join(lines), is_organization=lambda _: False)


def told(*lists, is_new=False):
    found = Checked((), tuple((one.name, one.parsed.links) for one in lists))
    after = across_lists.with_findings(found, lists, off=(), is_new=is_new)
    return [(one.list, one.finding.line, one.finding.message) for one in after.findings], after.old


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        ((HERON, STORK), (STORK.replace("https", "http"), HERON), [5, 6]),
        ((HERON, HERON), (HERON, HERON), [5]),
        ((IDLE,), (IDLE,), []),
        ((HERON,), (STORK,), []),
    ],
)
def test_a_work_is_told_once_in_each_further_list(one, other, lines):
    found, _ = told(Compared("a", read(*one)), Compared("b", read(*other)))
    assert [(name, line) for name, line, _ in found] == [("b", line) for line in lines]


def test_only_what_was_added_is_new_and_it_is_told_where_it_was_added():
    before, after = read(STORK), read(HERON, STORK)
    is_old = new_findings.standing_before(after, before)
    a, b = Compared("a", after, before, is_old), Compared("b", read(STORK, HERON))
    assert told(a, b, is_new=True) == ([("a", 5, "2401.00001 stands in b:6 too (A)")], 1)
    whole = Compared("a", after, read(), lambda _: False)
    assert [line for _, line, _ in told(whole, b, is_new=True)[0]] == [5, 6]
