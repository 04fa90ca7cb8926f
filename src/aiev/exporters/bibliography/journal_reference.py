"""Journal references as authors type them on arXiv, cut into the parts that citations need."""

import re
from dataclasses import dataclass

YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
# A colon within the name stands before a part of the journal: `J. Phys. A: Math. Theor.`
_REFERENCE = re.compile(
    r"(?P<journal>(?:[^\d:;()]|:(?=\s?[A-Z][A-Za-z]))*[^\W\d]\.?)"
    rf"(?:[\s,.(]+{YEAR}(?:\s{_MONTH})?[)\s,.;:]+(?:v(?:ol(?:ume)?)?\.?\s*)?(?=\d))?[\s,.:(]*"
    rf"(?P<volume>[A-Z]?\d+)(?!\d|\s*[-–]+\s*\d|\s+{_MONTH})(?P<rest>.*)",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"[\s,]+v(?:ol(?:ume)?)?\.?$", re.IGNORECASE)
_SPAN = r"\d{1,3}(?:\s*[-–&]\s*\d{1,3})?"
_NUMBER = re.compile(
    # In brackets after the volume; or before the year, where pages follow it: `177, 1 (2008) 52`.
    rf"^\s*\(({_SPAN})\)|^,\s*(\d{{1,3}})(?=\s*\({YEAR}\)[\s,:]*\w)"
    rf"|\b(?:no?|issue|number|iss)[.:]?\s*({_SPAN})(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?<![\d:.\-–/])\(?(?:\b{_MONTH}\s+)?{YEAR}\)?(?![\d\-–])", re.IGNORECASE)
_LENGTH = re.compile(r"\b\d+\s?(?:pp\b\.?|pages)", re.IGNORECASE)
_PAGES = re.compile(
    r"(?<!\w)([A-Za-z]{0,3}\d+\s*[-–]+\s*[A-Za-z]?\d+|[A-Za-z]{0,3}\d+[A-Z]?)(?!\w)(?:\(R\))?"
)
_FILLER = re.compile(r"\b(?:pp?|pages?|art|article|id)\b|[\s,.;:()\-–]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JournalReference:
    """Where in a journal a paper stands; what the reference does not say is empty."""

    journal: str
    volume: str
    number: str
    pages: str


def find(text: str) -> JournalReference | None:
    """Return the parts of a reference on one line, or None where a word belongs to none of them."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    # Before the year is cut, as a number may stand before it.
    number, rest = _take(_NUMBER, match["rest"])
    rest = _LENGTH.sub(" ", _DATED.sub(" ", rest, count=1))
    pages, rest = _take(_PAGES, rest)
    if _FILLER.sub("", rest):
        return None
    return JournalReference(
        _VOLUME.sub("", match["journal"]).strip(" ,"),
        match["volume"],
        re.sub(r"\s*[-–&]\s*", "-", number),
        re.sub(r"\s*[-–]+\s*", "--", pages),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None:
        return "", text
    value = next(group for group in found.groups() if group)
    return value, f"{text[: found.start()]} {text[found.end() :]}"
