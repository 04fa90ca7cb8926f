"""The first of many are kept and all are counted, so that a million papers fit in memory."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.capped_list import CappedList


@given(st.integers(0, 5), st.lists(st.lists(st.integers())))
def test_the_first_are_kept_and_all_are_counted(most, parts):
    capped = CappedList[int](most)
    for part in parts:
        capped.add(part)
    whole = [one for part in parts for one in part]
    assert (capped.items, capped.count) == (whole[:most], len(whole))
    assert capped.more == len(whole[most:])
