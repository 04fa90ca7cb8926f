"""Answers of arXiv's search, kept in files: fresh for a day, and used offline for a month."""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from aiev import private_files, unfinished
from aiev.domain import arxiv_id
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.domain.paper_fields import METADATA, Type

FRESH = timedelta(days=1)
"""arXiv's terms: the same query at most once a day."""
_KEPT = timedelta(days=30)
_SCHEMA = 1
# The version is a part of the id.
_METADATA = tuple([field for field in METADATA if field.name != "version"])


@dataclass(frozen=True, slots=True)
class CachedSearch:
    """Papers in the order in which they were found or shown, and when that was."""

    at: datetime
    records: tuple[ArxivRecord, ...]

    def is_fresh(self, now: datetime) -> bool:
        """Return whether this is less than a day old."""
        return timedelta(0) <= now - self.at < FRESH


class SearchCache:
    """A folder with a file for each key; a file that cannot be read counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> CachedSearch | None:
        """Return what is kept under a key, however old."""
        try:
            found = json.loads(self._path(key).read_text(encoding="utf-8"))
            if found["schema"] != _SCHEMA or found["key"] != key:
                return None
            return CachedSearch(
                datetime.fromisoformat(found["at"]), tuple(map(_record, found["records"]))
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, key: str, records: Sequence[ArxivRecord], *, at: datetime) -> None:
        """Keep papers under a key, and delete what is a month old.

        A file is written whole or not at all. Where none can be written, the next run asks again.
        """
        body = {
            "schema": _SCHEMA,
            "key": key,
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            "records": [_plain(record) for record in records],
        }
        with suppress(OSError):
            private_files.make_folder(self._folder)
            self._forget(older_than=at - _KEPT)
            unfinished.write_private(self._path(key), json.dumps(body, ensure_ascii=True))

    def _forget(self, *, older_than: datetime) -> None:
        for path in self._folder.glob("*.json"):
            if path.stat().st_mtime < older_than.timestamp():
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _plain(record: ArxivRecord) -> dict[str, object]:
    values = {field.name: getattr(record, field.attribute) for field in _METADATA}
    return {
        "arxiv_id": str(record.arxiv_id),
        "title": record.title,
        "tex_abstract": record.tex_abstract,
        "authors": [[one.name, *one.affiliations] for one in record.authors],
        "is_withdrawn": record.is_withdrawn,
        **{name: str(one) if isinstance(one, date) else one for name, one in values.items()},
    }


def _record(plain: dict[str, object]) -> ArxivRecord:
    # A file of another version of aiev may lack a field: it counts as none.
    values = {field.attribute: _READERS[field.type](plain[field.name]) for field in _METADATA}
    authors = [[str(part) for part in _list(one)] for one in _list(plain["authors"])]
    return ArxivRecord(
        arxiv_id=arxiv_id.parse(str(plain["arxiv_id"])),
        title=str(plain["title"]),
        authors=tuple(Author(name, tuple(places)) for name, *places in authors),
        is_withdrawn=plain["is_withdrawn"] is True,
        tex_abstract=_text(plain["tex_abstract"]),
        **values,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, _list(value)))


_READERS: dict[Type, Callable[[object], Any]] = {
    "text": _text,
    "number": _number,
    "flag": bool,
    "day": _day,
    "words": _words,
    "lines": lambda value: None if value is None else _words(value),
}
