"""Journal references as authors type them on arXiv, cut into the parts that citations need."""

import re
from dataclasses import dataclass

YEAR = r"(?:19|20)\d\d"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
# A colon within the name stands before a part of the journal: `J. Phys. A: Math. Theor.`
_REFERENCE = re.compile(
    r"(?P<journal>(?:[^\d:;()]|:(?=\s?[A-Z][A-Za-z]))*[^\W\d]\.?)"
    rf"(?:[\s,.(]+{YEAR}(?:\s{MONTH})?[)\s,.;:]+(?:v(?:ol(?:ume)?)?\.?\s*)?(?=\d))?[\s,.:(]*"
    rf"(?P<volume>[A-Z]?\d+)(?!\d|\s*[-–]+\s*\d|\s+{MONTH})(?P<rest>.*)",
    re.IGNORECASE,
)
_POS = re.compile(
    rf"PoS[\s(]*([A-Za-z][\w-]*?\d+|[A-Za-z]+\d+)\)?"
    rf"(?:[\s(]+{YEAR}\))?[\s:,]*(?<!\w)(\d{{2,4}})(?:[\s,(]+{YEAR}\)?)?\.?"
)
# `2009 A&A, 495, 919`: the year first.
_OUTLYING = re.compile(rf"\A({YEAR})[\s,]+(?=[A-Z])(.*\d)")
# Two names before the journal: `A. Low, B. High, Journal of Foo`; or no journal at all.
_NO_NAME = re.compile(
    r"(?:(?:[A-Z]\. ?){1,3}[A-Z][a-z]+,? (?:and )?){2}|^(?i:vol(?:ume)?|no|pp?)\b"
)
# As the ACM cites: `ACM Comput. Surv. 55, 9, Article 195 (September 2023), 35 pages`.
_ACM = re.compile(
    r"(?P<journal>[^\d]{3,120}?),? (?P<volume>\d+), (?P<number>\w{1,10}), Article (?P<pages>\d+)"
    rf"(?:,? \((?:{MONTH} )?{YEAR}\))?(?:, \d+ pages)?\.?",
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
_DATED = re.compile(rf"(?<![\w:.\-–/])\(?(?:\b{MONTH}\s+)?{YEAR}\)?(?![\d\-–])", re.IGNORECASE)
_LENGTH = re.compile(r"\b\d+\s?(?:pp\b\.?|pages)", re.IGNORECASE)
_PAGES = re.compile(
    r"(?<!\w)([A-Za-z]{0,3}\d+\s*[-–]+\s*[A-Za-z]?\d+|(?:[A-Za-z]{0,3}|e[a-z]{3})\d+[A-Z]?)(?!\w)"
    r"(?:\(R\))?"
)
_FILLER = re.compile(
    r"\b(?:article number|pp?|pages?|art|article|id)\b|[\s,.;:()\-–]+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class JournalReference:
    """Where in a journal a paper stands; what the reference does not say is empty."""

    journal: str
    volume: str
    number: str
    pages: str


def find(text: str) -> JournalReference | None:
    """Return the parts of a reference on one line, or None where a word belongs to none of them."""
    if proceedings := _POS.fullmatch(text):
        # Proceedings of Science cites a conference as a volume.
        return JournalReference("PoS", proceedings[1], "", proceedings[2])
    if article := _ACM.fullmatch(text):
        return JournalReference(*article.group("journal", "volume", "number", "pages"))
    text = _OUTLYING.sub(_put_last, text)
    match = _REFERENCE.fullmatch(text)
    if match is None or _NO_NAME.search(match["journal"]):
        return None
    # Before the year is cut, as a number may stand before it.
    number, rest = _take(_NUMBER, match["rest"])
    rest = _LENGTH.sub(" ", _DATED.sub(" ", rest, count=1))
    pages, rest = _take(_PAGES, rest)
    # `JCAP 2021 012` has its year for a volume, and a page.
    if _FILLER.sub("", rest) or (match["volume"].startswith("0") and not pages):
        return None
    return JournalReference(
        _VOLUME.sub("", match["journal"]).strip(" ,"),
        match["volume"],
        re.sub(r"\s*[-–&]\s*", "-", number),
        re.sub(r"\s*[-–]+\s*", "--", pages),
    )


def _put_last(match: re.Match[str]) -> str:
    return f"{match[2]} ({match[1]})"


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None:
        return "", text
    value = next(group for group in found.groups() if group)
    return value, f"{text[: found.start()]} {text[found.end() :]}"
