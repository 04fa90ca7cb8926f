"""What arXiv says about one paper, whichever way it was asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper_fields import METADATA, Type


@dataclass(frozen=True, slots=True)
class Author:
    """An author as arXiv spells the name, with the affiliations that the record gives."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArxivRecord:
    """One paper's metadata; `arxiv_id` carries the version that the record describes.

    What a source does not tell is None or empty: the store never overwrites with that.
    `published` is the day of version 1, `updated` that of the version described. `as_of` is the
    last day on which the metadata was changed, where a source that may be old tells it. `tex_title`
    and `tex_abstract` are title and abstract as they were written, where that is TeX. `name_parts`
    are as in `knowledge.Paper`, None where the source tells no parts of any name.
    """

    arxiv_id: ArxivId
    title: str
    abstract: str | None
    authors: tuple[Author, ...]
    published: date | None
    updated: date | None
    primary_category: str | None
    categories: tuple[str, ...]
    doi: str | None
    journal_ref: str | None
    comment: str | None
    is_withdrawn: bool
    as_of: date | None = None
    tex_title: str | None = None
    tex_abstract: str | None = None
    name_parts: tuple[str, ...] | None = None

    @property
    def version(self) -> int | None:
        """The version that the record describes."""
        return self.arxiv_id.version


Stored = str | int | None
"""A value as a column of the table `paper` holds it."""


def metadata(record: ArxivRecord) -> list[Stored]:
    """Return what a record fills in a paper's row, in the order of `paper_fields.METADATA`."""
    values = list(_values(record))
    for place, encode in _ENCODED:
        values[place] = encode(values[place])
    return values


@lru_cache(maxsize=16_384)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(texts: tuple[str, ...] | None) -> str | None:
    return None if texts is None else "\n".join(texts)


_ENCODERS: dict[Type, Callable[..., Stored]] = {"day": _iso, "words": " ".join, "lines": _lines}
_ENCODED = tuple(
    [(at, _ENCODERS[one.type]) for at, one in enumerate(METADATA) if one.type in _ENCODERS]
)
_values = attrgetter(*[field.attribute for field in METADATA])


def is_news(record: ArxivRecord, *, version: int | None, fetched_at: str | None) -> bool:
    """Return whether the record may be newer than what is stored of the paper.

    `version` is the stored one, `fetched_at` the time when arXiv was last asked for it. A record
    without `as_of` speaks of the present and is always newer. Else the higher version is newer, and
    of one version the record that was changed after the day of asking.
    """
    if record.as_of is None:
        return True
    theirs, ours = record.arxiv_id.version or 0, version or 0
    if theirs != ours:
        return theirs > ours
    return fetched_at is None or record.as_of.isoformat() > fetched_at[:10]


def known_at(record: ArxivRecord, now: datetime) -> str:
    """Return the moment for which the record speaks, in UTC, ISO 8601."""
    if record.as_of is not None:
        return f"{record.as_of.isoformat()}T00:00:00+00:00"
    return now.isoformat(timespec="seconds")
