"""Papers near to one, in a small knowledge base."""

from datetime import date

import pytest

import small_base
from aiev.query.filters import Filters
from aiev.services.similar import similar
from aiev.store.reader import Reader

TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def reader():
    base = small_base.make()
    add = small_base.add_paper
    add(base, "Mamba for long sequences", abstract="Selective state spaces scan sequences.",
        authors=["Albert Gu"], topics=["Architectures"], issued="2023")  # fmt: skip
    add(base, "Selective state spaces", abstract="Mamba scans long sequences.", issued="2024")
    add(base, "Structured kernels", authors=["Albert Gu"], abstract="Convolution.", issued="2022")
    add(base, "Transformers", topics=["Architectures"], abstract="Attention heads.")
    add(base, "Coffee machines", abstract="Brewing.")
    add(base, "Alone")
    for number in range(5):
        add(base, f"Other matter {number}", abstract="Entirely unlike.", topics=["Elsewhere"])
    yield Reader(base)
    base.close()


def near(reader, number, **options):
    return similar(reader, reader.papers([number])[0], today=TODAY, **options)


def test_shared_words_come_before_shared_authors_and_topics(reader):
    found = near(reader, 1)
    assert [each.paper.id for each in found] == [2, 4, 3]
    words, topic, author = found
    assert {"selective", "spaces", "sequences", "mamba"} <= set(words.terms)
    assert (topic.topics, topic.terms) == (("Architectures",), ())
    assert (author.authors, author.terms) == (("Albert Gu",), ())


def test_filters_leave_what_they_name(reader):
    found = near(reader, 1, filters=Filters(since="2024"))
    assert [each.paper.id for each in found] == [2]
    assert near(reader, 1, filters=Filters(topics=("nowhere",))) == ()
    assert [each.paper.id for each in near(reader, 1, limit=1)] == [2]


def test_a_paper_that_shares_nothing_has_no_neighbours(reader):
    assert near(reader, 6) == ()
