"""Where an entry says its venue: in words, or in a badge: `badge/Conference-ICML'23-blue`."""

from urllib.parse import quote, unquote

from aiev import lazy_regex as re
from aiev.markdown.values import Span, Written

_ADDRESS = re.compile(r"\]\([^()\s]*\)|\b(?:src|href)\s*=\s*[\"'][^\"']*[\"']", re.IGNORECASE)
_BADGE = re.compile(
    r"img\.shields\.io/badge/(?:[^-?#/()\s\"]|--)+-(?P<said>(?:[^-?#/()\s\"]|--)+)-[^-?#/()\s\"]+",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\([^()\s]*\)|!\[[^\[\]]*\]\([^()\s]*\)|<img\b[^<>]*>",
    re.IGNORECASE,
)

_UNPUBLISHED = re.compile(r"(?:arxiv|pre-?print)(?![a-z])", re.IGNORECASE)


def is_unpublished(venue: str) -> bool:
    """Return whether a venue is a list's word for papers that appeared nowhere yet."""
    return _UNPUBLISHED.match(venue) is not None


def find(text: str, entry: Written) -> Span | None:
    """Return where the venue stands in the list's text; None where it stands in no one place."""
    if not entry.venue:
        return None
    start, end = entry.span
    at = text.find(entry.venue, start, end)
    taken: list[Span] = []
    while at >= 0:
        taken = taken or [
            *entry.fields.values(),
            *(match.span() for match in _ADDRESS.finditer(text, start, end)),
        ]
        stop = at + len(entry.venue)
        if all(high <= at or stop <= low for low, high in taken):
            return at, stop
        at = text.find(entry.venue, stop, end)
    if text.find("badge/", start, end) >= 0:
        for badge in _BADGE.finditer(text, start, end):
            if decoded(badge["said"]) == entry.venue:
                return badge.span("said")
    return None


def picture(text: str, span: Span, entry: Written) -> Span | None:
    """Return where the picture stands that a place is in, with its link; None outside of one."""
    for match in _PICTURE.finditer(text, *entry.span):
        if match.start() < span[0] and span[1] < match.end():
            return match.span()
    return None


def is_in_badge(text: str, span: Span) -> bool:
    """Return whether a place is the message of a badge."""
    line = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    badges = _BADGE.finditer(text, line, end if end >= 0 else len(text))
    return any(badge.span("said") == span for badge in badges)


def decoded(said: str) -> str:
    """Return what the message of a badge says."""
    return unquote(said).replace("--", "-").replace("_", " ").strip()


def encoded(venue: str, *, like: str) -> str:
    """Return a venue as the message of a badge, with blanks as in the message `like`."""
    blank = "_" if "_" in like and "%20" not in like else "%20"
    return quote(venue.replace("-", "--"), safe="'-&,.@").replace("%20", blank)
