"""The text of a list with its lines, and the way from a tokeniser's byte offsets back to it.

Lines end with LF, CRLF or a lone CR, as CommonMark counts them; form feeds, vertical tabs and
U+2028 stand inside lines.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from aiev import lazy_regex as re

_LINE_END = re.compile(r"\r\n|\n|\r")
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*(?:\r\n|\n|\r)"
    r"(?=[\w-]+[ \t]*:)"
    r"(?:.*(?:\r\n|\n|\r))*?"
    r"(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)"
)
_NOT_LINE_END = re.compile(r"[^\r\n]")
_LONE_CR = re.compile(r"\r(?!\n)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WIDE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A text and where its lines start; `line_starts` begins with 0."""

    text: str
    line_starts: Sequence[int]

    def line_number(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def line_start(self, offset: int) -> int:
        """Return where the line that holds `offset` starts."""
        return self.line_starts[bisect_right(self.line_starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return where the line that holds `offset` ends, before its line break."""
        index = bisect_right(self.line_starts, offset)
        if index == len(self.line_starts):
            return len(self.text)
        end = self.line_starts[index]
        if self.text[end - 1] == "\n" and end > 1 and self.text[end - 2] == "\r":
            return max(end - 2, self.line_starts[index - 1])
        return end - 1


def read(text: str) -> Source:
    """Return `text` with its lines found."""
    starts = array("L", [0])
    starts.extend(match.end() for match in _LINE_END.finditer(text))
    return Source(text, starts)


def mask(text: str) -> str:
    """Blank out what is no Markdown, character for character.

    A byte order mark hides a heading on the first line and YAML front matter reads as one;
    a lone surrogate has no bytes. Raw HTML does not end at an empty line of lone CRs for the
    tokeniser, so these become LFs.
    """
    matter = _FRONT_MATTER.match(text)
    if matter is not None:
        text = _NOT_LINE_END.sub(" ", matter.group()) + text[matter.end() :]
    elif text.startswith("\ufeff"):
        text = " " + text[1:]
    if "\r" in text:
        text = _LONE_CR.sub("\n", text)
    return _SURROGATE.sub("\ufffd", text)


class Offsets:
    """The character offset of each byte offset of one text's UTF-8 form."""

    __slots__ = ("_ends", "_extra")

    def __init__(self, text: str) -> None:
        # Where each wide character ends in bytes, and how many bytes more than characters
        # have passed by then.
        self._ends, self._extra = array("L"), array("L", [0])
        if text.isascii():
            return
        extra = 0
        for match in _WIDE.finditer(text):
            char = match.group()
            extra += 1 if char < "\u0800" else 2 if char < "\U00010000" else 3
            self._ends.append(match.end() + extra)
            self._extra.append(extra)

    def to_chars(self, start: int, end: int) -> tuple[int, int]:
        """Return the character offsets of two byte offsets that lie between characters."""
        ends, extra = self._ends, self._extra
        first = last = bisect_right(ends, start)
        if first < len(ends) and ends[first] <= end:
            last = bisect_right(ends, end, first)
        return start - extra[first], end - extra[last]
