"""Which stems of a query a word of a text is, seen by its first letters where it is none."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.query import tokens
from aiev.query.highlights import Lexicon, all_phrases, phrases
from aiev.query.stemmer import stem
from aiev.query.tree import Alternative, Concept


def test_a_word_is_a_stem_and_the_beginnings_that_it_has():
    lexicon = Lexicon([("quantiz",), ("quant*",), ("memori",)])
    assert lexicon.find("Quantized memory, quite a cache") == [
        (0, ("quantiz", "quant*"), 0, 9),
        (1, ("memori",), 10, 16),
    ]


def test_a_word_is_found_in_each_text_again():
    lexicon = Lexicon([("moe",), ("mo",)])
    assert lexicon.find("the MoE") == [(0, ("moe",), 4, 7)]
    assert lexicon.find("MoEs, most") == [(0, ("moe",), 0, 4)]


@given(st.text("aeioustyngdßø", min_size=1, max_size=9))
def test_no_word_is_missed_by_its_first_letters(word):
    lexicon = Lexicon([(stem(word),)])
    assert lexicon.find(word) == [(0, (stem(word),), 0, len(word))]
    line = tokens.lines([word])
    assert lexicon.places(line) == [({stem(word): [0]}, 1, 0, len(line))]


@given(
    st.lists(st.text(st.sampled_from("moest xé推e\u0301+"), max_size=30), min_size=1),
    st.lists(st.sampled_from(["mo", "moe", "st*", "e", "推e", "c\ue02b\ue02b"]), min_size=1),
)
def test_many_texts_at_once_are_read_as_each_alone(texts, atoms):
    """Ranking looks through all candidates at once: no word of one may be told of another."""
    found = Lexicon([(atom,) for atom in atoms]).places(tokens.lines(texts))
    for text, (places, length, *_) in zip(texts, found, strict=True):
        said = list(map(stem, tokens.tokens(text)))
        assert length == len(said) or not (length or places)
        assert places == {
            atom: at
            for atom in atoms
            if (at := [n for n, one in enumerate(said) if _is(one, atom)])
        }


def _is(root, atom):
    return root.startswith(atom[:-1]) if atom.endswith("*") else root == atom


def test_an_alternative_is_one_phrase_or_each_word_for_itself():
    assert phrases(Alternative("mixture of experts")) == (("mixtur", "of", "expert"),)
    assert phrases(Alternative("mixture of ex", "prefix")) == (("mixtur", "of", "ex*"),)
    assert phrases(Alternative("mixture of experts", "words")) == (("mixtur",), ("expert",))
    concept = Concept((Alternative("moe"), Alternative("mixture of experts")))
    assert all_phrases([concept]) == {("moe",), ("mixtur", "of", "expert")}
