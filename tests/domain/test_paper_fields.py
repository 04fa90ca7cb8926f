"""The table of a paper's fields says of each what is so, and everything derived from it agrees."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import inspect

from aiev.domain import backup_lines, backup_record
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.change import FIELDS as CHANGES
from aiev.domain.knowledge import Paper, as_json
from aiev.domain.paper_fields import FIELDS, METADATA
from aiev.exporters import csv_table
from aiev.exporters.exporter import ExportRequest
from aiev.services.exchange import text_backup
from aiev.sources.arxiv.search_cache import SearchCache
from aiev.store.backup.papers import PaperTaker
from aiev.store.reading import history
from aiev.store.reading.reader import open_reader
from aiev.store.tables import PaperTable
from aiev.store.writing import history_writer, paper_identity, paper_loader, paper_writer
from aiev.store.writing.writer import open_writer

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
ID = ArxivId("2405.00011", 2)
SAMPLES = {
    "text": ("a sample of {}", "another sample of {}"),
    "number": (3, 4),
    "day": (date(2024, 5, 6), date(2024, 5, 7)),
    "lines": (("Cruz\tAna de la",), ("Low Team", "Low\tAda\tJr.")),
    "words": (("cs.DC", "cs.LG"), ("cs.LG",)),
    "flag": (True, False),
}


def record(sample):
    """Return a record that fills every field that one can, each with a value of its own."""
    values = {
        field.attribute: value.format(field.name) if isinstance(value, str) else value
        for field in METADATA
        if field.name != "version"
        for value in [SAMPLES[field.type][sample]]
    }
    return ArxivRecord(
        arxiv_id=ArxivId(ID.value, SAMPLES["number"][sample]),
        title="Kite",
        authors=(),
        is_withdrawn=False,
        **values,
    )


def expected(field, sample):
    value = getattr(record(sample), field.attribute)
    return value.isoformat() if isinstance(value, date) else value


def only_paper(path):
    with open_reader(path) as reader:
        [paper] = reader.papers(reader.all_ids())
        return paper, history.changes(reader)


def filled(session, one):
    draft = paper_identity.Draft("arxiv:2405.00011", ID, "paper", None, "Kite")
    paper_identity.ensure(session, [draft])
    paper_writer.fill(session, [one], now=NOW)


def loaded(session, one):
    paper_loader.load(session, [one], now=NOW, meanwhile=lambda: None)


def test_each_attribute_of_a_paper_is_a_field_and_the_other_way_round():
    attributes = [field.attribute for field in FIELDS]
    worked_out = [name for name, made in vars(Paper).items() if isinstance(made, property)]
    assert sorted(attributes) == sorted((*Paper.__match_args__, *worked_out))


def test_each_field_in_the_table_has_its_column():
    columns = set(inspect(PaperTable).columns.keys())
    fields = {field.name for field in FIELDS if field.is_column}
    assert fields <= columns
    assert columns - fields == {
        *("identity", "issued_low", "issued_high", "listed"),
        *("fetched_at", "has_user_title", "has_user_date", "tex_abstract"),
    }


def test_csv_numbers_its_columns_without_a_gap():
    numbers = [field.csv for field in FIELDS if field.csv]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_changes_are_told_in_an_order():
    ranks = [field.change_rank for field in FIELDS if field.change]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert list(CHANGES)[:3] == ["version", "title", "withdrawn"]


@pytest.mark.parametrize("write", [filled, loaded])
def test_what_a_record_tells_is_read_back(tmp_path, write):
    with open_writer(tmp_path / "a.db") as writer, writer.transaction() as session:
        write(session, record(0))
    paper, _ = only_paper(tmp_path / "a.db")
    told = {field.attribute: getattr(paper, field.attribute) for field in METADATA}
    assert told == {field.attribute: expected(field, 0) for field in METADATA}


def test_a_later_record_replaces_all_and_its_changes_are_told(tmp_path):
    ids = [ID.value]
    with open_writer(tmp_path / "a.db") as writer:
        with writer.transaction() as session:
            filled(session, record(0))
        with writer.transaction() as session:
            before = history_writer.read_before(session, ids)
            paper_writer.fill(session, [record(1)], now=NOW)
            history_writer.record_changes(session, before, ids, now=NOW)
    paper, changes = only_paper(tmp_path / "a.db")
    for field in METADATA:
        assert getattr(paper, field.attribute) == expected(field, 1), field.name
    told = {change.field: (change.before, change.after) for change in changes}
    assert told == {
        field.name: (str(expected(field, 0)), str(expected(field, 1)))
        for field in METADATA
        if field.change
    }


def test_a_record_of_before_fills_only_what_is_empty_and_of_no_version(tmp_path):
    known = {
        field.attribute: () if field.type in ("words", "lines") else None for field in METADATA
    }
    del known["version"]
    late = replace(record(1), **known)
    old = replace(record(0), as_of=date(2000, 1, 1))
    with open_writer(tmp_path / "a.db") as writer, writer.transaction() as session:
        filled(session, late)
        paper_writer.fill(session, [old], now=NOW)
    paper, _ = only_paper(tmp_path / "a.db")
    for field in METADATA:
        wanted = expected(field, 0) if field.metadata == "any" else None
        wanted = {"version": 4, "categories": (), "name_parts": ()}.get(field.name, wanted)
        assert getattr(paper, field.attribute) == wanted, field.name


def test_the_cache_of_searches_keeps_a_record_whole(tmp_path):
    cache = SearchCache(tmp_path)
    cache.keep("key", [record(0), record(1)], at=NOW)
    found = cache.find("key")
    assert found is not None
    assert found.records == (record(0), record(1))


def test_json_and_csv_name_their_fields_by_the_table(tmp_path):
    with open_writer(tmp_path / "a.db") as writer, writer.transaction() as session:
        filled(session, record(0))
    paper, _ = only_paper(tmp_path / "a.db")
    shape = json.loads(json.dumps(as_json(paper)))
    text = "".join(csv_table.render([paper], ExportRequest()))
    [row] = csv.DictReader(io.StringIO(text))
    for field in METADATA:
        value = expected(field, 0)
        if field.is_json:
            assert shape[field.name] == (list(value) if isinstance(value, tuple) else value)
        if field.csv:
            assert row[field.name] == ("; ".join(value) if isinstance(value, tuple) else str(value))


def test_a_backup_carries_every_field_that_sources_fill(tmp_path):
    with open_writer(tmp_path / "a.db") as writer, writer.transaction() as session:
        filled(session, record(0))
    with open_reader(tmp_path / "a.db") as reader:
        lines = list(text_backup.iter_lines(reader))
    [line] = [line for line in lines if '"record"' not in line]
    found = backup_lines.parse(line)
    assert isinstance(found, backup_record.PaperRecord)
    with open_writer(tmp_path / "b.db") as writer, writer.transaction() as session:
        PaperTaker(session, now=NOW).take([found])
    ours, theirs = only_paper(tmp_path / "a.db")[0], only_paper(tmp_path / "b.db")[0]
    for field in METADATA:
        assert getattr(theirs, field.attribute) == getattr(ours, field.attribute), field.name
