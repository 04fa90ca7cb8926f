"""A snapshot, or a slice of it, becomes papers; interrupted, it goes on where it stopped."""

from datetime import date

import pytest

import knowledge
import snapshots
from aiev.errors import InputError, QueryError, UsageError
from aiev.services.arxiv import import_snapshot as service
from aiev.services.arxiv import snapshot_filter
from aiev.services.arxiv.import_snapshot import import_snapshot
from aiev.sources.files import chunks
from aiev.store.reading import history
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer
from knowledge import NOW
from snapshots import fields

IDS = [f"24{month:02}.{number:05}" for month in range(1, 13) for number in range(1, 41)]
TABLES = ("alembic_version", "setting", "term", "spelling")


def slice_of(*, categories=(), since=None, words=None):
    return snapshot_filter.read(
        categories=categories, since=since, words=words, today=date(2025, 6, 1)
    )


def load(database, path, wanted=None, **options):
    with open_writer(database) as writer:
        return import_snapshot(writer, path, wanted or slice_of(), now=NOW, **options)


def titles(database):
    return {row[0] for row in knowledge.rows(database, "select title from paper")}


@pytest.fixture
def whole(tmp_path):
    return snapshots.write(tmp_path / "s.json", [fields(one) for one in IDS])


def test_everything_is_loaded_once(tmp_path, whole):
    database = tmp_path / "a.db"
    result = load(database, whole, papers_a_batch=100)
    assert (result.lines, result.wanted, result.added) == (len(IDS), len(IDS), len(IDS))
    before = knowledge.dump(database)
    again = load(database, whole)
    assert (again.added, again.updated, again.known) == (0, 0, len(IDS))
    assert knowledge.dump(database) == before
    assert not [row for row in before["setting"] if "reading" in str(row)]


@pytest.mark.parametrize("most", [1, 3])
def test_however_much_a_transaction_holds_the_database_is_the_same(
    tmp_path, whole, monkeypatch, most
):
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 10_000)
    load(tmp_path / "whole.db", whole)
    load(tmp_path / "a.db", whole, papers_a_batch=70, batches_a_commit=most)
    assert knowledge.dump(tmp_path / "a.db") == knowledge.dump(tmp_path / "whole.db")
    # The load does not look whether a paper or an author is there, so this does.
    assert knowledge.rows(tmp_path / "a.db", "pragma foreign_key_check") == []


def test_papers_that_wait_are_filled_and_those_of_lists_keep_their_words(seed, tmp_path):
    ids = [row[0] for row in knowledge.rows(seed, "select arxiv_id from paper where arxiv_id > ''")]
    path = snapshots.write(tmp_path / "s.json", [fields(one) for one in [*IDS, ids[0]]])
    entries = knowledge.dump(seed)["entry"]
    result = load(seed, path)
    assert (result.added, result.updated) == (len(IDS), 1)
    assert knowledge.dump(seed)["entry"] == entries


def test_a_later_snapshot_updates_and_tells(tmp_path, whole):
    database = tmp_path / "a.db"
    load(database, whole)
    knowledge.change(database, "update paper set has_user_title = 1, title = 'Mine' where id = 2")
    versions = [
        {"version": "v1", "created": "Mon, 18 Nov 2024 17:59:46 GMT"},
        {"version": "v2", "created": "Tue, 3 Dec 2024 17:59:46 GMT"},
    ]
    later = snapshots.write(
        tmp_path / "later.json",
        [
            fields(IDS[0], versions=versions, update_date="2024-12-04"),
            fields(IDS[1], **{"journal-ref": "J. 1"}, update_date="2024-12-04"),
            fields(IDS[2], title="Older", update_date="2024-11-01"),
        ],
    )
    result = load(database, later)
    assert (result.updated, result.known) == (2, 1)
    told = [(c.arxiv_id, c.field, c.before, c.after) for c in result.changes.items]
    assert told == [(IDS[0], "version", "1", "2"), (IDS[1], "journal_ref", None, "J. 1")]
    with open_reader(database) as reader:
        assert list(history.changes(reader)) == result.changes.items
    assert "Mine" in titles(database)
    assert "Older" not in titles(database)


@pytest.mark.parametrize("name", ["s.json", "s.json.gz"])
def test_an_interrupted_load_goes_on_and_ends_as_if_nothing_had_been(tmp_path, monkeypatch, name):
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 10_000)
    path = snapshots.write(tmp_path / name, [fields(one) for one in IDS])
    load(tmp_path / "whole.db", path, papers_a_batch=50, batches_a_commit=1)
    database = tmp_path / "a.db"
    real = service._store
    for batches in (3, 2):
        left = [batches]

        def store(*words, left=left, **named):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return real(*words, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(service, "_store", store)
            with pytest.raises(KeyboardInterrupt):
                load(database, path, papers_a_batch=50, batches_a_commit=1)
    stored = knowledge.rows(database, "select count(*) from paper")[0][0]
    assert 250 <= stored < len(IDS)
    result = load(database, path, papers_a_batch=50, batches_a_commit=1)
    assert result.resumed_at >= stored
    assert result.added == len(IDS) - stored
    for table, rows in knowledge.dump(tmp_path / "whole.db", without=TABLES).items():
        assert knowledge.dump(database, without=TABLES)[table] == rows


def test_another_filter_or_file_begins_anew(tmp_path, whole, monkeypatch):
    database = tmp_path / "a.db"

    def stop(*_words, **_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(service.paper_loader, "load", stop)
        with pytest.raises(KeyboardInterrupt):
            load(database, whole, papers_a_batch=50, batches_a_commit=1)
    assert load(database, whole, slice_of(categories=("cs.LG",))).resumed_at == 0


def test_a_trial_stores_nothing(tmp_path, whole):
    database = tmp_path / "a.db"
    with open_writer(database):
        pass
    before = knowledge.dump(database)
    assert load(database, whole, is_dry_run=True, papers_a_batch=100).added == len(IDS)
    assert knowledge.dump(database) == before


SLICE = [
    fields("2401.00001", title="Mixture of Experts", categories="cs.DC"),
    fields("2402.00002", title="Other", abstract="  Mixtures-of-\nexperts do.", categories="cs.LG"),
    fields("2403.00003", title="A mixture that experts like", categories="stat.ML"),
    fields("2404.00004", title="Müller’s caf\u00e9", categories="cs.DC", comments="x"),
    fields("math/0304005", title="Old Mixture", categories="math.AP cs.DC",
           versions=[{"version": "v1", "created": "Thu, 3 Apr 2003 10:00:00 GMT"}]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {0, 1, 2, 3, 4}),
        ({"categories": ("cs.DC",)}, {0, 3, 4}),
        ({"categories": ("cs",)}, {0, 1, 3, 4}),
        ({"categories": ("CS.dc", "stat.ML")}, {0, 2, 3, 4}),
        ({"since": "2024"}, {0, 1, 2, 3}),
        ({"since": "2025"}, set()),
        ({"words": "mixture of experts"}, {0, 1, 2}),
        ({"words": '"mixture of experts"'}, {0, 1}),
        ({"words": "moe"}, {0, 1}),
        ({"words": "cafe OR title:old"}, {3, 4}),
        ({"words": "mixture -experts"}, {4}),
        ({"words": "author:asker cafe"}, {3}),
        ({"words": "muller"}, {3}),
        ({"words": "mixture", "categories": ("cs.DC",), "since": "2024-01"}, {0}),
    ],
)
def test_a_slice_is_what_a_search_would_find(tmp_path, options, expected):
    dated = [{"version": "v1", "created": "Fri, 5 Jan 2024 10:00:00 GMT"}]
    records = [one if "0304" in str(one["id"]) else {**one, "versions": dated} for one in SLICE]
    path = snapshots.write(tmp_path / "s.json", records)
    load(tmp_path / "a.db", path, slice_of(**options))
    places = {" ".join(str(one["title"]).split()): at for at, one in enumerate(SLICE)}
    assert {places[title] for title in titles(tmp_path / "a.db")} == expected


def test_what_a_snapshot_cannot_answer_is_refused():
    with pytest.raises(UsageError, match="a snapshot has no topic: moe"):
        slice_of(words="x OR -topic:moe")
    with pytest.raises(QueryError):
        slice_of(words='"open')
    with pytest.raises(UsageError):
        slice_of(since="yesterday")


def test_bad_lines_are_counted_even_outside_the_slice(tmp_path):
    lines = [b"junk", fields("2401.00001"), snapshots.line(fields("2401.00002"))[:200], b""]
    path = snapshots.write(tmp_path / "s.json", lines)
    result = load(tmp_path / "a.db", path, slice_of(categories=("hep-th",)))
    assert (result.added, result.findings.count) == (0, 2)
    assert [one.line for one in result.findings.items] == [1, 3]


def test_another_file_is_refused_soon(tmp_path):
    path = snapshots.write(tmp_path / "s.json", [b"- an item"] * 3000)
    with pytest.raises(InputError, match="no snapshot"):
        load(tmp_path / "a.db", path)


@pytest.mark.parametrize("size", [100, 10_000])
def test_a_damaged_file_keeps_what_was_good(tmp_path, size):
    path = snapshots.write(tmp_path / "s.json.gz", [fields(one) for one in IDS * 30])
    path.write_bytes(path.read_bytes()[:-50])
    result = load(tmp_path / "a.db", path, papers_a_batch=size)
    assert result.added == len(IDS) == len(knowledge.rows(tmp_path / "a.db", "select 1 from paper"))
    assert "breaks off or is damaged" in str(result.error)
