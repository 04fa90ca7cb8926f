"""Answers are short whatever papers hold, and their pages together are all of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.knowledge import Entry, EntryLink, Paper
from aiev.errors import UsageError
from aiev.exporters import plain_text
from aiev.mcp import answers
from aiev.mcp.tools import get_paper, rows

TEXTS = st.text(max_size=200)


@given(st.text(max_size=2000), st.integers(1, 200))
def test_a_text_is_cut_to_its_tokens_and_stands_on_one_line(text, most):
    line = answers.clean(text, most)
    assert line is None or answers.tokens(line) <= most + 1
    assert line is None or plain_text.one_line(line) == line


@given(st.text(max_size=100))
def test_what_is_short_stays_whole(text):
    line = " ".join("".join(sign for sign in text if sign.isprintable()).split())
    if line:
        assert answers.shortened(line, answers.tokens(line)) == line


def test_blanks_and_signs_that_are_not_shown_take_no_room():
    """They were counted before they were taken out, and what followed them was silently lost."""
    assert answers.clean("\x07" * 999 + "a" + " " * 999 + "b", 3) == "a b"
    assert answers.clean(" " * 999, 3) is None


@given(st.lists(TEXTS, max_size=60), st.integers(50, 500))
def test_pages_follow_each_other_without_gap_or_repeat(texts, room):
    got, start = [], 0
    while True:
        page = json.loads(
            rows.page("rows", texts[start:], start=start, total=len(texts), question="q",
                      room=room, head={})
        )  # fmt: skip
        got += page["rows"]
        if "next" not in page:
            break
        assert page["rows"], "each page goes on"
        start = answers.start(page["next"], "q")
    assert got == texts


def test_a_cursor_is_of_its_question_alone_and_the_same_in_every_process():
    text = answers.cursor(20, [("query", "moe")])
    assert text == answers.cursor(20, [("query", "moe")]) == "20.5678bdbf"
    assert answers.start(text, [("query", "moe")]) == 20
    assert answers.start(None, "anything") == 0
    for wrong in (text.replace("20", "21x"), "", "20", "x.5678bdbf", "٢٠.5678bdbf"):
        with pytest.raises(UsageError, match="no cursor of this question"):
            answers.start(wrong, [("query", "moe")])
    with pytest.raises(UsageError):
        answers.start(text, [("query", "other")])


PAPERS = st.builds(
    Paper,
    id=st.integers(1, 10**9),
    kind=st.sampled_from(["paper", "code", "web"]),
    arxiv_id=st.none() | st.just("2411.11217"),
    version=st.none() | st.integers(1, 99),
    title=st.text(min_size=1, max_size=3000),
    authors=st.lists(TEXTS, max_size=300).map(tuple),
    abstract=st.none() | st.text(max_size=300).map(lambda text: text * 40),
    issued=st.none() | st.just("2024-11"),
    published=st.none(),
    updated=st.none() | st.just("2025-01-01"),
    organizations=st.lists(TEXTS, max_size=40).map(tuple),
    topics=st.lists(TEXTS, max_size=9).map(tuple),
    tags=st.lists(TEXTS, max_size=40).map(tuple),
    primary_category=st.none(),
    categories=st.just(("cs.DC",) * 30),
    doi=st.none() | TEXTS,
    journal_ref=st.none() | TEXTS,
    comment=st.none() | TEXTS,
    url=st.none() | TEXTS,
    is_withdrawn=st.booleans(),
    enrichment=st.sampled_from(["done", "pending"]),
    notes=st.lists(st.text(max_size=100).map(lambda text: text * 30), max_size=5).map(tuple),
    entries=st.lists(
        st.builds(
            Entry, id=st.just(1), list=TEXTS, topic=TEXTS, label=TEXTS, note=TEXTS,
            group=st.none(), url=st.none(), listed_date=st.none(),
            listed_organizations=st.none(), venue=TEXTS, line=st.integers(1, 999),
            position=st.just(0),
            links=st.lists(st.builds(EntryLink, TEXTS, TEXTS), max_size=9).map(tuple),
        ),
        max_size=20,
    ).map(tuple),
)  # fmt: skip


@given(PAPERS)
def test_every_page_of_a_paper_is_short_and_all_authors_are_on_them(paper):
    start, authors, pages = 0, [], 0
    while True:
        text = get_paper.page(paper, start=start, question="q")
        assert answers.tokens(text) <= answers.MOST_TOKENS
        page = json.loads(text)
        authors += page.get("authors", []) + page.get("further_authors", [])
        if "next" not in page:
            break
        start, before = answers.start(page["next"], "q"), start
        assert start > before
        pages += 1
    assert len(authors) == len(paper.authors)


@given(PAPERS)
def test_a_row_is_short_whatever_a_paper_holds(paper):
    assert answers.tokens(answers.written(rows.row(paper))) <= 260
