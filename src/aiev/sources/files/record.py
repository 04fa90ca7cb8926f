"""A line of arXiv's metadata snapshot as a record of ours.

Source: https://www.kaggle.com/datasets/Cornell-University/arxiv (the fields and their order).
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

from aiev.domain import arxiv_id, partial_date
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.domain.person_name import are_plain, of_parts, pack_unlike
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
    authors, name_parts = _authors(fields)
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
        authors=authors,
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
        name_parts=name_parts,
    )


def _text(fields: _Fields, name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return record_text.storable(value)


def _authors(fields: _Fields) -> tuple[tuple[Author, ...], tuple[str, ...] | None]:
    """Return the authors, and the parts of those names that are cut otherwise than their texts."""
    parsed = fields.get("authors_parsed")
    if isinstance(parsed, list) and parsed:
        if _need_no_look(parsed):
            return tuple([Author(f"{first} {last}") for last, first, _ in parsed]), ()
        found = [_author(names) for names in parsed if isinstance(names, list)]
        named = [(author, parts) for author, parts in found if author.name]
        return tuple([author for author, _ in named]), _name_parts([parts for _, parts in named])
    text = tex_accents.plain(_text(fields, "authors") or "")
    while _BRACKETED.search(text):
        text = _BRACKETED.sub(" ", text)
    names = (record_text.line(name) for name in _BETWEEN_NAMES.split(text))
    return tuple(Author(name) for name in names if name), None


def _need_no_look(parsed: list[list[str]]) -> bool:
    """Return whether all are a key name and forenames that are written and cut as they are meant.

    Most papers have such. Else each author is read by itself, which takes several times as long.
    """
    try:
        cut = [f"{first}\t{last}{suffix and '|'}\n" for last, first, suffix in parsed]
    except (TypeError, ValueError):  # Affiliations, or something that is no list.
        return False
    return are_plain("".join(cut))


def _name_parts(parsed: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """Return the parts of the names that their texts alone would be cut into otherwise."""
    found: dict[str, None] = {}
    for last, first, suffix in parsed:
        if suffix or not are_plain(f"{first}\t{last}\n"):
            name = of_parts(last, first, suffix)
            line = pack_unlike(name) if name is not None else None
            if line is not None:
                found[line] = None
    return tuple(found)


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


def _author(parts: list[object]) -> tuple[Author, tuple[str, str, str]]:
    """Return an author from key name, forenames, suffix and affiliations, and the first three."""
    texts = [_plain(part) if isinstance(part, str) else "" for part in parts]
    last, first, suffix = (*texts, "", "", "")[:3]
    places = tuple([place for place in texts[3:] if place])
    name = " ".join(filter(None, (first, last, suffix)))
    return Author(name, places), (last, first, suffix)


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
