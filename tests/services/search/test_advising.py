"""What is told about a query besides its papers: what is unknown, and what is near it."""

from datetime import date

import pytest

import small_base
from aiev.query import syntax
from aiev.query.expand import expand
from aiev.services.search.advice import NO_ADVICE, Advice, UnknownName
from aiev.services.search.advising import advise, unknown_names
from aiev.store.reading import name_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms


@pytest.fixture(scope="module")
def reader():
    base = small_base.make()
    small_base.add_paper(
        base, "Paged Caches", topics=["Serving > Offloading"], authors=["Ada Lovelace"],
        organizations=["Microsoft"], categories="cs.DC", tags=["benchmarks"], venue="OSDI 2024",
    )  # fmt: skip
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")
    yield Reader(base)
    base.close()


def told(reader, text, **counts):
    written = syntax.parse(text, today=date(2025, 6, 1))
    tree = name_lookup.resolve_names(reader.connection, expand(written))
    counts = {"whole": 0, "partial": 0, **counts}
    return advise(reader, written, tree, corrections=(), **counts)


def test_with_hits_and_known_names_there_is_nothing_to_tell(reader):
    assert told(reader, "caches topic:offloading org:microsoft", whole=1) == NO_ADVICE


def test_a_name_that_is_unknown_is_told_even_beside_hits(reader):
    expected = (UnknownName("topic", "ofloading", ("Serving > Offloading",)),)
    assert told(reader, "caches OR topic:ofloading", whole=1).unknown_names == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("org:microsft", UnknownName("org", "microsft", ("Microsoft",))),
        ("tag:benchmraks", UnknownName("tag", "benchmraks", ("benchmarks",))),
        ("list:paprs", UnknownName("list", "paprs", ("papers",))),
        ("author:lovelaec", UnknownName("author", "lovelaec", ("Ada Lovelace",))),
        ("category:cs.DD", UnknownName("category", "cs.DD", ("cs.DC",))),
    ],
)
def test_the_nearest_names_are_offered(reader, text, expected):
    assert told(reader, text).unknown_names == (expected,)


def test_authors_and_categories_are_looked_up_only_where_nothing_is_found(reader):
    """They may be very many; a hit shows that they are known."""
    assert told(reader, "author:nobody OR caches", whole=1) == NO_ADVICE


def test_words_that_no_paper_has_are_told_where_none_has_all(reader):
    assert told(reader, "paged zebra", partial=1) == Advice(missing_words=("zebra",))
    assert told(reader, "paged caches", whole=1) == NO_ADVICE


def test_where_all_is_known_and_nothing_is_all_of_it_the_query_is_told_as_read(reader):
    assert told(reader, "caches -paged topic:offloading") == Advice(
        nothing_is="caches -paged topic:offloading"
    )


def test_an_empty_base_is_told_and_nothing_else():
    base = small_base.make()
    assert told(Reader(base), "zebra topic:x") == Advice(has_no_papers=True)
    base.close()


def test_only_names_that_were_looked_up_can_be_unknown(reader):
    written = expand(syntax.parse("org:microsoft OR topic:zzz", today=date(2025, 6, 1)))
    assert unknown_names(reader, written) == ()
    tree = name_lookup.resolve_names(reader.connection, written)
    assert [one.text for one in unknown_names(reader, tree)] == ["zzz"]
