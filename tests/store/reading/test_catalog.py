"""Counts: a parent counts what is below it, and each paper once."""

import pytest

import knowledge
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer

LIST = """\
# L

## A

- [x](https://arxiv.org/abs/2401.00001) | 2024 | ByteDance&ByteDance Seed

### B

- [x](https://arxiv.org/abs/2401.00001)
- [y](https://arxiv.org/abs/2402.00002) | 3 Feb 2024 | ByteDance Seed

## C

Prose here.

## D

| a | b |
| - | - |
| 1 | 2 |
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalog") / "c.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, LIST, name="l")
        knowledge.store_list(writer, "# M\n\n## A\n\n- [z](https://a.b/c)\n", name="m")
    with open_reader(path) as reader:
        yield reader


def test_a_topic_counts_the_papers_of_its_subtree_once(reader):
    counted = [(t.list, t.path, t.papers, t.papers_below) for t in catalog.topics(reader)]
    assert counted == [
        ("l", "A", 1, 2), ("l", "A > B", 2, 2), ("l", "C", 0, 0), ("l", "D", 0, 0),
        ("m", "A", 1, 1),
    ]  # fmt: skip
    assert [t.path for t in catalog.topics(reader, list_name="m")] == ["A"]
    assert catalog.topics(reader, list_name="none") == ()


def test_an_organization_counts_the_papers_of_its_parts_once(reader):
    found = [(o.name, o.papers, o.parent) for o in catalog.organizations(reader)]
    assert found == [("ByteDance", 2, None), ("ByteDance Seed", 2, "ByteDance")]


def test_lists_count_their_own(reader):
    counted = [(one.name, one.entries, one.papers, one.topics) for one in catalog.lists(reader)]
    assert counted == [("l", 3, 2, 4), ("m", 1, 1, 1)]
    assert catalog.lists(reader)[0].size_bytes == len(LIST)


def test_totals_add_up(reader):
    totals = catalog.totals(reader)
    assert (totals.papers, totals.arxiv_papers, totals.entries, totals.topics) == (3, 2, 4, 5)
    assert sum(count.papers for count in totals.by_kind) == totals.papers
    assert sum(count.papers for count in totals.by_enrichment) == totals.papers
    assert {(m.name, m.papers) for m in totals.by_month} == {("2024-01", 1), ("2024-02", 1)}
    assert totals.without_date == 1


def test_authors_are_counted_and_paged(small):
    with open_reader(small) as reader:
        everybody = catalog.authors(reader, limit=-1)
        assert [(a.name, a.papers) for a in everybody[:2]] == [("Dan Dao", 2), ("Ada Asker", 1)]
        assert catalog.authors(reader, limit=2, offset=1) == everybody[1:3]
        assert catalog.authors(reader, limit=0) == ()


def test_et_al_is_nobody(tmp_path):
    """It was the second most prolific author of seven real lists."""
    path = tmp_path / "c.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, "# L\n\n- [x](https://a.b/c)\n", name="l")
    with knowledge.closing(knowledge.sqlite3.connect(path)) as connection, connection:
        for number, name in enumerate(("Ada Asker", "et al.", "Et. Al.", "others", "..."), 1):
            connection.execute("insert into author (id, name) values (?, ?)", (number, name))
            connection.execute(
                "insert into authorship (paper_id, author_id, position) values (1, ?1, ?1)",
                (number,),
            )
    with open_reader(path) as reader:
        names = [one.name for one in catalog.authors(reader, limit=-1)]
        assert (names, catalog.totals(reader).authors) == (["Ada Asker"], 1)


def test_the_outline_holds_tables_and_prose_in_their_topics(reader):
    first, second = catalog.outline(reader)
    assert [(topic.path, topic.level, len(topic.blocks)) for topic in first.topics] == [
        ("A", 1, 0), ("A > B", 2, 0), ("C", 1, 1), ("D", 1, 1)]  # fmt: skip
    assert first.topics[3].blocks[0].cells == (("a", "b"), ("1", "2"))
    assert (second.name, second.title) == ("m", "M")
    assert catalog.outline(reader, list_name="m") == (second,)


def test_papers_come_in_the_order_asked_and_in_pieces(reader):
    ids = reader.all_ids()
    assert [paper.id for paper in reader.papers(ids[::-1])] == list(ids[::-1])
    assert [paper.id for paper in reader.papers([ids[1], 999, ids[1]])] == [ids[1], ids[1]]
    assert [paper.id for paper in reader.iter_papers(ids, chunk=1)] == list(ids)
    assert list(reader.iter_papers([])) == []
