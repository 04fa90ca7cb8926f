"""Python's tokens and stems are those of SQLite's index."""

import re
import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.query import tokens
from aiev.query.stemmer import STEP_2, STEP_3, STEP_4, beginning, stem

# Letters that SQLite knows: its tables are those of Unicode 6.1.
LETTERS = st.characters(max_codepoint=0x17F) | st.sampled_from(
    "ΑΣςαёжЖ推理あが언ßẞǅﬁ²½́̀\u200b  🤗🚀—’C+#*"
)
# The endings that the stemmer knows, and a few plain ones.
ENDINGS = (*STEP_2, *STEP_3, *STEP_4, "s", "es", "ies", "sses", "ed", "eed", "ing", "y")


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "create virtual table t using fts5(x, tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute("create virtual table v using fts5vocab(t, instance)")
    return connection


def indexed(connection, text):
    connection.execute("delete from t")
    connection.execute("insert into t (x) values (?)", (tokens.index_text(text) or text,))
    return [row[0] for row in connection.execute("select term from v order by offset")]


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, max_size=40).map(lambda text: text.replace("\0", " ")))
def test_any_text_has_the_terms_that_the_index_has(index, text):
    assert [stem(token) for token in tokens.tokens(text)] == indexed(index, text)


@given(st.text(LETTERS, max_size=40))
def test_what_is_shown_of_tokens_has_these_tokens(text):
    """Pairs of letters and signs as the index has them were told to users."""
    words = tokens.tokens(text)
    assert tokens.tokens(tokens.shown(" ".join(words))) == words


@pytest.mark.parametrize("text", ["大语言模型", "c++", "大语言模型 moe c#", "语", "语言 模型"])
def test_words_are_shown_as_they_are_typed(text):
    assert tokens.shown(" ".join(tokens.tokens(text))) == text


@given(st.text(LETTERS, max_size=40))
def test_folding_keeps_every_character_in_its_place(text):
    """Marks in a title are found in the folded text and shown in the original."""
    assert len(tokens.fold(text)) == len(text)
    for token, start, end in tokens.iter_spans(text):
        # A letter without the others of its word may have no sign that makes it one.
        assert tokens.tokens(text[start:end])[:1] == [token]
    assert [token for token, _, _ in tokens.iter_spans(text)] == tokens.tokens(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abcdegilnorstuyz", min_size=1, max_size=6),
            st.sampled_from(ENDINGS),
            st.sampled_from(["", *ENDINGS]),
        ).map("".join),
        min_size=1,
        max_size=10,
    )
)
def test_every_ending_is_cut_as_the_index_cuts_it(index, words):
    assert [stem(word) for word in words] == indexed(index, " ".join(words))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_stem_is_its_words_beginning_but_for_its_last_letter(word):
    """The lexicon looks at the first letters of a word before it stems it."""
    assert word.startswith(stem(word)[:-1])
    assert word.startswith(beginning(stem(word)))


@given(st.lists(st.sampled_from(["sens", "cap", "mem", "h", "a", *ENDINGS]), max_size=4))
def test_all_words_of_a_stem_begin_as_it_does(pieces):
    """`capability` has the stem `capabl`, `memory` has `memori`: the last letter is another."""
    word = "".join(pieces)
    assert word.startswith(beginning(stem(word)))


@given(
    st.text(st.sampled_from("abA ,-é推e\u0301") | LETTERS, max_size=40),
    st.lists(st.text("abcé推", max_size=2), max_size=3),
)
def test_tokens_found_by_their_first_letters_are_those_of_all(text, heads):
    """`moe` stands in `moes moe` twice, and in `smoe` not at all."""
    apart = tuple(head for head in {*heads} if not head.startswith(tuple({*heads} - {head})))
    every = list(tokens.iter_spans(text))
    wanted = [(at, *one) for at, one in enumerate(every) if one[0].startswith(apart)]
    found = tokens.beginning(text, apart)
    assert [one[1:] for one in found] == [one[1:] for one in wanted]
    follows = [
        [after[0] == one[0] + 1 for one, after in pairwise(each)] for each in (found, wanted)
    ]
    assert follows[0] == follows[1]


@given(st.lists(st.text(st.sampled_from("abA ,-é推e\u0301+\n\0") | LETTERS, max_size=20)))
def test_lines_hold_the_tokens_of_their_texts(texts):
    lines = tokens.lines(texts).decode().split("\n")
    assert [line.split() for line in lines] == [tokens.tokens(text) for text in texts or [""]]
    assert all(line[0] == line[-1] == " " for line in lines)
    assert not {*"".join(lines)} & {*"\0\t-,"}


@given(st.text(st.characters(), max_size=40))
def test_letters_are_folded_alike_however_many_they_are(text):
    """A few letters beyond ASCII are folded one by one, many by a table."""
    assert tokens.fold(text) == "".join(map(tokens.fold, text)) or {*text} & {*tokens.SIGNS}
    assert tokens.fold(tokens.fold(text)) == tokens.fold(text)


@given(st.text(st.sampled_from("aCΑωβ 1_+#*é\ue02bД-(中ǅ"), max_size=9))
def test_words_with_a_sign_are_those_of_the_pattern(text):
    """The page's script is given the pattern, and must read text alike."""
    pattern = re.compile(tokens.SIGNED)
    signs = str.maketrans(tokens.SIGNS)
    marked = pattern.sub(lambda word: word[0].translate(signs), text)
    assert tokens.fold(text) == tokens.fold(marked)
    assert tokens.is_signed(text) == bool(pattern.fullmatch(text))
