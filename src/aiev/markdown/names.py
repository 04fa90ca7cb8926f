"""People's names: which line of an entry lists its authors."""

import re

from aiev.markdown import phrases

_NAME_PART = (
    r"(?:[A-Z\u00c0-\u024f][\w.'’`-]*\.?"
    r"|(?:de|van|von|der|den|la|le|di|da|del|el|al|bin|ter|dos)\b)"
)
_NAME = re.compile(rf"{_NAME_PART}(?:[ -]{_NAME_PART}){{1,4}}[*†‡§\d]*")
# As BibTeX has it: `Bee, Ada and Dee, Cay`.
_TURNED = re.compile(
    rf"{_NAME_PART}(?:[ -]{_NAME_PART}){{0,2}},\s{_NAME_PART}(?:[ -]{_NAME_PART}){{0,3}}"
)
_LONGEST_NAME, _LONGEST_LINE = 60, 8000
_NAME_BREAK = re.compile(r"\s*(?:,\s*(?:and\s+|&\s*)?|;|、|，|\band\b|&|·|\|)\s*")
_ET_AL = re.compile(r"[\s,]*\bet\.? al\.?[\s.,]*$", re.IGNORECASE)


def is_authors(text: str, *, least: int) -> bool:
    """Say whether `text` is a line of authors: `least` names or more, or `X et al`."""
    if len(text) > _LONGEST_LINE:
        return False
    text = phrases.squeeze(text)
    stripped = _ET_AL.sub("", text)
    people = re.split(r"\s+and\s+", stripped.strip(" .,;*_"))
    if len(people) >= max(2, least) and all(_TURNED.fullmatch(person) for person in people):
        return True
    parts = [part for part in _NAME_BREAK.split(stripped.strip(" .,;*_")) if part]
    found = sum(1 for part in parts if len(part) <= _LONGEST_NAME and _NAME.fullmatch(part))
    if stripped != text and parts:
        return found >= 1 or (len(parts) == 1 and len(parts[0].split()) <= 3)
    if len(parts) == 2:
        return least <= 2 and found == 2
    return len(parts) >= least and found >= 0.7 * len(parts)
