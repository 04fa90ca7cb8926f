"""Bylines: who wrote a paper, from where and where it appeared, in one slanted stretch.

`*Ada Bee (MIT) et al. ICML.*`, `*Ada Bee et al., 2024*`
"""

import re
from typing import NamedTuple

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import author_names, venues
from aiev.markdown.values import Span

_BYLINE = re.compile(
    r"\s*(?P<people>[^()\n]{3,200}?)\s*(?:\((?P<org>[^()\n]{2,80})\))?[\s,]*"
    r"(?P<others>et\.? ?al)\b[.,:;]*\s*(?P<rest>.{0,80}?)[\s.,;]*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?P<people>[A-Z][\w'’-]+ (?:and|&) [A-Z][\w'’-]+)[\s.,]*")
_SHORT_NAME = re.compile(r"[A-Z][\w.&'’-]*(?:[ (][\w.&'’()-]+){0,4}")


class Byline(NamedTuple):
    """The parts of a byline and where they stand in its text; `venue` has no place of its own."""

    authors: Span
    organizations: Span | None
    venue: str | None
    date: tuple[PartialDate, int, int] | None


def find(text: str) -> Byline | None:
    """Return the parts of a stretch that is a byline with `et al`, else None."""
    pair = _PAIR.fullmatch(text)
    if pair is not None and author_names.has_no_title_words(text):
        return Byline(pair.span("people"), None, None, None)
    match = _BYLINE.fullmatch(text)
    if match is None or not author_names.is_authors(match["people"] + " et al", least=1):
        return None
    rest, date = match["rest"], None
    if rest and venues.find(rest) is None:
        date = partial_date.find_span(rest)
        if date is not None:
            rest = (rest[: date[1]] + rest[date[2] :]).strip(" .,;()")
            date = date[0], date[1] + match.start("rest"), date[2] + match.start("rest")
    if rest and venues.find(rest) is None and _SHORT_NAME.fullmatch(rest) is None:
        return None
    if match["org"]:
        return Byline(match.span("people"), match.span("org"), rest or None, date)
    return Byline((match.start("people"), match.end("others")), None, rest or None, date)
