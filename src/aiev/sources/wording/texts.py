"""Texts of other programs' files in one form: lines, notes, names, lists of words, web pages."""

import html
import re
from collections.abc import Sequence

from aiev.domain import arxiv_id, partial_date, person_name
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.doi import find_doi
from aiev.domain.partial_date import PartialDate
from aiev.domain.person_name import PersonName
from aiev.sources.arxiv import record_text

LONGEST = 20_000
"""So many characters are kept of one field; more than any abstract has."""

MOST_WORDS = 500
"""So many authors, keywords or files are kept of one record, but for authors, who may be more."""

MOST_AUTHORS = 5_000

_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|h[1-6]|tr)\b[^<>]{0,2000}|br\s*/?)>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def line(text: object) -> str | None:
    """Return a value as one line without what no text may hold, or None where nothing is left."""
    if not isinstance(text, (str, int, float)) or isinstance(text, bool):
        return None
    return record_text.line(record_text.storable(str(text)[:LONGEST]))


def paragraphs(text: object) -> str | None:
    """Return a longer text with a blank line between its paragraphs, or None."""
    if not isinstance(text, str):
        return None
    return record_text.paragraphs(record_text.storable(text[:LONGEST]))


def of_html(text: str) -> str:
    """Return what a piece of a web page says, without its markup; twice escaped is read, too."""
    plain = _SCRIPT.sub(" ", text[:LONGEST])
    plain = _TAG.sub("", _BLOCK.sub("\n\n", plain))
    for _ in range(2):
        plain = _ENTITY.sub(lambda found: html.unescape(found[0]), plain)
    return plain


def words(values: Sequence[str | None]) -> tuple[str, ...]:
    """Return the texts of which something is left, each once."""
    return tuple(dict.fromkeys([text for text in values[:MOST_WORDS] if text]))


def people(names: Sequence[PersonName | str | None]) -> tuple[str, ...]:
    """Return the names as texts, of which something is left; two authors may have the same."""
    return tuple(
        [
            name.text if isinstance(name, PersonName) else name
            for name in names[:MOST_AUTHORS]
            if name
        ]
    )


def name_parts(names: Sequence[PersonName | str | None]) -> tuple[str, ...]:
    """Return the parts of those names whose texts alone would be cut otherwise."""
    told = [name for name in names[:MOST_AUTHORS] if isinstance(name, PersonName)]
    return tuple(dict.fromkeys(filter(None, map(person_name.pack_unlike, told))))


def split(text: str | None, separators: str = ",;") -> tuple[str, ...]:
    """Return the words of a text that any of these signs, or an end of line, parts."""
    if not text:
        return ()
    return words([line(part) for part in re.split(rf"[{re.escape(separators)}\n\r]", text)])


def person(
    family: str | None, given: str | None = None, suffix: str | None = None
) -> PersonName | None:
    """Return a name of these parts, the family's with its particles."""
    return person_name.of_parts(*map(line, (family, given, suffix)))


def with_suffixes(names: Sequence[str]) -> list[str]:
    """Return names that commas part, where `Jr.` belongs to the name before it."""
    found: list[str] = []
    for name in names:
        if found and _SUFFIX.fullmatch(name.strip()):
            found[-1] = f"{found[-1]}, {name.strip()}"
        else:
            found.append(name)
    return found


def turned(name: str) -> PersonName | str | None:
    """Return the parts of `Family, Given` or `Family, Given, Jr.`; other names as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        return person(parts[0], None, parts[1])
    if len(parts) == 2 and all(parts):
        return person(parts[0], parts[1])
    if len(parts) == 3 and all(parts):
        return person(parts[0], parts[1], parts[2])
    return line(name.strip(" ,"))


def date(text: object) -> PartialDate | None:
    """Return the date in a text of any form, or None; `2024/05//` and `2024-05-00` are months."""
    shown = line(text)
    if shown is None:
        return None
    found = re.match(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?!\d)", shown)
    if found is None:
        return partial_date.find(shown)
    return of_parts([found[1], found[2], found[3]])


def of_parts(parts: list[str | None]) -> PartialDate | None:
    """Return a date of year, month and day, as far as these are such."""
    numbers: list[int] = []
    for part in parts[:3]:
        text = (part or "").strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        if not number:
            break
        numbers.append(number)
    while numbers:
        try:
            return PartialDate(*numbers)
        except ValueError:
            numbers.pop()
    return None


def identifiers(*texts: str | None) -> tuple[ArxivId | None, str | None]:
    """Return the first arXiv id and the first DOI that stand in these texts, each a whole one."""
    arxiv = doi = None
    for text in texts:
        if text:
            arxiv = arxiv or arxiv_id.find(text) or _named(text)
            doi = doi or find_doi(text)
    return arxiv, doi


def _named(text: str) -> ArxivId | None:
    """Return the id that running text names: `CoRR abs/2401.01234`, `arXiv 2401.01234 [cs]`."""
    return next((found for found, _, _ in arxiv_id.iter_bare(text)), None)


def address(text: object) -> str | None:
    """Return the first web address in a text, or None."""
    shown = line(text)
    found = _ADDRESS.search(shown) if shown else None
    return found[0].rstrip("\"'<>,;") if found else None
