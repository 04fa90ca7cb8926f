"""What the writing door stores, the reading door answers: the two know one schema."""

import itertools
import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import Account, Block, Heading, Link, ListedEntry, ParsedList, Shape
from aiev.store.reading.reader import open_reader
from aiev.store.writing import list_writer, paper_identity, paper_writer
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import open_writer, reader_within

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30
)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
MAYBE = st.none() | LINE
IDS = st.sampled_from(["2401.00001", "2402.00002", "2403.00003", "hep-th/9901001"])
DAYS = st.dates(date(1991, 1, 1), date(2039, 12, 31))
DATES = st.one_of(
    st.builds(PartialDate, st.integers(1900, 2099)),
    st.builds(PartialDate, st.integers(1900, 2099), st.integers(1, 12)),
    DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
)
RECORDS = st.builds(
    ArxivRecord,
    arxiv_id=st.builds(ArxivId, IDS, st.integers(1, 40)),
    title=LINE,
    abstract=MAYBE,
    authors=st.lists(
        st.builds(Author, LINE, st.lists(LINE, max_size=2).map(tuple)), max_size=5
    ).map(tuple),
    published=st.none() | DAYS,
    updated=st.none() | DAYS,
    primary_category=st.none() | st.sampled_from(["cs.LG", "hep-th"]),
    categories=st.lists(st.sampled_from(["cs.LG", "cs.DC", "hep-th"]), unique=True).map(tuple),
    doi=MAYBE,
    journal_ref=MAYBE,
    comment=MAYBE,
    is_withdrawn=st.booleans(),
)
PATHS = st.lists(
    st.text(string.ascii_letters + " /&", min_size=1, max_size=6)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    max_size=3,
).map(tuple)
URLS = st.none() | st.builds(
    "https://{}.example/{}".format,
    st.sampled_from(["a", "b"]),
    st.text(string.ascii_letters, max_size=4),
)


def nobody(_text):
    """Tell of no text that it names an organization."""
    return False


@st.composite
def entries(draw: st.DrawFn) -> ListedEntry:
    identifier = draw(st.none() | st.builds(ArxivId, IDS, st.none() | st.integers(1, 9)))
    return ListedEntry(
        topic=draw(PATHS),
        label=draw(LINE),
        url=identifier.abs_url if identifier else draw(URLS),
        arxiv_id=identifier,
        note=draw(MAYBE),
        group=draw(MAYBE),
        date=draw(st.none() | DATES),
        organizations=draw(MAYBE),
        authors=draw(MAYBE),
        venue=draw(MAYBE),
        links=tuple(draw(st.lists(st.builds(Link, TEXT, LINE), max_size=3))),
        shape=Shape.ITEM,
        line=1,
        span=(0, 1),
        fields={},
    )


@st.composite
def lists(draw: st.DrawFn) -> ParsedList:
    """A list as the parser answers it: in order, every topic of an entry among the headings."""
    found = draw(st.lists(entries(), max_size=8))
    found = [
        replace(entry, line=number, span=(10 * number, 10 * number + 9))
        for number, entry in enumerate(found, start=1)
    ]
    paths = dict.fromkeys((*draw(st.lists(PATHS.filter(bool), max_size=2)),
                           *(entry.topic for entry in found if entry.topic)))  # fmt: skip
    blocks = draw(
        st.lists(
            st.builds(
                Block,
                kind=st.sampled_from(["table", "prose"]),
                topic=st.sampled_from(list(paths) or [()]),
                text=LINE,
                rows=st.lists(st.lists(TEXT, max_size=3).map(tuple), max_size=3).map(tuple),
                line=st.integers(1, 99),
                span=st.tuples(st.integers(0, 90), st.just(99)),
            ),
            max_size=3,
        )
    )
    return ParsedList(
        text="",
        title=draw(MAYBE),
        headings=tuple(Heading(len(path), path[-1], path, 1, (0, 0)) for path in paths),
        entries=tuple(found),
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        account=Account(),
        is_organization=nobody,
    )


class RollBackError(Exception):
    """Ends a transaction without a trace."""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("doors") / "doors.db"
    with open_writer(path) as writer:
        yield writer


def _store(session, parsed, name="l"):
    file = ListFile(name, None, b"content", "hash")
    return list_writer.store(
        session, file, parsed, resolve=lambda _: (), reread=lambda _: parsed, now=knowledge.NOW
    )


@given(parsed=lists())
@settings(max_examples=30)
def test_a_list_is_read_as_it_was_written(database, parsed):
    with database.transaction(is_dry_run=True) as session:
        change = _store(session, parsed)
        reader = reader_within(session)
        papers = {paper.id: paper for paper in reader.papers(change.paper_ids)}
        blocks = reader.all_blocks()
        content = reader.list_content("l")
    assert content == b"content"
    assert change.added == len(parsed.entries)
    stored = sorted(itertools.chain(*(paper.entries for paper in papers.values())),
                    key=lambda entry: entry.position)  # fmt: skip
    assert len(stored) == len(parsed.entries)
    for entry, written, paper_id in zip(stored, parsed.entries, change.paper_ids, strict=True):
        paper = papers[paper_id]
        assert entry in paper.entries
        assert entry.topic == (" > ".join(written.topic) or None)
        assert (entry.label, entry.note, entry.group) == (
            written.label, written.note, written.group)  # fmt: skip
        assert (entry.url, entry.venue, entry.line) == (written.url, written.venue, written.line)
        assert entry.listed_date == (str(written.date) if written.date else None)
        assert entry.listed_organizations == written.organizations
        assert [(link.text, link.url) for link in entry.links] == [
            (link.text, link.url) for link in written.links
        ]
        assert paper.arxiv_id == (written.arxiv_id.value if written.arxiv_id else None)
        assert entry.topic is None or entry.topic in paper.topics
    assert [(b.kind, b.topic, b.text, b.cells, b.line) for b in blocks] == [
        (b.kind, " > ".join(b.topic) or None, b.text, b.rows, b.line) for b in parsed.blocks
    ]


@given(parsed=lists(), others=st.lists(lists(), max_size=2))
@settings(max_examples=25)
def test_a_list_stored_again_is_no_change_whatever_came_between(database, parsed, others):
    with database.transaction(is_dry_run=True) as session:
        connection = reader_within(session).connection
        _store(session, parsed)

        def rows():
            session.flush()
            return [
                connection.execute(f"select * from {table} order by 1, 2").fetchall()
                for table in ("list", "topic", "entry", "entry_link", "block", "paper")
            ]

        before = rows()
        again = _store(session, parsed)
        assert (again.added, again.updated, again.removed) == (0, 0, 0)
        assert rows() == before
        for other in others:
            _store(session, other)
        change = _store(session, parsed)
        assert len(change.paper_ids) == len(parsed.entries)
        texts = "select label, note, line, listed_date, topic.path from entry" \
            " left join topic on topic.id = topic_id order by entry.position"  # fmt: skip
        stored = connection.execute(texts).fetchall()
        assert stored == [
            (e.label, e.note, e.line, str(e.date) if e.date else None, " > ".join(e.topic) or None)
            for e in parsed.entries
        ]
        topics = {path for (path,) in connection.execute("select path from topic")}
        heads = {" > ".join(h.path[:n]) for h in parsed.headings for n in range(1, len(h.path) + 1)}
        assert topics == heads


@given(records=st.lists(RECORDS, min_size=1, max_size=4, unique_by=lambda r: r.arxiv_id.value))
@settings(max_examples=30)
def test_what_arxiv_says_is_read_as_it_was_written(database, records):
    drafts = [
        paper_identity.Draft(f"arxiv:{r.arxiv_id.value}", r.arxiv_id, "paper", None, "a label")
        for r in records
    ]
    with database.transaction(is_dry_run=True) as session:
        ids = paper_identity.ensure(session, drafts)
        assert paper_writer.fill(session, records, now=knowledge.NOW) == len(records)
        papers = reader_within(session).papers([ids[draft.identity] for draft in drafts])
    for record, paper in zip(records, papers, strict=True):
        assert paper.arxiv_id == record.arxiv_id.value
        assert paper.version == record.arxiv_id.version
        assert (paper.title, paper.abstract) == (record.title, record.abstract)
        assert paper.authors == tuple(author.name for author in record.authors)
        assert paper.published == (str(record.published) if record.published else None)
        assert paper.updated == (str(record.updated) if record.updated else None)
        assert paper.issued == (paper.published or str(record.arxiv_id.month()))
        assert paper.primary_category == record.primary_category
        assert paper.categories == record.categories
        assert (paper.doi, paper.journal_ref, paper.comment) == (
            record.doi, record.journal_ref, record.comment)  # fmt: skip
        assert paper.is_withdrawn == record.is_withdrawn
        assert paper.enrichment == "done"


def test_a_reader_within_a_transaction_sees_it_and_others_do_not(database):
    def look_and_fail():
        with database.transaction() as session:
            _store(session, ParsedList("", None, (), (), (), Account(), nobody), name="seen")
            assert reader_within(session).list_content("seen") == b"content"
            with open_reader(database.path) as other:
                assert other.list_content("seen") is None
            raise RollBackError

    with pytest.raises(RollBackError):
        look_and_fail()
    with open_reader(database.path) as other:
        assert other.list_content("seen") is None
