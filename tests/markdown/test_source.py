"""Lines and byte offsets of a text, whatever its line ends and letters."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.markdown import source

TEXT = "ab\r\nc\rd\n\ne"


def test_lines_end_with_any_of_the_three_line_ends():
    lines = source.read(TEXT)
    found = [TEXT[s : lines.line_end(s)] for s in lines.line_starts]
    assert found == ["ab", "c", "d", "", "e"]
    assert [lines.line_number(offset) for offset in range(len(TEXT) + 1)] == [
        1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5,
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_byte_offset_between_letters_has_its_letter(text):
    to_chars = source.Offsets(text).to_chars
    for index in range(len(text) + 1):
        at = len(text[:index].encode())
        assert to_chars(at, at) == (index, index)


def test_front_matter_and_a_byte_order_mark_are_no_markdown():
    text = "---\ntitle: x\n---\n# H\n"
    assert source.mask(text) == " " * 3 + "\n" + " " * 8 + "\n" + " " * 3 + "\n# H\n"
    assert source.mask("\ufeff# H") == " # H"
    assert source.mask("---\n\n# H") == "---\n\n# H"
    assert source.mask("a\ud800") == "a\ufffd"
