"""Text from outside is printed without what a terminal would obey."""

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
