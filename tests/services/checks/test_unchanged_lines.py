"""What a diff leaves alone is paired with what it was."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.services.checks import unchanged_lines

LINES = st.lists(st.sampled_from(["", "- a", "- b", "## c", "- d"]), max_size=12)


@given(LINES, LINES)
def test_paired_lines_are_equal_and_keep_their_order(olds, news):
    pairs = sorted(unchanged_lines.pairs("\n".join(olds), "\n".join(news)).items())
    assert [old for _, old in pairs] == sorted({old for _, old in pairs})
    for new, old in pairs:
        assert "\n".join(news).split("\n")[new - 1] == "\n".join(olds).split("\n")[old - 1]


@given(LINES, LINES, LINES)
def test_what_was_put_between_is_the_only_change(head, middle, tail):
    text = "\n".join([*head, "x", *tail])
    longer = "\n".join([*head, "x", *middle, *tail])
    pairs = unchanged_lines.pairs(text, longer)
    assert len(pairs) == len(head) + 1 + len(tail)


def test_a_copy_above_leaves_the_original_where_it_was():
    assert unchanged_lines.pairs("a\nb\nc\n", "a\nc\nb\nc\n") == {1: 1, 3: 2, 4: 3, 5: 4}
