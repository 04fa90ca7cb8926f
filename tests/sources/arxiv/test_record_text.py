"""Texts of records: lines, paragraphs and the notices of withdrawn papers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.sources.arxiv import record_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("", None),
        (" \n ", None),
        ("A title\n  over two lines", "A title over two lines"),
        ("Zoe\u0301", "Zoé"),
        ("a\u00a0b\u2003c", "a b c"),
    ],
)
def test_a_line_has_single_spaces_only(text, expected):
    assert record_text.line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        (" \n\n ", None),
        ("  First line\nof a paragraph.\n", "First line of a paragraph."),
        ("One.\n  Two,\nwrapped.\n  Three.", "One.\n\nTwo, wrapped.\n\nThree."),
        ("One.\n\nTwo.\n \n\nThree.", "One.\n\nTwo.\n\nThree."),
        ("One.\r\n  Two.\r\nStill two.", "One.\n\nTwo. Still two."),
    ],
)
def test_wrapped_lines_join_and_paragraphs_stay(text, expected):
    assert record_text.paragraphs(text) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing_and_loses_no_word(text):
    words = unicodedata.normalize("NFC", text).split()
    for clean in (record_text.line, record_text.paragraphs):
        once = clean(text)
        assert clean(once) == once
        assert (once or "").split() == words


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn",
        "Withdrawn",
        "withdrawn due to an error in Lemma 2",
        "9 pages. Submitted by mistake and has now been withdrawn",
        "This submission has been withdrawn by arXiv administrators",
        "This paper has been withdrawn from arXiv by the authors",
        "We therefore wish to withdraw the paper for now",
        "The authors withdraw this paper because of a gap in the proof",
        "(Paper withdrawn by the author)",
    ],
)
def test_a_comment_that_withdraws_is_seen(comment):
    assert record_text.is_withdrawn(comment=comment, abstract="We prove a theorem.")


@pytest.mark.parametrize(
    "abstract",
    [
        "This paper has been withdrawn by the author.",
        "The manuscript is temporarily withdrawn.",
        "Withdrawn.",
        "This arXiv submission was withdrawn because of a crucial error.",
    ],
)
def test_an_abstract_that_only_withdraws_is_seen(abstract):
    assert record_text.is_withdrawn(comment=None, abstract=abstract)


@pytest.mark.parametrize(
    ("comment", "abstract"),
    [
        (None, None),
        ("12 pages", "We answer what is asked."),
        ("This paper was withdrawn from the proceedings of LOOP 2025", None),
        (None, "This paper studies why drugs have been withdrawn from markets."),
        (None, "Energy is withdrawn by the pump. Water withdrawals grow."),
        ("23 pages, on the withdrawal of funds", None),
        ("Adds an appendix on withdrawn drugs", None),
    ],
)
def test_other_uses_of_the_word_withdraw_nothing(comment, abstract):
    assert not record_text.is_withdrawn(comment=comment, abstract=abstract)
