"""Papers loaded in bulk are the same rows that other ways of storing would make."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from aiev.domain import paper
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.domain.paper import Kind
from aiev.store.writing import paper_identity, paper_loader, paper_writer
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.writer import open_writer
from knowledge import NOW

NAMES = st.sampled_from(["Ada Asker", "Bob Boole", "Zoë Ångström", "Ada Asker Jr."])
DAYS = st.none() | st.dates(date(1995, 1, 1), date(2025, 12, 31))
MAYBE = st.none() | st.sampled_from(["", "Words of it", "naïve 中文 words"])
RECORDS = st.builds(
    ArxivRecord,
    arxiv_id=st.builds(
        ArxivId,
        st.sampled_from(["2405.00011", "2501.00033", "hep-th/9901001", "0704.0001"]),
        st.none() | st.integers(1, 9),
    ),
    title=st.sampled_from(["A Title", "Über Titles"]),
    abstract=MAYBE.map(lambda text: text or None),
    authors=st.lists(
        st.builds(Author, NAMES, st.sampled_from([(), ("A Lab",), ("A Lab", "B")])), max_size=4
    ).map(tuple),
    published=DAYS,
    updated=DAYS,
    primary_category=st.none() | st.just("cs.DC"),
    categories=st.sampled_from([(), ("cs.DC",), ("cs.DC", "cs.LG")]),
    doi=st.none() | st.just("10.1/x"),
    journal_ref=st.none() | st.just("J. 1"),
    comment=st.none() | st.just("12 pages"),
    is_withdrawn=st.booleans(),
    as_of=DAYS,
)


def index_of(connection):
    connection.execute("create virtual table temp.found using fts5vocab(main, paper_fts, instance)")
    return sorted(connection.execute("select * from temp.found").fetchall())


def known(path):
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(paper)")]
        papers = connection.execute(f"select {', '.join(columns)} from paper order by id")
        authors = connection.execute(
            "select paper_id, position, name, affiliation from authorship"
            " join author on author.id = author_id order by paper_id, position"
        )
        connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return papers.fetchall(), authors.fetchall(), index_of(connection)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_writer(path):
        pass
    knowledge.change(path, "pragma journal_mode = delete")
    return path


@given(
    records=st.lists(RECORDS, min_size=1, max_size=4, unique_by=lambda one: one.arxiv_id.value),
    cut=st.integers(0, 4),
    many=st.sampled_from([1, 10]),
)
@settings(max_examples=20)
def test_loading_makes_what_listing_and_filling_make(tmp_path_factory, empty, records, cut, many):
    folder = tmp_path_factory.mktemp("pair")
    for name in ("load.db", "fill.db"):
        shutil.copyfile(empty, folder / name)
    with open_writer(folder / "load.db") as writer:
        for part in (records[:cut], records[cut:]):
            with writer.transaction() as session:
                new, newer = paper_loader.part(session, part)
                assert (new, newer) == (tuple(part), ())
                paper_loader.load(session, new, now=NOW, meanwhile=lambda: None)
    with (
        pytest.MonkeyPatch.context() as patch,
        open_writer(folder / "fill.db") as writer,
        writer.transaction() as session,
    ):
        patch.setattr(paper_writer, "MANY", many)
        paper_identity.ensure(
            session,
            [
                Draft(
                    paper.identity(one.arxiv_id, None, label="", topic=""),
                    one.arxiv_id,
                    Kind.PAPER,
                    None,
                    "",
                )
                for one in records
            ],
            now=NOW,
        )
        paper_writer.fill(session, records[:2], now=NOW)
        # Again: authors that stay, and papers whose words are in the index.
        paper_writer.fill(session, records, now=NOW)
    assert known(folder / "load.db") == known(folder / "fill.db")


def test_the_triggers_are_back_and_no_failure_takes_them_away(tmp_path):
    path = tmp_path / "a.db"
    names = "select name, sql from sqlite_master where type = 'trigger' order by name"
    with open_writer(path):
        pass
    before = knowledge.rows(path, names)

    def stop():
        raise KeyboardInterrupt

    one = knowledge.record("2401.00001")
    with open_writer(path) as writer:
        with pytest.raises(KeyboardInterrupt), writer.transaction() as session:
            paper_loader.load(session, [one], now=NOW, meanwhile=stop)
        assert knowledge.rows(path, names) == before
        assert knowledge.rows(path, "select * from paper") == []
        with writer.transaction() as session:
            paper_loader.load(session, [one], now=NOW, meanwhile=lambda: None)
        assert knowledge.rows(path, names) == before


def test_the_index_gathers_as_little_as_ever_once_papers_are_loaded(tmp_path):
    """It would keep to what a load set, and take that memory in every later command."""
    path = tmp_path / "a.db"
    with open_writer(path) as writer, writer.transaction() as session:
        paper_loader.load(
            session, [knowledge.record("2401.00001")], now=NOW, meanwhile=lambda: None
        )
    set_so = "select k, v from paper_fts_config where k in ('automerge', 'hashsize') order by k"
    assert knowledge.rows(path, set_so) == [("automerge", 4), ("hashsize", 1 << 20)]


def test_a_reader_beside_never_sees_tables_without_triggers(tmp_path):
    path = tmp_path / "a.db"
    with open_writer(path):
        pass
    count = "select count(*) from sqlite_master where type = 'trigger'"
    (before,) = knowledge.rows(path, count)
    seen = []
    with open_writer(path) as writer, writer.transaction() as session:
        paper_loader.load(
            session,
            [knowledge.record("2401.00001")],
            now=NOW,
            meanwhile=lambda: seen.extend(knowledge.rows(path, count)),
        )
    assert seen == [before]


def test_parting_tells_what_is_new_from_what_is_known(small):
    with open_writer(small) as writer, writer.transaction() as session:
        records = [
            knowledge.record("2405.00011v2", as_of=date(2026, 1, 1)),
            knowledge.record("2501.00033v1", as_of=date(2025, 7, 1)),
            knowledge.record("2406.00022v1", as_of=date(2020, 1, 1)),
            knowledge.record("2401.00001", as_of=date(2020, 1, 1)),
        ]
        new, newer = paper_loader.part(session, records)
    assert [one.arxiv_id.value for one in new] == ["2401.00001"]
    assert {one.arxiv_id.value for one in newer} == {"2501.00033", "2406.00022"}
