"""What badges say of a paper: `badge/pdf-2025.01-red` a date, `badge/Conference-ICML'23` a venue.

Counts of stars, licences, versions and ids are no such words.
"""

from collections.abc import Iterable
from urllib.parse import unquote

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.inline import Image
from aiev.markdown.reading.words import venues

_SHIELD = re.compile(r"img\.shields\.io/badge/(?P<said>[^?#/]+)", re.IGNORECASE)
# `--` and `__` stand for the characters themselves.
_PART = re.compile(r"(?<!-)-(?!-)")
_OF_PAPERS = re.compile(
    r"(?:paper|pdf|arxiv|date|year|time|published?|publication|conference|conf|venue|journal"
    r"|accepted|release[d]?|日期|时间|会议|论文)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?|(?:19|20)\d\d")
_FEWEST_PARTS = 2


def read(images: Iterable[Image], *, into: Details) -> None:
    """Read badges for a venue and a date where the words beside them say none."""
    for image in images:
        venue, date = _said(image)
        if venue is not None and into.venue is None:
            into.venue, into.venue_year = venue.text, venue.year
        if date is not None and into.date is None:
            into.date = date


def _said(image: Image) -> tuple[venues.Venue | None, PartialDate | None]:
    shield = _SHIELD.search(image.url)
    if shield is None:
        found = venues.find(image.alt)
        return (found if found is not None and found.year is not None else None), None
    parts = [
        part.replace("--", "-").replace("_", " ").strip()
        for part in _PART.split(unquote(shield["said"]).removesuffix(".svg"))
    ]
    # The last part is the colour.
    words = parts[:-1] if len(parts) >= _FEWEST_PARTS else parts
    label, message = (words[0], " ".join(words[1:])) if len(words) > 1 else ("", words[0])
    for text in (message, f"{label} {message}"):
        found = venues.find(text.strip())
        if found is not None and found.year is not None:
            return found, None
    if _OF_PAPERS.fullmatch(label) and _DATE.fullmatch(message):
        return None, partial_date.find(message)
    return None, None
