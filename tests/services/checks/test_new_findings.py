"""Laws of what is new: nothing of the same text, and each old finding accounts for one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aiev.services.checks import list_file, new_findings
from aiev.services.organizations import table

TODAY = date(2026, 11, 30)
LINES = st.lists(
    st.sampled_from(
        [
            "## A",
            "## B",
            "",
            "- [Right title of a work](https://arxiv.org/abs/2401.00001)",
            "- [Unlike all of the others](https://arxiv.org/abs/2401.00001)",
            "- [Wrong](https://arxiv.org/abs/2413.00001) | Nowhere Univesity",
            "- [Ship without any year](https://a.example/ship.pdf)",
            "- [Broken] (https://a.example/b)",
            "- [Blank](https://a.example/c d)",
            "- [Gone](#nowhere)",
            "- [Empty]()",
            "|T|",
            "|-|",
            "| [Row](https://arxiv.org/abs/2401.00001) |",
        ]
    ),
    max_size=14,
)


def read(lines):
    return list_file.read("\n".join(lines), table.shipped())


def new(lines, earlier):
    return new_findings.of_list(
        read(lines), read(earlier), name="x", directory=table.shipped(), today=TODAY, off=()
    )


def all_of(lines):
    return list_file.check(read(lines), name="x", directory=table.shipped(), today=TODAY, off=())


@given(LINES)
def test_of_the_same_text_nothing_is_new(lines):
    assert new(lines, lines) == ((), len(all_of(lines)))


@given(LINES)
def test_of_moved_lines_nothing_is_new(lines):
    blank = ["", "Words between.", ""]
    entries = [line for line in lines if line.startswith(("- ", "## "))]
    assert new([*blank, *entries], entries)[0] == ()
    assert new([*entries, *blank[:2]], entries)[0] == ()


@given(LINES, LINES)
def test_old_ones_are_never_more_than_there_were(lines, earlier):
    found, old = new(lines, earlier)
    assert old <= len(all_of(earlier))
    assert [one.finding.line for one in found] == sorted(one.finding.line for one in found)
    assert all(1 <= one.finding.line <= max(len(lines), 1) for one in found)
