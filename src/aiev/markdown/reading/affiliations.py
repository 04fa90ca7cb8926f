"""What names organizations, known or not, by its look and place.

`UK Univesity` after a date is one, `blog` between the same bars is not.
"""

import re

from aiev.markdown.reading import phrases, venues
from aiev.markdown.values import IsOrganization, Span

_ORGANIZATION = re.compile(
    r"\b(?:univ\w*|institut\w*|labs?|laborator\w+|college|academy|school|inc|corp\w*|ltd|gmbh|llc"
    r"|technolog\w+|research|hospital|foundation|polytechni\w*|tech|company|group|team|centre|center"
    r"|department|ministry|society)\b|大学|学院|研究|公司|实验室",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\bUniv)(?<!\bInst)(?<!\bCo)(?<!\bSt)[.!?:]\s+\S")
_PROPER = re.compile(r"[A-Z0-9\u4e00-\u9fff][^.!?]{0,48}")
_BEHIND_YEAR = re.compile(r"\b(?:19|20)\d\d\b[^()]*(?:\([^()]*\)\s*)?\(\Z")
_AT = re.compile(r"@+\s*(?P<name>[^|()\[\]（）\n@\ue000]*)")
_ET_CETERA = re.compile(r"[\s,;]*\b(?:etc|et\.? ?al|et\.? ?el)\b[\s.…]*$", re.IGNORECASE)
_LONGEST = 160


def find_marked(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """Return what `@` marks as organizations: the name, which may be empty, and all of it.

    The whole has the brackets right around it: `T (@MIT etc.)`.
    """
    found = []
    for match in _AT.finditer(text, start, end):
        first = match.start()
        if first > start and text[first - 1].isalnum():
            continue
        low, high = match.span("name")
        name = _ET_CETERA.sub("", match["name"]).rstrip(" .,;&")
        if first and text[first - 1] in "([（" and high < len(text):
            first, high = first - 1, high + 1
        found.append(((low, low + len(name)), (first, min(high, len(text)))))
    return found


def is_short_name(text: str) -> bool:
    """Return whether `text` is a name of few words, begun as names are, and no word of lists."""
    is_name = _PROPER.fullmatch(text) is not None and len(text.split()) <= 5
    return is_name and not phrases.is_note_word(text)


def is_behind_year(text: str, before: str) -> bool:
    """Return whether a slanted text names where a paper is from: `ICML, 2024 (*CUHK + Intel*)`.

    `before` is what stands before it, with the bracket that opens.
    """
    return (
        _BEHIND_YEAR.search(before) is not None
        and venues.find(text) is None
        and all(is_short_name(part) for part in re.split(r"\s*[+&,/;]\s*", text))
    )


def is_like(
    text: str,
    *,
    is_organization: IsOrganization,
    before: str,
    is_after_date: bool,
    is_before_date: bool,
) -> bool:
    """Return whether a piece of an entry names organizations, known or not.

    `before` tells what stands before it: `bar`, `dash`, `group` (a bracket), `link`, `line`,
    `start` or `emphasis`.
    """
    if is_organization(text):
        return True
    if phrases.is_note_word(text) or len(text) > _LONGEST:
        return False
    is_apart = before in ("bar", "dash", "group") or is_after_date
    if is_apart and _ORGANIZATION.search(text) and not _SENTENCE_END.search(text):
        return before != "dash" or len(text.split()) <= 8
    if before == "bar" or (is_after_date and before in ("start", "dash")):
        parts = [part for part in re.split(r"\s*[,&/+;]\s*", text) if part]
        if len(text) > 100 or any(len(part.split()) > 5 for part in parts):
            return False
        return is_after_date or all(_PROPER.fullmatch(part) for part in parts)
    if before == "dash" and is_before_date:
        # `– Anthropic (Jun 2024)`: a short name with a date right behind it.
        return is_short_name(text)
    parts = [part for part in re.split(r"\s*(?:[,&/+;]|\band\b)\s*", text) if part]
    return len(parts) > 1 and all(is_organization(part) for part in parts)
