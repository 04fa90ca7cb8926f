"""The best papers come first; what is as good is told by its date, then by when it was added."""

from datetime import date

import pytest

import small_base
from aiev.query import compile as compiler
from aiev.query import syntax
from aiev.query.expand import expand
from aiev.query.plan import PER_STEP
from aiev.query.tree import Or
from aiev.store.reading import search

TODAY = date(2025, 6, 1)


@pytest.fixture
def base():
    base = small_base.make()
    yield base
    base.close()


def order(base, text):
    return search.rank(base, expand(syntax.parse(text, today=TODAY))).order


def test_papers_that_are_as_good_stand_newest_first(base):
    """Neither the order in which they were added nor its reverse is that of their dates."""
    dates = ("2023-05-01", "2021-02", "2024", "2022-11-30")
    ids = {day: small_base.add_paper(base, "Kite offloading", issued=day) for day in dates}
    wanted = [ids[day] for day in ("2024", "2023-05-01", "2022-11-30", "2021-02")]
    assert list(order(base, "kite offloading")) == wanted


def test_papers_of_one_day_stand_last_added_first(base):
    first, second = (
        small_base.add_paper(base, "Kite offloading", issued="2024-05-01") for _ in range(2)
    )
    assert list(order(base, "kite")) == [second, first]


def test_a_better_paper_stands_before_a_newer_one(base):
    best = small_base.add_paper(base, "Kite offloading", issued="2020")
    newer = small_base.add_paper(base, "Serving", abstract="of a kite", issued="2025")
    assert list(order(base, "kite offloading")) == [best, newer]


def test_a_paper_that_lacks_a_word_is_told_from_those_that_have_all(base):
    whole = small_base.add_paper(base, "Kite offloading")
    part = small_base.add_paper(base, "Kite serving")
    ranked = search.rank(base, expand(syntax.parse("kite offloading", today=TODAY)))
    assert ranked.order == (whole, part)
    assert ranked.partial == {part}


def test_the_best_for_any_word_are_found_among_the_papers_of_the_rarest(base):
    """The index is not asked to rank the others, as none of them can be better."""
    for number in range(1200):
        word = "kite" if number % 20 == 0 else "wind" if number % 2 else "serving"
        small_base.add_paper(base, f"{word} {number}", abstract="of an eagle " * (number % 7))
    tree = expand(syntax.parse("kite wind", today=TODAY))
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    ranked = search.rank(base, tree)
    base.set_trace_callback(None)
    assert not any("OR" in sql for sql in asked if "order by score" in sql)
    any_word = compiler.compile(Or(tree.parts))
    assert set(search.by_rank(base, any_word, limit=PER_STEP)) <= set(ranked.scores)


@pytest.mark.parametrize(("papers", "whole"), [(501, 501), (700, 700), (5200, 5001)])
def test_many_papers_are_counted_from_where_they_were_read(base, papers, whole):
    """Up to one more than is told; the index is not read twice from its beginning."""
    for number in range(papers):
        small_base.add_paper(base, f"kite wind {number}")
    base.execute("delete from term")
    base.executemany("insert into term values (?, 900000)", [("kite",), ("wind",)])
    ranked = search.rank(base, expand(syntax.parse("kite wind", today=TODAY)))
    assert ranked.plan[0].startswith("all words: 20")
    assert ranked.whole == whole


@pytest.mark.parametrize(("papers", "is_ranked"), [(56, False), (57, True)])
def test_where_few_papers_have_all_words_all_are_scored(base, papers, is_ranked):
    """To choose forty of them the index would read each list of a common word to its end."""
    for number in range(papers):
        small_base.add_paper(base, f"kite wind {number}")
    base.execute("delete from term")
    base.executemany("insert into term values (?, 8000)", [("kite",), ("wind",)])
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    ranked = search.rank(base, expand(syntax.parse("kite wind", today=TODAY)))
    base.set_trace_callback(None)
    assert any("bm25" in sql for sql in asked) == is_ranked
    assert len(ranked.order) == (PER_STEP if is_ranked else papers)
    assert ranked.whole == papers


def test_what_all_papers_have_is_left_out_of_the_ranking(base):
    """The best are the same, and no paper comes in that lacks the word."""
    for number in range(1200):
        word = "serving" if number % 24 else "kite"
        model = "" if number % 48 == 0 and number < 100 else "a model"
        small_base.add_paper(base, f"{word} {number}", abstract=f"{model} of " + "wind " * number)
    tree = expand(syntax.parse("kite model", today=TODAY))
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    ranked = search.rank(base, tree)
    base.set_trace_callback(None)
    sorted_by = [sql for sql in asked if "order by score" in sql]
    assert len(sorted_by) == 1
    assert "model" not in sorted_by[0]
    assert ranked.whole == 47
    best = set(search.by_rank(base, compiler.compile(tree), limit=PER_STEP))
    assert set(ranked.order) == best


@pytest.mark.parametrize("text", ["kite OR wind", "kite"])
def test_all_that_are_ranked_are_counted_in_one_reading(base, text):
    """However many more than the candidates they are; and no word leads where any will do."""
    for number in range(1200):
        small_base.add_paper(base, f"wind {number}" if number % 20 else f"kite {number}")
    base.executemany("insert or replace into term values (?, ?)", [("kite", 60), ("wind", 1140)])
    tree = expand(syntax.parse(text, today=TODAY))
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    ranked = search.rank(base, tree)
    base.set_trace_callback(None)
    assert ranked.whole == (1200 if "OR" in text else 60)
    assert not any("count(*)" in sql for sql in asked)
