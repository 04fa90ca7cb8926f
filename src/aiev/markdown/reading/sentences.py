"""Links whose text is a word of the sentence around them: `it comes with a [dataset](u) of things`.

Such a text belongs to what is said of a paper; the text of a link that stands beside the words,
`order of things [code](u)`, does not.
"""

from bisect import bisect_left
from operator import attrgetter

from aiev import lazy_regex as re
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import link_forms
from aiev.markdown.reading.words import edges, phrases
from aiev.markdown.reading.words.segments import TAKEN

# No text ends with one of these: what follows is of the same sentence.
_LEADS_ON = re.compile(
    r"\b(?:an?|the|of|with|in|on|at|from|by|for|to|via|our|their|its|this|that|these|those|and|or"
    r"|as|using|uses|is|are|was|has|have|into|see|including|like|than|both|between|over|under"
    r"|called|named|extends|introduces|proposes|releases|provides|such as|also|new|original)\s\Z",
    re.IGNORECASE,
)
_HAN_END = re.compile(r"[\u4e00-\u9fff]\s?\Z")
_WORD_BEFORE = re.compile(r"(?:\b[a-z]{2,}[\w'’-]*|[\u4e00-\u9fff，])\s?\Z")
_GOES_ON = re.compile(r"(?:['’]s\b)?,?\s[a-z]{2,}\b|\s?[\u4e00-\u9fff]")
_YEAR = re.compile(r"[(（]\s*(?:19|20)\d\d[a-z]?\s*[)）]")
_SPOKEN_BEHIND = re.compile(r",?\s[a-z]{2,}\s[a-z]")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]{2,}")
_OF_NAMES = ("and", "et", "al", "de", "van", "von", "der", "la", "by", "in", "at", "published")
# As far as the words around a link or a year are looked at.
_NEAR = 60
_LABEL = re.compile(r"\s*(?P<name>[^\W\d_][\w /&-]{1,24})[:：]\s*")
_START = attrgetter("start")
_OPENING = ("[", "【")


def holds(inline: Inline, anchor: Anchor, start: int, end: int) -> bool:
    """Return whether the sentence from `start` to `end` needs the text of a link in it."""
    text = inline.plain[slice(*anchor.inner)]
    low = max(start, anchor.start - _NEAR)
    before = inline.plain[low : anchor.start]
    if (
        not any(char.isalnum() for char in text)
        or text.startswith(_OPENING)
        or before.endswith(_OPENING)
        or link_forms.is_detail(edges.unbracket(text))
        or (before.strip() and low == start and phrases.is_generic(before))
    ):
        return False
    behind = _GOES_ON.match(inline.plain, anchor.end, end)
    goes_on = behind is not None
    if behind is not None:
        # `[pub](u) [pdf](v)`: what follows is a link of its own.
        at = bisect_left(inline.anchors, anchor.end, key=_START)
        goes_on = at == len(inline.anchors) or inline.anchors[at].start >= behind.end()
    if link_forms.is_form(inline, anchor):
        is_amid = goes_on and _HAN_END.search(before) is not None
        return is_amid or (before[-1:].isspace() and _LEADS_ON.search(before) is not None)
    return goes_on or _WORD_BEFORE.search(before) is not None


def is_labelled(inline: Inline, anchor: Anchor, start: int, end: int) -> bool:
    """Return whether a link says what its line's label asks for: `Env: [DeepX](u), [KiteX](v)`.

    A label of the works' own forms, `Code:`, asks for the link itself.
    """
    label = _LABEL.match(inline.plain, start, anchor.start)
    if label is None or phrases.find_label(label[0]) or phrases.is_generic(label["name"]):
        return False
    return not link_forms.is_form(inline, anchor) and not inline.has_words_beside_links(
        label.end(), anchor.start
    )


def is_cited(text: str, start: int, end: int, *, within: tuple[int, int]) -> bool:
    """Return whether brackets hold the year of another work: `extends the work of Bee (2022)`.

    A sentence stands before or behind such brackets, no title and no names alone.
    """
    if _YEAR.fullmatch(text, start, end) is None:
        return False
    first = max(within[0], start - 4 * _NEAR)
    low = max(text.rfind(mark, first, start) for mark in (TAKEN, "\n", "|"))
    before = text[max(low + 1, first) : start]
    behind = text[end : min(within[1], end + _NEAR)].partition(TAKEN)[0].partition("\n")[0]
    if not any(char.isalnum() for char in before):
        return False
    spoken = [w for w in _SMALL_WORD.findall(before) if w not in _OF_NAMES]
    return len(spoken) >= 2 or _SPOKEN_BEHIND.match(behind) is not None


def ends_cited(text: str, start: int, end: int) -> bool:
    """Return whether a stretch ends with the year of another work in brackets."""
    last = None
    for match in _YEAR.finditer(text, start, end):
        last = match
    return (
        last is not None
        and not any(char.isalnum() for char in text[last.end() : end])
        and is_cited(text, last.start(), last.end(), within=(start, end))
    )
