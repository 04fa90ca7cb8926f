"""Text from outside is printed without what a terminal would obey."""

import re

import pytest

from aiev.cli.terminal import printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31m b\x07", "a[31m b"),
        ("  two\tor \r\n three ", "two or three"),
        ("\u202etxet\u2066 \x9b1m", "txet 1m"),
        ("naïve 日本", "naïve 日本"),
    ],
)
def test_one_line_holds_no_control_character(text, expected):
    assert printable.one_line(text) == expected


def test_each_sign_that_is_no_letter_is_told_from_a_blank_and_a_control():
    """What Python calls printable is taken as it is: it must hold nothing that is taken out."""
    unsafe = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for sign in map(chr, range(0x1_0000)):
        plain = unsafe.sub("", re.sub(r"\s+", " ", f" a {sign}  b"))
        assert printable.one_line(f" a {sign}  b") == plain.strip(), hex(ord(sign))
        assert printable.same_length(sign) == unsafe.sub(" ", sign), hex(ord(sign))


def test_lines_keep_their_ends_alone():
    assert printable.lines("a\tb\r\n\x1bc\n") == "a    b\nc\n"


def test_offsets_stay_right():
    assert printable.same_length("a\x1b\nb") == "a  b"


@pytest.mark.parametrize(
    ("count", "plural", "expected"),
    [(0, "", "0 papers"), (1, "", "1 paper"), (2_000, "", "2,000 papers"), (2, "oxen", "2 oxen")],
)
def test_a_number_agrees_with_its_noun(count, plural, expected):
    assert printable.counted(count, "paper", plural=plural) == expected
