"""Titles that are linked in part: `[DeepX](u): Deep Order of Things, Bee et al.` is one.

Words behind a link describe the work as often as they end its title; that its authors stand behind
them tells that they are the title's. A link may name the authors instead: `[Bee et al.](u): Deep
Order of Things`.
"""

from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import plain_title
from aiev.markdown.reading.words import author_names, phrases

_COLON = re.compile(r"\s?[:：]\s*(?=[^\s:：])")
_ET_AL = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)
_BEFORE_NAMES = re.compile(r"[,.?!]\s+(?=\S)|\s\((?=\S)|\s+[-–—]\s+(?=\S)")
# `…, see Bee et al.` speaks of another work; a name may begin small as well: `van Bee et al.`
_SAID = re.compile(r"(?:see|cf|by|from|like|unlike|in|of|on|as|and|with|than|to|e\.g|i\.e)\b")
_END = re.compile(r"[\n|｜¦]")
_COLONS = (":", "：", " :", " ：")
_ENDS_OF_NAME = (":", "：", "!", "?")
_LONGEST, _MOST_WORDS, _LONGEST_NAME = 400, 6, 60
_FEWEST, _FEWEST_ALONE = 2, 3


class Rest(NamedTuple):
    """A title that goes on behind its link, and the names behind it, if any.

    `is_whole` tells that nothing of it is linked: the link names the authors, or the name twice.
    """

    start: int
    end: int
    authors: tuple[int, int] | None
    is_whole: bool


def find(inline: Inline, anchor: Anchor, end: int) -> Rest | None:
    """Return the words behind a link that end its title or, behind its authors, are the title."""
    text = inline.plain
    is_followed = text.startswith(_COLONS, anchor.end)
    name = text[slice(*anchor.inner)].strip()
    # Most links are told by that.
    if not is_followed and name[-1:] not in _ENDS_OF_NAME and " al" not in name:
        return None
    colon = _COLON.match(text, anchor.end, end) if is_followed else None
    is_byline = _names_people(name)
    if not is_byline and (
        (colon is None and name[-1:] not in _ENDS_OF_NAME)
        or _ET_AL.search(text, anchor.end, end) is None
    ):
        return None
    start = colon.end() if colon is not None else anchor.end
    further = next((a.start for a in inline.within(start, end) if a.start >= start), end)
    line_end = _END.search(text, start, further)
    stop = line_end.start() if line_end is not None else further
    authors = _names(text, start, min(stop, start + _LONGEST))
    if authors is None and (colon is None or not is_byline):
        return None
    low, high = plain_title.clean(text, start, authors[0]) if authors else (start, stop)
    if authors is None:
        low, high = plain_title.find(inline, start, stop)
    least = _FEWEST_ALONE if is_byline else _FEWEST
    if plain_title.words(text[low:high]) < least:
        return None
    # `[DeepX](u): DeepX: Deep Order, Bee et al.`
    is_twice = text[low:high].casefold().startswith(name.rstrip(":： ").casefold())
    return Rest(low, high, authors, is_byline or is_twice)


def is_venue_like(inline: Inline, anchor: Anchor, end: int) -> bool:
    """Return whether a link that reads as a venue names a paper: `[MMM](u): Order, Bee et al.`."""
    if not inline.plain.startswith(_COLONS, anchor.end):
        return False
    text = inline.plain[slice(*anchor.inner)].strip()
    return text.isalpha() and not phrases.is_generic(text) and find(inline, anchor, end) is not None


def _names_people(text: str) -> bool:
    """Return whether the text of a link is nothing but `Bee et al.`."""
    found = _ET_AL.search(text)
    return (
        found is not None
        and not text[found.end() :].strip(" .:：")
        and len(text) <= _LONGEST_NAME
        and author_names.are_people(text.strip(" .:："), least=1)
    )


def _names(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where `Bee et al.` stands behind some words, with the full names before it."""
    others = _ET_AL.search(text, start, end)
    if others is None:
        return None
    first = -1
    for before in reversed(list(_BEFORE_NAMES.finditer(text, start, others.start()))):
        name = text[before.end() : others.end() if first < 0 else first].strip(" ,.(–—-")
        if first < 0:
            is_name = (
                len(name.split()) <= _MOST_WORDS
                and _SAID.match(name) is None
                and author_names.are_people(name, least=1)
            )
        else:
            is_name = author_names.is_name(name) and author_names.has_no_title_words(name)
        if not is_name:
            break
        first = before.end()
    return (first, others.end()) if first >= 0 else None
