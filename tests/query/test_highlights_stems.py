"""Which stems of a query a word of a text is, seen by its first letters where it is none."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.query.highlights import Lexicon, all_phrases, phrases
from aiev.query.stemmer import stem
from aiev.query.tree import Alternative, Concept


def test_a_word_is_a_stem_and_the_beginnings_that_it_has():
    lexicon = Lexicon([("quantiz",), ("quant*",), ("memori",)])
    assert lexicon.find("Quantized memory, quite a cache") == (
        [(0, ("quantiz", "quant*"), 0, 9), (1, ("memori",), 10, 16)],
        5,
    )


def test_a_word_is_found_in_each_text_again():
    lexicon = Lexicon([("moe",), ("mo",)])
    assert lexicon.find("the MoE") == ([(1, ("moe",), 4, 7)], 2)
    assert lexicon.find("MoEs, most") == ([(0, ("moe",), 0, 4)], 2)


@given(st.text("aeioustyngdßø", min_size=1, max_size=9))
def test_no_word_is_missed_by_its_first_letters(word):
    found, _ = Lexicon([(stem(word),)]).find(word)
    assert found == [(0, (stem(word),), 0, len(word))]


def test_an_alternative_is_one_phrase_or_each_word_for_itself():
    assert phrases(Alternative("mixture of experts")) == (("mixtur", "of", "expert"),)
    assert phrases(Alternative("mixture of ex", "prefix")) == (("mixtur", "of", "ex*"),)
    assert phrases(Alternative("mixture of experts", "words")) == (("mixtur",), ("expert",))
    concept = Concept((Alternative("moe"), Alternative("mixture of experts")))
    assert all_phrases([concept]) == {("moe",), ("mixtur", "of", "expert")}
