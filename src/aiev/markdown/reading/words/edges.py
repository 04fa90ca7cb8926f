"""What stands around the words of a stretch: emoji, bars, brackets, quotes, white space."""

import string
from functools import lru_cache

from aiev import lazy_regex as re

_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u20e3\u2122\u2139\u2190-\u2199\u21a9\u21aa\u2300-\u23ff\u2460-\u24ff"
    "\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\u200b-\u200d"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_DECORATION = rf"(?:[{_PICTURE}\s\u00a0\ufeff]|:[a-z][a-z0-9_+-]*:|\[[ xX]\](?=\s))"
_LEAD = re.compile(rf"{_DECORATION}+")
_TAIL = re.compile(rf"(?:{_DECORATION}|[\[(（【.,;:|·•,、，。；：]|[-–—](?=\s*$)|(?<=\s)[-–—~]+)+$")
_LONGEST_TAIL, _LONGEST_KEPT = 64, 2_000
# Each is a tail by itself, and no tail ends behind the others, which most stretches end with.
_STOPS = frozenset(" \n.,;|[(")
_LETTERS = frozenset(string.ascii_letters + string.digits)
_NEVER_TAIL = frozenset(")]}?!>'\"`*_\ue000") | _LETTERS
_LEAD_MARKS = re.compile(rf"(?:{_DECORATION}|[\])）】,;:|·•、，。；：]|[-–—.](?=\s|$))+")
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’", "«": "»", "「": "」", "《": "》", "„": "“"}
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}", "［": "］"}
_OPENING = {closing: opening for opening, closing in _BRACKETS.items()}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a stretch of text to its words: no emoji, bars or closing punctuation around them.

    `?`, `!` and closing brackets belong to the words. The stretch is empty where none are left.
    """
    # Most stretches end and begin with a letter: the patterns look only where they may match.
    if start < end and text[end - 1] in _LETTERS and text[start].isalnum():
        return start, end
    stop = end
    while stop > start and text[stop - 1] in _STOPS:
        stop -= 1
    last = text[stop - 1] if stop > start else ""
    if last in _NEVER_TAIL and (last != "]" or stop == end):
        end = stop
    elif not last.isalnum() or stop < end:
        tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
        if tail is not None:
            end = tail.start()
    if start < end and not text[start].isalnum():
        lead = _LEAD_MARKS.match(text, start, end)
        if lead is not None:
            start = lead.end()
    while end > start and (text[end - 1].isspace()):
        end -= 1
    return start, max(start, end)


def strip_decoration(text: str, start: int, end: int) -> int:
    """Return where the text starts after emoji, check boxes and spaces."""
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead else start


def unwrap(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a stretch by one pair of quotes or brackets that encloses the whole of it."""
    if end - start >= 2:
        closing = _QUOTES.get(text[start]) or _BRACKETS.get(text[start])
        inner = text[start + 1 : end - 1]
        if closing == text[end - 1] and closing not in inner and text[start] not in inner:
            return start + 1, end - 1
    return start, end


def narrow(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a stretch to its words, without decoration, brackets or quotes around them."""
    # A piece of a line is asked about by each kind of detail that it may be; the lines that are
    # remembered must not fill the memory.
    return (_narrow if len(text) > _LONGEST_KEPT else _narrow_kept)(text, start, end)


def _narrow(text: str, start: int, end: int) -> tuple[int, int]:
    while True:
        low, high = trim(text, start, end)
        if low < high and text[low].isalnum() and text[high - 1].isalnum():
            return low, high
        low, high = unwrap(text, low, high)
        if low < high and _BRACKETS.get(text[low], text[low]) not in text[low:high]:
            low += 1
        high = balanced_end(text, low, high)
        if (low, high) == (start, end):
            return start, end
        start, end = low, high


_narrow_kept = lru_cache(maxsize=1024)(_narrow)


def balanced_end(text: str, start: int, end: int) -> int:
    """Return where a stretch ends without a closing bracket that was never opened."""
    opening = _OPENING.get(text[end - 1 : end]) if end > start else None
    if opening is not None and text.count(opening, start, end) < text.count(
        text[end - 1], start, end
    ):
        return end - 1
    return end


def rewrap(text: str, start: int, end: int, *, within: tuple[int, int]) -> tuple[int, int]:
    """Widen a title by the quotes or `<>` around it and the comma that ends it."""
    while end < within[1] and text[end] in ".,":
        end += 1
    if start > within[0] and end < within[1]:
        before = text[start - 1]
        if before in _QUOTES or (before == "<" and text[end] == ">"):
            start, end = start - 1, end + 1
    return start, end


@lru_cache(maxsize=4096)
def unbracket(text: str) -> str:
    """Return a link's text without brackets, quotes and emoji around it: `[pdf]` is `pdf`."""
    start, end = 0, len(text)
    while True:
        low, high = unwrap(text, *trim(text, start, end))
        if (low, high) == (start, end):
            return squeeze(text[start:end])
        start, end = low, high


def squeeze(text: str) -> str:
    """Return `text` with each run of white space as one blank."""
    return " ".join(text.replace("\u200b", " ").split())
