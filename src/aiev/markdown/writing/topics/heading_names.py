"""A heading's number and the words of its name, and what becomes of them when it is renamed.

Emoji, links back to the top, counters and anchors around the words are the list's style and stay.
So does the number, unless the new name brings one along.
"""

from collections.abc import Sequence
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain.topic_name import cleaned, is_counted
from aiev.markdown.values import Heading, Span

_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)、:][ \t]*(?=[^\W\d])"
    r"|\d{1,2}(?:\.\d{1,2})+[ \t]+|[IVX]+[.)][ \t]+)(?=\S)"
)
_HABIT = 3


class Name(NamedTuple):
    """The name of a topic: its number with what follows that, which may be empty, and its words."""

    number: str
    words: str


class Places(NamedTuple):
    """Where the number and the words of a name stand in a heading's plain text."""

    number: Span
    words: Span


class Renaming(NamedTuple):
    """A topic's name before and after."""

    old: Name
    new: Name


def split(name: str) -> Name:
    """Return the number and the words of a topic's name."""
    found = _NUMBER.match(name)
    end = found.end() if found is not None else 0
    return Name(name[:end], name[end:])


def has_counters(headings: Sequence[Heading]) -> bool:
    """Return whether a bare `(12)` behind a heading counts papers: where several have one."""
    return sum(is_counted(title) for title in {heading.title for heading in headings}) >= _HABIT


def find(text: str, *, is_counted: bool) -> tuple[Name, Places] | None:
    """Return the name in a heading, or in a link to one, and where it stands; None without words.

    With `is_counted` a number in brackets behind the words is no part of the name.
    """
    name = split(cleaned(text, has_counters=is_counted))
    start = text.rfind(name.words) if name.words else -1
    if start < 0:
        return None
    number = name.number.rstrip()
    at = text.find(number, 0, start) if number else start
    if at < 0:
        return None
    return name, Places((at, at + len(number)), (start, start + len(name.words)))


def renamed(old: Name, new: str) -> Name:
    """Return the name that a topic gets: with its number, where the new name has none.

    Where nothing but the number differs, it is the number that is to go.
    """
    wanted = split(new)
    if wanted.number or wanted.words == old.words:
        return wanted
    return Name(old.number, wanted.words)


def changes(name: Name, places: Places, renaming: Renaming) -> list[tuple[Span, str]]:
    """Return what to put where in a text that calls a topic `name`, by its old name or alike."""
    old, new = renaming
    words = _in_letters_of(name.words, old.words, new.words)
    found = [(places.words, words)] if words != name.words else []
    numbers = [each.number.strip() for each in (name, old, new)]
    if numbers[0] != numbers[1] or numbers[1] == numbers[2]:
        return found
    if not numbers[2]:
        return [*found, ((places.number[0], places.words[0]), "")]
    if not numbers[1]:
        return [((places.words[0], places.words[1]), f"{new.number}{words}")]
    return [(places.number, numbers[2]), *found]


def _in_letters_of(words: str, old: str, new: str) -> str:
    """Return the new words in the letters in which `words` are the old ones: small, or capitals."""
    for letters in (str.lower, str.upper, str.title, str.capitalize):
        if words == letters(old) != old:
            return letters(new)
    return new
