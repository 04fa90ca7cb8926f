"""The order that a section keeps, as far as it keeps one, and where a new entry goes in it.

People who keep lists slip: an entry out of order, a group pasted in. An order therefore counts
once it is clear (rank correlation with the places of 0.5 or more), not only where nothing breaks
it. A section that shows none takes a new entry where the list's other sections have their newest:
who puts new papers on top does so everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import correlation

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import ListedEntry, ParsedList

_FEW = 3
_CLEAR = 0.5
_SLIGHT = 0.3
_MOST = 10_000

Key = tuple[int, ...]
"""When a paper appeared: year, month and day, or the number within the month."""

_By = Callable[[PartialDate | None, ArxivId | None], Key | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a new paper appeared, by its date as the list gives dates, and by its arXiv id."""

    date: PartialDate | None
    arxiv_id: ArxivId | None

    @property
    def year(self) -> int | None:
        """The year, None where nothing tells it."""
        if self.date is not None:
            return self.date.year
        return self.arxiv_id.month().year if self.arxiv_id is not None else None


def slot(listed: ParsedList, entries: Sequence[ListedEntry], moment: Moment) -> int:
    """Return how many of the entries of a section stand before a new one.

    Where the section keeps an order, one entry out of it must not draw the new one along: the
    place with the fewest entries on the wrong side counts, and of several the one nearer to where
    new papers go.
    """
    # Dates as they stand there, or ids, which are finer than the months that they tell.
    by = max((_by_date, _by_id), key=lambda each: abs(_correlation(_keys(entries, each))))
    keys = _keys(entries, by)
    found = _correlation(keys)
    own = by(moment.date, moment.arxiv_id)
    if abs(found) < _CLEAR or own is None:
        return 0 if _habit(listed) <= -_SLIGHT else len(entries)
    direction = 1 if found > 0 else -1
    # 1 for an entry that belongs above the new one, -1 for one that belongs below.
    sides = [0 if key is None else direction * ((own > key) - (own < key)) for key in keys]
    wrong = [sides[:at].count(-1) + sides[at:].count(1) for at in range(len(entries) + 1)]
    return min(range(len(wrong)), key=lambda at: (wrong[at], -direction * at))


# For each of several new papers the whole list is looked at.
@lru_cache(maxsize=_MOST)
def _by_date(date: PartialDate | None, arxiv_id: ArxivId | None) -> Key | None:
    """Return the day, month or year of a paper, by its date, else the month that its id tells."""
    known = date or (arxiv_id.month() if arxiv_id is not None else None)
    if known is None:
        return None
    first = known.interval()[0]
    return first.year, first.month, first.day


@lru_cache(maxsize=_MOST)
def _by_id(date: PartialDate | None, arxiv_id: ArxivId | None) -> Key | None:
    """Return the month and number of an arXiv id: as fine as lists of ids alone can be."""
    if arxiv_id is None or "." not in arxiv_id.value or not arxiv_id.value[:1].isdigit():
        return None
    first = arxiv_id.month().interval()[0]
    return first.year, first.month, int(arxiv_id.value.split(".")[1])


def _keys(entries: Sequence[ListedEntry], by: _By) -> list[Key | None]:
    return [by(entry.date, entry.arxiv_id) for entry in entries]


def _correlation(keys: Sequence[Key | None]) -> float:
    """Return Spearman's rank correlation of the keys with their places; 0 where few are known."""
    known = [key for key in keys if key is not None]
    if len(known) < _FEW or 2 * len(known) < len(keys) or len(set(known)) < 2:
        return 0.0
    return correlation(_ranks(known), range(len(known)))


def _ranks(keys: Sequence[Key]) -> list[float]:
    """Return the rank of each key; equal ones share the mean of theirs."""
    ordered = sorted(keys)
    first = {key: at for at, key in reversed(list(enumerate(ordered)))}
    last = {key: at for at, key in enumerate(ordered)}
    return [(first[key] + last[key]) / 2 for key in keys]


def _habit(listed: ParsedList) -> float:
    """Return the mean correlation of a list's sections, each by its size; below 0: new on top."""
    sections: dict[tuple[tuple[str, ...], str | None], list[ListedEntry]] = {}
    for entry in listed.entries:
        sections.setdefault((entry.topic, entry.group), []).append(entry)
    total = weight = 0.0
    for entries in sections.values():
        found = [_correlation(_keys(entries, by)) for by in (_by_date, _by_id)]
        clearest = max(found, key=abs)
        if clearest:
            total += clearest * len(entries)
            weight += len(entries)
    return total / weight if weight else 0.0
