"""Whether two descriptions without a common id are of one work: by title, authors and year."""

import unicodedata
from collections.abc import Sequence

from aiev.domain import title_likeness

# A preprint may appear up to a year before it is dated, and is published up to three years later.
_YEARS_OF_PREPRINT, _YEARS = 3, 1
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def surnames(authors: Sequence[str]) -> tuple[str, ...]:
    """Return the last word of each name, without accents, particles, `Jr.` and a homonym's number.

    Both sides go through this one function, so that what it gets wrong is wrong on both.
    """
    found = []
    for name in authors:
        words = [word.strip(".") for word in name.replace(",", " ").split()]
        kept = [word for word in words if word.casefold() not in _SUFFIXES and not word.isdigit()]
        if kept:
            plain = unicodedata.normalize("NFKD", kept[-1].casefold())
            found.append("".join(sign for sign in plain if sign.isalnum()))
    return tuple(name for name in found if name)


def authors_agree(authors: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two lists of authors begin with one name or share half of the shorter one.

    Their order proves nothing: some registries sort it. An empty list agrees with none.
    """
    one, two = surnames(authors), surnames(others)
    if not one or not two:
        return False
    shared = set(one) & set(two)
    return one[0] == two[0] or 2 * len(shared) >= min(len(set(one)), len(set(two)))


def years_agree(year: int | None, other: int | None, *, is_preprint: bool) -> bool:
    """Return whether two years may be of one work; an unknown one contradicts nothing."""
    if year is None or other is None:
        return True
    return abs(year - other) <= (_YEARS_OF_PREPRINT if is_preprint else _YEARS)


def is_found_by_title(title: str | None, authors: Sequence[str]) -> bool:
    """Return whether a description says enough to be found by its title: no short one, and who."""
    return bool(title and title_likeness.is_telling(title) and surnames(authors))
