"""Texts from outside are stored composed, and without what SQLite takes for their end."""

from unicodedata import is_normalized

from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import outside_text


@given(st.text())
def test_a_stored_text_is_composed_and_holds_no_nul(text):
    stored = outside_text.composed(text)
    assert is_normalized("NFC", stored)
    assert "\0" not in stored
    assert outside_text.composed(stored) == stored


def test_a_nul_becomes_the_sign_of_what_could_not_be_read():
    assert outside_text.composed("e\u0301\0") == "\u00e9\ufffd"
    assert outside_text.without_nul("a\0") == "a\ufffd"
