"""A line of arXiv's metadata snapshot as a record of ours.

Source: https://www.kaggle.com/datasets/Cornell-University/arxiv (the fields and their order).
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

from aiev.domain import arxiv_id, partial_date
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.sources.arxiv import record_text, tex_accents, tex_reading

_Fields = Mapping[str, object]
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_BRACKETED = re.compile(r"\([^()]*\)")
_DAY_LENGTH = len("Mon, 12 Apr 2007")
_VERSION = re.compile(r"v([1-9][0-9]{0,3})")


def parse(line: bytes) -> ArxivRecord:
    """Read one line; raises ValueError with the reason for what is no record."""
    try:
        fields = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError:
        raise ValueError("no JSON") from None
    if not isinstance(fields, dict):
        raise ValueError("no JSON object")
    return _record(fields)


def _record(fields: _Fields) -> ArxivRecord:
    identifier = arxiv_id.find(_text(fields, "id") or "")
    if identifier is None:
        raise ValueError("no arXiv id")
    title = record_text.line(_text(fields, "title"))
    if title is None:
        raise ValueError("no title")
    comment = record_text.line(_text(fields, "comments"))
    abstract = record_text.paragraphs(_text(fields, "abstract"))
    title, tex_title = tex_reading.read(title)
    told, tex_abstract = tex_reading.read(abstract or "")
    categories = tuple((_text(fields, "categories") or "").split())
    days = _days(fields.get("versions"))
    latest = max(days, default=None)
    updated = days[latest] if latest else None
    # The field may hold several, with blanks between.
    dois = (_text(fields, "doi") or "").split()
    return ArxivRecord(
        arxiv_id=arxiv_id.ArxivId(identifier.value, latest or identifier.version),
        title=title,
        abstract=told or None,
        authors=_authors(fields),
        published=days.get(1),
        updated=updated,
        primary_category=categories[0] if categories else None,
        categories=categories,
        doi=dois[0] if dois else None,
        journal_ref=record_text.line(_text(fields, "journal-ref")),
        comment=comment,
        is_withdrawn=record_text.is_withdrawn(comment=comment, abstract=abstract),
        as_of=_day(_text(fields, "update_date") or "")
        or updated
        or identifier.month().interval()[0],
        tex_title=tex_title,
        tex_abstract=tex_abstract,
    )


def _text(fields: _Fields, name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return record_text.storable(value)


def _authors(fields: _Fields) -> tuple[Author, ...]:
    parsed = fields.get("authors_parsed")
    if isinstance(parsed, list) and parsed:
        plain = _plain_authors(parsed)
        if plain is not None:
            return plain
        named = [_author(names) for names in parsed if isinstance(names, list)]
        return tuple([author for author in named if author is not None])
    text = tex_accents.plain(_text(fields, "authors") or "")
    while _BRACKETED.search(text):
        text = _BRACKETED.sub(" ", text)
    names = (record_text.line(name) for name in _BETWEEN_NAMES.split(text))
    return tuple(Author(name) for name in names if name)


def _plain_authors(parsed: list[list[str]]) -> tuple[Author, ...] | None:
    """Return authors with a key name, forenames and a suffix in plain letters, as most papers have.

    None where any author is otherwise: each is then read by itself, which takes twice as long.
    """
    if set(map(type, parsed)) != {list}:
        return None
    try:
        names = [
            " ".join((first, last, suffix) if suffix else (first, last)).strip()
            for last, first, suffix in parsed
        ]
    except (TypeError, ValueError):  # Something that is no text, or more than three.
        return None
    return tuple(map(Author, names)) if "" not in names and _is_plain("|".join(names)) else None


def _is_plain(names: str) -> bool:
    """Return whether these are ASCII words with single spaces between and no TeX command."""
    return (
        names.isascii()
        and names.isprintable()
        and "  " not in names
        and "\\" not in names
        and "{" not in names
        and "~" not in names
    )


def _author(parts: list[object]) -> Author | None:
    """Return an author from key name, forenames, suffix and affiliations; None without a name."""
    texts = [part if isinstance(part, str) else "" for part in parts]
    name = _plain(" ".join((*texts[1:2], *texts[:1], *texts[2:3])))
    if not name:
        return None
    if len(texts) < 4:
        return Author(name)
    places = (_plain(place) for place in texts[3:])
    return Author(name, tuple(place for place in places if place))


def _plain(text: str) -> str:
    text = text.strip()
    if _is_plain(text):
        return text
    return " ".join(tex_accents.plain(record_text.storable(text)).split())


def _days(versions: object) -> dict[int, date]:
    """Return the day of each version by its number; one that cannot be read is left out."""
    found: dict[int, date] = {}
    for version in versions if isinstance(versions, list) else ():
        if isinstance(version, dict):
            number = _VERSION.fullmatch(str(version.get("version")))
            day = _day(str(version.get("created"))[:_DAY_LENGTH])
            if number and day:
                found[int(number[1])] = day
    return found


@lru_cache(maxsize=16_384)
def _day(text: str) -> date | None:
    """Read the day of `Mon, 2 Apr 2007 19:18:42 GMT`, or an ISO day; None for any other text.

    Many records share one day, so that the answers are kept.
    """
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        try:
            day = parsedate_to_datetime(f"{text} 00:00:00 +0000").date()
        except (ValueError, TypeError, OverflowError):
            return None
    return day if day.year <= partial_date.LAST_YEAR else None
