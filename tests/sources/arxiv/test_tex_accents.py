"""TeX's accents and special letters become the letters that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.sources.arxiv import tex_accents


@pytest.mark.parametrize(
    ("text", "letters", "plain"),
    [
        (r"Erd\H{o}s", "Erdős", "Erdős"),
        (r"Schr\"odinger", "Schrödinger", "Schrödinger"),
        (r"\'{\i}", "í", "í"),
        (r"\'\i", "í", "í"),
        (r"\o re", "øre", "øre"),
        (r"\ss{}a", "ßa", "ßa"),
        (r"{\L}ód\'z", "{Ł}ódź", "Łódź"),
        (r"A~B \& {C}", r"A~B \& {C}", "A B & C"),
        (r"\unknown{x}", r"\unknown{x}", r"\unknownx"),
    ],
)
def test_accents_are_letters_and_all_else_stays(text, letters, plain):
    assert tex_accents.letters(text) == letters
    assert tex_accents.plain(text) == plain


@given(st.text(alphabet=st.characters(exclude_characters="\\{}~")))
def test_a_text_without_tex_is_as_it_was(text):
    assert tex_accents.letters(text) == text
