"""Papers near to one, in a small knowledge base."""

import json
from contextlib import closing
from datetime import date

import pytest

import small_base
from aiev.errors import NotFoundError
from aiev.query.filters import Filters
from aiev.services.search.similar import papers_of_topics, similar
from aiev.store.reading.reader import Reader

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
    return similar(reader, reader.papers([number]), today=TODAY, **options).papers


def test_shared_words_come_before_shared_authors_and_topics(reader):
    found = near(reader, 1)
    assert [each.paper.id for each in found] == [2, 4, 3]
    words, topic, author = found
    assert {"selective", "spaces", "sequences", "mamba"} <= set(words.terms)
    assert (topic.topics, topic.terms) == (("Architectures",), ())
    assert (author.authors, author.terms) == (("Albert Gu",), ())


def test_what_a_paper_is_about_counts_more_than_a_rare_word_by_the_way():
    """In a small base every word that two papers have is rare."""
    base = small_base.make()
    add = small_base.add_paper
    add(base, "Paged cache", abstract="Cache pages. The cache is paged. It shrinks with zeal.")
    add(base, "Of zeal", abstract="A zeal that shrinks.")
    for number in range(4):
        add(base, f"A cache {number}", abstract="This cache is paged.")
    for number in range(20):
        add(base, f"Other matter {number}", abstract="Entirely unlike.")
    with closing(base):
        assert near(Reader(base), 1)[-1].paper.title == "Of zeal"


def test_filters_leave_what_they_name(reader):
    found = near(reader, 1, filters=Filters(since="2024"))
    assert [each.paper.id for each in found] == [2]
    assert near(reader, 1, filters=Filters(topics=("nowhere",))) == ()
    assert [each.paper.id for each in near(reader, 1, limit=1)] == [2]


def test_an_author_is_named_by_an_initial_as_in_a_search(reader):
    """It found nobody: only a search looked for what the initial stands for."""
    found = near(reader, 2, filters=Filters(authors=("A. Gu",)))
    assert [each.paper.id for each in found] == [1]


def test_a_paper_that_shares_nothing_has_no_neighbours(reader):
    assert near(reader, 6) == ()


def test_papers_near_to_a_topic_say_what_several_of_its_papers_say(reader):
    """What one paper of a topic says by the way is not what the topic is about."""
    base = small_base.make()
    add = small_base.add_paper
    topic = ["Serving > Cache"]
    add(base, "Paged caches", abstract="Caches of keys in pages of hosts, zebras.", topics=topic)
    add(base, "Shared caches", abstract="Caches of values in pages of hosts.", topics=topic)
    add(base, "Evicting caches", abstract="Caches fill hosts.", issued="2024")
    add(base, "The zebra", abstract="Stripes of zebras.", issued="2024")
    for number in range(4):
        add(base, f"Other {number}", abstract="Entirely unlike.", topics=["Elsewhere"])
    reader = Reader(base)
    seeds = papers_of_topics(reader, ("cache",), today=TODAY)
    found = similar(reader, seeds, today=TODAY).papers
    assert [(each.paper.id, set(each.terms)) for each in found] == [(3, {"caches", "hosts"})]
    assert similar(reader, seeds, filters=Filters(until="2023"), today=TODAY).papers == ()
    base.close()


def test_a_topic_that_is_not_there_is_an_error_with_the_nearest(reader):
    with pytest.raises(NotFoundError, match="no topic is called so: arcitecture") as caught:
        papers_of_topics(reader, ("arcitecture",), today=TODAY)
    assert caught.value.hint == "the nearest are: Architectures"


def test_unknown_names_of_filters_are_told(reader):
    seeds = reader.papers([1])
    found = similar(reader, seeds, filters=Filters(topics=("Architect",)), today=TODAY)
    assert [one.text for one in found.advice.unknown_names] == ["Architect"]


def test_the_command_needs_a_paper_or_a_topic(aiev, small):
    assert aiev("similar").code == 2
    near = aiev("similar", "--topic", "offloading", "--json")
    assert near.code == 0
    found = json.loads(near.out)
    assert (found["paper"], found["topics"]) == (None, ["offloading"])
    one = aiev("similar", "2405.00011", "--topic", "mixture of experts")
    assert "2501.00033" in [row[0] for row in one.rows]
    assert aiev("similar", "--topic", "nowhere").code == 1


def test_one_word_in_common_with_a_paper_that_says_much_is_little():
    """`seq. length` of FlashAttention brought papers about biology before those about memory."""
    base = small_base.make()
    said = "Tiles keep attention exact between slow memory and fast caches; seq. length, seq. cost."
    small_base.add_paper(base, "Blazing kernels", abstract=said)
    small_base.add_paper(base, "Seq of birds", abstract="Birds sing.")
    for number in range(4):
        shared = "Attention to memory, exact tiles, fast and slow caches; length, cost."
        small_base.add_paper(base, f"Cellar {number}", abstract=shared)
    for number in range(60):
        small_base.add_paper(base, f"Other matter {number}", abstract="Entirely unlike.")
    found = [one.paper.title for one in near(Reader(base), 1)]
    assert found.index("Cellar 0") < found.index("Seq of birds")
    base.close()
