"""Titles that may name one work."""

from aiev.domain import title_likeness


def test_the_key_of_an_ascii_title_has_the_letters_of_its_words():
    """It is worked out in another way, as all titles of a base are asked."""
    for title in (*map(chr, range(128)), "".join(map(chr, range(128))), "Part_2: GPT-3's Über"):
        assert title_likeness.key(title) == "".join(title_likeness.words_of(title))
