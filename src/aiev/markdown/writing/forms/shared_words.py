"""The words that a new entry may share with others: it repeats none that tells a paper from them.

What stands around an entry's fields may be its list's habit (`[pdf](`, `Venue:`, a badge that
most have) or that one paper's own: an id as the text of a link, a picture, the name of an anchor.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aiev import lazy_regex as re
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import ListedEntry, ParsedList, Span
from aiev.markdown.writing.forms import habits

TAG = re.compile(r"<[^<>]*(?:>|\Z)|\A[^<>]*>")
"""A tag of HTML, whole or cut by a field that stands in it."""

_MOST = 10_000
_WORD = re.compile(r"[^\W_]+")
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s*(?<![\w-])(?P<name>[\w:-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
)
_TAG_NAME = re.compile(r"</?[\w-]+|[\w:-]+\s*=")
_LOOKS = frozenset((
    "align", "bgcolor", "border", "class", "color", "colspan", "dir", "height", "nowrap", "rel",
    "rowspan", "size", "style", "target", "valign", "width",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What most entries say, of those that a new one joins or of the whole list."""

    usual: frozenset[str]

    def tells(self, text: str) -> bool:
        """Return whether a text that stands around fields holds a word of one paper alone."""
        words = _words(TAG.sub(_told, text))
        return any(word not in self.usual and not phrases.is_form_word(word) for word in words)

    def without_own(self, text: str) -> str:
        """Return a text without the pictures and tags' attributes that are one paper's own."""

        def kept(match: re.Match[str]) -> str:
            return "" if self.tells(f"<a {match[0]}>") else match[0]

        text = _PICTURE.sub(lambda tag: "" if self.tells(tag[0]) else tag[0], text)
        return TAG.sub(lambda tag: _ATTRIBUTE.sub(kept, tag[0]), text)


def find(
    listed: ParsedList,
    near: Iterable[ListedEntry],
    *,
    place: Callable[[ListedEntry], Span] | None = None,
) -> SharedWords:
    """Return what the entries near a new one share, and those of the whole list.

    One entry shares nothing with itself: two say it at least, and more than half. `place` answers
    where an entry stands, for such as have more than their span.
    """
    if place is None:
        near_by = [listed.text[slice(*entry.span)] for entry in near]
        return SharedWords(_usual(near_by) | _usual_in_list(listed))
    texts = [[listed.text[slice(*place(e))] for e in each] for each in (near, listed.entries)]
    return SharedWords(frozenset().union(*map(_usual, texts)))


@habits.of_list
def _usual_in_list(listed: ParsedList) -> frozenset[str]:
    return _usual([listed.text[slice(*entry.span)] for entry in listed.entries])


def _usual(texts: Sequence[str]) -> frozenset[str]:
    counts = Counter(word for text in texts for word in _said(text))
    return frozenset(word for word, n in counts.items() if n > 1 and 2 * n > len(texts))


# For each of several new entries the same ones are looked at.
@lru_cache(maxsize=_MOST)
def _said(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _told(tag: re.Match[str]) -> str:
    """Return what a tag says beside its name and its looks."""
    values = (m["value"] for m in _ATTRIBUTE.finditer(tag[0]) if m["name"].lower() not in _LOOKS)
    return " ".join((*values, _TAG_NAME.sub(" ", _ATTRIBUTE.sub(" ", tag[0]))))
