"""Texts by the cells that they take on a terminal."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aiev.cli.terminal.cells import bar, fitted, padded, width, wrapped

TEXTS = st.text(
    st.sampled_from("ab c\xad…·é混모🚀ﾊ\u0301\u200d–█👩ß")
    | st.characters(exclude_categories=["Cc", "Cs"]),
    max_size=40,
)


@given(TEXTS)
def test_they_are_as_wide_as_rich_says(text):
    assert width(text) == cell_len(text)


@given(TEXTS, st.integers(0, 30))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text, room):
    cut = fitted(text, room)
    assert width(cut) <= room
    assert cut == text or width(text) > room
    assert width(padded(text, room)) == room


@given(TEXTS, st.integers(2, 30))
def test_lines_fit_and_hold_every_word(text, room):
    lines = list(wrapped(text, room))
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_bar_is_never_empty_and_never_longer_than_its_room():
    assert [bar(count, 8, 1) for count in (0, 1, 4, 8)] == ["▏", "▏", "▌", "█"]
    assert bar(1, 1_000_000, 12) == "▏"
    assert bar(9, 9, 12) == "█" * 12
