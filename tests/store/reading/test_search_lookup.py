"""What begins as a prefix does is found, however the index stems it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_base
from aiev.query import tokens
from aiev.query.filters import Filters
from aiev.query.stemmer import stem
from aiev.services.search.run_query import NO_FILTERS, search, select
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms

TODAY = date(2025, 6, 1)
WORDS = (
    "offloading", "offload", "offloads", "computational", "computer", "compute", "quantization",
    "quantized", "quantity", "memory", "memories", "database", "databases", "usable", "users",
    "usual", "usenix", "happy", "happiness", "caches", "caching", "triangle", "trying", "anything",
    "animal", "generalization", "generally", "relational", "conditional", "rational", "naive",
    "feed", "agreed", "plastered", "sky", "skies", "llama", "llamas", "mamba2", "h100", "gpu",
)  # fmt: skip


def base_of(titles):
    base = small_base.make()
    base.execute("begin")
    for title in titles:
        small_base.add_paper(base, title)
    terms.refresh(base)
    base.execute("commit")
    return base


def found(base, text, filters=NO_FILTERS):
    reader = Reader(base)
    papers = reader.papers(select(reader, text, filters=filters, today=TODAY).ids)
    return {paper.title for paper in papers}


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=8),
    st.sampled_from(WORDS).flatmap(
        lambda word: st.integers(2, len(word)).map(lambda length: word[:length])
    ),
)
@settings(max_examples=150)
def test_a_prefix_finds_every_word_that_begins_so_and_others_only_by_their_stem(lists, prefix):
    titles = [" ".join(words) for words in lists]
    base = base_of(titles)
    try:
        begun = {word for words in lists for word in words if word.startswith(prefix)}
        roots = {stem(word) for word in begun} | {stem(prefix)}
        answer = found(base, f"{prefix}*")
        for title in titles:
            words = tokens.tokens(title)
            if any(word in begun for word in words):
                assert title in answer
            elif title in answer:
                assert any(stem(word).startswith(prefix) or stem(word) in roots for word in words)
    finally:
        base.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offloadin*", {"offloads"}),
        ("computationa*", {"a computer", "computational models"}),
        ("use*", {"users", "usenix"}),
        ("key-val*", {"key value stores"}),
        ("title:quantizati*", {"quantized"}),
        ("models -computationa*", {"small models"}),
        ("zzz*", set()),
    ],
)
def test_prefixes_longer_than_a_stem_find_their_words(text, expected):
    """`offloading` is `offload` in the index, which begins with no more letters than that."""
    base = base_of(
        ["offloads", "a computer", "computational models", "users", "usenix", "usual things",
         "key value stores", "quantized", "small models"]
    )  # fmt: skip
    for number, word in enumerate(("offloading", "quantization")):
        small_base.add_paper(base, f"{word} {number}", kind="web")
    base.execute("begin")
    terms.rebuild(base)
    base.execute("commit")
    assert found(base, text, Filters(kinds=("paper",))) == expected
    base.close()


def test_a_prefix_of_very_many_papers_stands_for_its_commonest_words(monkeypatch):
    """Merging what all words with an `a` have took seconds at a million papers."""
    monkeypatch.setattr(search_lookup, "_MOST_PAPERS", 10)
    monkeypatch.setattr(search_lookup, "_MOST_WORDS", 2)
    base = base_of([f"agile against {number}" for number in range(6)] + ["agent aging", "agile"])
    reader = Reader(base)
    bounded = search(reader, "ag*", today=TODAY)
    assert bounded.total == 7
    assert len(select(reader, "ag*", today=TODAY).ids) == 8
    base.close()


def test_before_the_terms_are_counted_the_index_is_asked():
    base = small_base.make()
    small_base.add_paper(base, "offloading")
    assert found(base, "offl*") == {"offloading"}
    assert found(base, "offloading*") == {"offloading"}
    base.close()


@pytest.mark.parametrize(
    ("text", "title"),
    [("h2o", "H₂O: an oracle"), ("s2ft", "S²FT: tuning"), ("pi0", "π₀: a policy")],
)
def test_what_came_after_the_terms_were_counted_is_found_as_it_is_typed(text, title):
    base = base_of([f"kite number {number}" for number in range(100)])
    small_base.add_paper(base, title)
    assert not terms.refresh(base), "one paper more is no reason to count all words anew"
    assert found(base, text) == {title}
    base.close()
