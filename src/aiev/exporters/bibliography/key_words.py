"""What the markers and filters of key patterns make of a paper: words, which are joined at last."""

import re
from collections.abc import Callable, Mapping
from enum import Enum

from aiev.domain.knowledge import CitationFacts, Paper
from aiev.exporters.bibliography import citation_key, credited, maths, tex_text

Facts = Paper | CitationFacts
Words = tuple[str, ...]


class Dialect(Enum):
    """The program whose keys are made."""

    JABREF = "JabRef"
    BETTER_BIBTEX = "Better BibTeX"


_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INNER = re.compile(r"[^\w-]+|_")
_SHORT_TITLE = 3


def _surnames(paper: Facts, dialect: Dialect) -> Words:
    """Return the family names; Better BibTeX has their particles before them."""
    names = credited.iter_credited(paper)
    if dialect is Dialect.JABREF:
        return tuple([name.family for name in names])
    return tuple([f"{name.particle}{name.family}" for name in names])


def _auth(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    """Return the first surname; with numbers so many letters, of the author at that place."""
    length, place = (*numbers, 0, 0)[0], (*numbers, 1, 1)[1]
    names = _surnames(paper, dialect)
    if not 0 < place <= len(names):
        return ()
    name = names[place - 1].replace(" ", "")
    return (name[:length] if length else name,)


def _authors(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    """Return all surnames, or the first of them and `EtAl` where there are more."""
    names = _surnames(paper, dialect)
    if not numbers or len(names) <= numbers[0]:
        return names
    return (*names[: numbers[0]], "EtAl")


def _author_and_others(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    names = _surnames(paper, dialect)
    return names if len(names) <= 2 else (names[0], "EtAl")


def _last_author(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    return _surnames(paper, dialect)[-1:]


def _year(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    year = (paper.published or paper.issued or "")[:4]
    return (year,) if year else ()


def _short_year(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    return tuple([year[-2:] for year in _year(paper, numbers, dialect)])


def _title(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    """Return the telling words, to which JabRef adds the others in small letters."""
    if dialect is Dialect.BETTER_BIBTEX:
        return _capitals(_telling(paper, dialect))
    return tuple(
        [
            _capital(word) if not place or not _is_small(word) else word.lower()
            for place, word in enumerate(_words(paper, dialect))
        ]
    )


def _short_title(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    """Return the first telling words: three, or as many as the first number says.

    The second number says how many of them begin with a capital.
    """
    count, capitals = (*numbers, _SHORT_TITLE)[0], (*numbers, 0, 0)[1]
    words = _telling(paper, dialect)[:count]
    return (*_capitals(words[:capitals]), *words[capitals:])


def _first_word(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    return _telling(paper, dialect)[:1]


def _camel(paper: Facts, numbers: tuple[int, ...], dialect: Dialect) -> Words:
    return _capitals(_words(paper, dialect)[: numbers[0] if numbers else None])


def _words(paper: Facts, dialect: Dialect) -> Words:
    """Return the words of the title without signs; JabRef parts what a hyphen joins."""
    text = maths.without_fonts(tex_text.title(paper))
    if dialect is Dialect.JABREF:
        text = re.sub(r"[-–—/]", " ", text)
    words = (_INNER.sub("", _EDGES.sub("", word)) for word in text.split())
    return tuple([word.replace("-", "") for word in words if word])


def _telling(paper: Facts, dialect: Dialect) -> Words:
    words = _words(paper, dialect)
    return tuple([word for word in words if not _is_small(word)]) or words


def _is_small(word: str) -> bool:
    return word.lower() in citation_key.STOP_WORDS


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _capitals(words: Words) -> Words:
    return tuple(map(_capital, words))


def _each(change: Callable[[str], str]) -> Callable[[Words, tuple[str, ...]], Words]:
    return lambda words, _arguments: tuple(map(change, words))


def _abbreviated(words: Words, _arguments: tuple[str, ...]) -> Words:
    return tuple([word[:1] for word in words])


def _condensed(words: Words, arguments: tuple[str, ...]) -> Words:
    return ((arguments or ("",))[0].join(words),)


def _truncated(words: Words, arguments: tuple[str, ...]) -> Words:
    return ("".join(words)[: int(arguments[0])],)


def _substring(words: Words, arguments: tuple[str, ...]) -> Words:
    """Return a part, counted from 1: from where, and how many letters."""
    start = max(int(arguments[0]) - 1, 0)
    return ("".join(words)[start : start + int(arguments[1])],)


def _replaced(words: Words, arguments: tuple[str, ...]) -> Words:
    return tuple([word.replace(arguments[0], arguments[1]) for word in words])


def _default(words: Words, arguments: tuple[str, ...]) -> Words:
    return words if any(words) else arguments


Marker = Callable[[Facts, tuple[int, ...], Dialect], Words]

MARKERS: Mapping[str, Marker] = {
    "auth": _auth,
    "authors": _authors,
    "authorsn": _authors,
    "authEtAl": _author_and_others,
    "authorLast": _last_author,
    "year": _year,
    "shortyear": _short_year,
    "title": _title,
    "shorttitle": _short_title,
    "veryshorttitle": _first_word,
    "camel": _camel,
}
"""What a pattern can name."""

FILTERS: Mapping[str, Callable[[Words, tuple[str, ...]], Words]] = {
    "lower": _each(str.lower),
    "upper": _each(str.upper),
    "capitalize": _each(_capital),
    "abbr": _abbreviated,
    "condense": _condensed,
    "truncate": _truncated,
    "substring": _substring,
    "replace": _replaced,
    "regex": _replaced,
    "default": _default,
}
"""What can be made of it."""

ARGUMENTS = {
    "condense": (0, 1),
    "truncate": (1,),
    "substring": (2,),
    "replace": (2,),
    "regex": (2,),
    "default": (1,),
}
"""How many arguments a filter takes, where it takes any."""

NUMERIC = frozenset(("truncate", "substring"))
"""The filters that take whole numbers."""
