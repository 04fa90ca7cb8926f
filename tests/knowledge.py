"""A small knowledge base of our own making, and ways to look at all that a database holds."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.services.arxiv.enrich import enrich
from aiev.services.lists.read_list import Imported, import_list, read_file
from aiev.sources.arxiv.api_values import Batch
from aiev.store.writing.writer import Writer, open_writer
from places import SEEDS

SEED = SEEDS / "awesome-ai-everything.md"
NOW = datetime(2025, 6, 1, 12, 0, 0, tzinfo=UTC)

SMALL_LIST = """\
# Small Things

Some words before the first heading.

## Serving

- [Kite: Paged Caches for Long Answers](https://arxiv.org/abs/2405.00011) | 3 May 2024 | MIT\\&CMU
- [Plover](https://arxiv.org/pdf/2406.00022v2): Batching without Tears | Jun 2024 | ByteDance Seed
- [kite-serve](https://github.com/kite/kite-serve)

### Offloading

Runtimes

- [Kite: Paged Caches for Long Answers](https://arxiv.org/pdf/2405.00011.pdf) | 3 May 2024
- [Heron]() | 2023 | Univresity of Nowhere

| Card | HBM |
| ---- | --- |
| A1   | 8GB |
| B2   | 96GB |

## Mixture of Experts

- [Avocet: Routing MoE by Need](https://www.arxiv.org/abs/2501.00033) | 7 Jan 2025 | DeepSeek
- 2024 [A product page](https://example.org/product)
"""

RECORDS = (
    ArxivRecord(
        arxiv_id=ArxivId("2405.00011", 3),
        title="Kite: Paged Key-Value Caches for Long Answers",
        abstract=(
            "Long answers fill the memory of an accelerator. We keep the key-value cache in pages"
            " and offload cold pages to the host, which serves twice as many users."
        ),
        authors=(
            Author("Ada Asker", ("Loopback University",)),
            Author("Bob Boole"),
            Author("Zoë Ångström"),
            Author("Dan Dao"),
        ),
        published=date(2024, 5, 2),
        updated=date(2025, 1, 9),
        primary_category="cs.DC",
        categories=("cs.DC", "cs.LG"),
        doi="10.1000/kite",
        journal_ref="Journal of Small Systems 4 (2024)",
        comment="12 pages, 3 figures",
        is_withdrawn=False,
    ),
    ArxivRecord(
        arxiv_id=ArxivId("2501.00033", 1),
        title="Avocet: Routing Mixture-of-Experts by Need",
        abstract="Experts that nobody needs sleep on the host. Offloading them costs little.",
        authors=(Author("Dan Dao"), Author("Eve Embed")),
        published=date(2025, 1, 7),
        updated=date(2025, 1, 7),
        primary_category="cs.LG",
        categories=("cs.LG",),
        doi=None,
        journal_ref=None,
        comment=None,
        is_withdrawn=False,
    ),
)


def store_list(writer: Writer, text: str | bytes, *, name: str = "small") -> Imported:
    """Import a list that lies nowhere."""
    content = text.encode() if isinstance(text, str) else text
    return import_list(writer, read_file(content, path=None, name=name), now=NOW)


def store_file(writer: Writer, path: Path) -> Imported:
    """Import the list of a file."""
    return import_list(writer, read_file(path.read_bytes(), path=path, name=None), now=NOW)


def answer(records: Sequence[ArxivRecord], *, unknown: Sequence[str] = ()) -> "Answer":
    """Return a source that knows these records alone."""
    return Answer(records, unknown)


class Answer:
    """A source of metadata that needs no network; `asked` keeps what it was asked for."""

    def __init__(self, records: Sequence[ArxivRecord], unknown: Sequence[str]) -> None:
        self.records = {record.arxiv_id.value: record for record in records}
        self.unknown = set(unknown)
        self.asked: list[list[str]] = []

    def __call__(self, given: Iterable[ArxivId]) -> Iterator[Batch]:
        ids = list(given)
        for start in range(0, len(ids), 100):
            chunk = ids[start : start + 100]
            self.asked.append([one.value for one in chunk])
            yield Batch(
                tuple(self.records[one.value] for one in chunk if one.value in self.records),
                unknown=tuple(one for one in chunk if one.value in self.unknown),
            )


def build_small(path: Path) -> None:
    """Make the small knowledge base: one list, two papers known to arXiv, one not."""
    with open_writer(path) as writer:
        store_list(writer, SMALL_LIST)
        enrich(writer, answer(RECORDS, unknown=["2406.00022"]), clock=lambda: NOW)


def dump(path: Path, *, without: Sequence[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in a stable order.

    But those of the full-text index and of the undo log, which tells when what was done.
    """
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "select name from sqlite_master where type = 'table' order by name"
            )
            if not name.startswith(("paper_fts", "undo_")) and name not in without
        ]
        return {
            name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr)
            for name in names
        }


def rows(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Return what a statement finds."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def change(path: Path, *statements: str) -> None:
    """Run statements of our own on a database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma foreign_keys = on")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def record(value: str, **fields: object) -> ArxivRecord:
    """Return a record that says little but what is given."""
    values: dict[str, object] = {
        "title": "A Title",
        "abstract": "An abstract.",
        "authors": (Author("Ada Asker"),),
        "published": None,
        "updated": None,
        "primary_category": None,
        "categories": (),
        "doi": None,
        "journal_ref": None,
        "comment": None,
        "is_withdrawn": False,
    }
    return ArxivRecord(arxiv_id=arxiv_id.parse(value), **{**values, **fields})  # type: ignore[arg-type]  # a test's choice
