"""The knowledge base as text: what `aiev backup FILE.jsonl` writes and `aiev import` takes in.

A line a record, in an order that any database has, so that git shows what changed: lists with
their bytes, when sources were asked, then the papers. It names no path of this machine, and when
it is taken into an empty database, that database's backup is the same text.
"""

from collections.abc import Iterator

from aiev.domain.backup_record import BEGIN, END
from aiev.domain.knowledge import as_json
from aiev.exporters import jsonl
from aiev.store.backup import asked, records
from aiev.store.reading.reader import Reader


def iter_lines(reader: Reader) -> Iterator[str]:
    """Yield the lines; the first and the last show whether a backup was cut."""
    # All is read from one state of the database, even if somebody writes to it meanwhile.
    reader.connection.execute("begin")
    yield jsonl.line({"record": BEGIN})
    for record in records.records(reader):
        yield jsonl.line(record)
    for record in asked.records(reader.connection):
        yield jsonl.line(record)
    ids = records.ids_by_identity(reader)
    provenance = records.Provenance(reader, ids)
    for paper in reader.iter_papers(ids):
        yield jsonl.line({**asked.without_days(as_json(paper)), "provenance": provenance(paper)})
    yield jsonl.line({"record": END})
