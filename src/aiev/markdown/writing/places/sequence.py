"""The order that a section keeps, as far as it keeps one, and where a new entry goes in it.

Of 250 papers that people added to 60 lists (their public histories, until 2025), those that came
into a section of which nine steps in ten keep an order of dates stood at their date, 12 of 18. In
sections that keep it roughly (rank correlation of 0.5 or more), one of 18 did: who adds at
one end as papers come to hand makes such an order, and goes on doing so.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import correlation, fmean

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing.forms import habits

_FEW = 3
_CLEAR = 0.5
_STRICT = 0.85
_WHOLE_LIST = 6
_NEWEST = 10
_SLIGHT, _SOME = 0.1, 0.3
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


def slot(
    listed: ParsedList,
    entries: Sequence[ListedEntry],
    moment: Moment,
    waiting: Collection[str] = (),
) -> int:
    """Return how many of the entries of a section stand before a new one.

    In a strict order it stands by its date; in a rough one where the newest are, unless it is older
    than most. Where there is no clear order it goes to the end that the newest of the section are
    rather at, or those of the list.
    Below entries whose labels are `waiting`: papers added together stand in the order given.
    """
    top = next((at for at, e in enumerate(entries) if e.label not in waiting), len(entries))
    by = _telling(entries, moment)
    keys = _keys(entries, by)
    own = by(moment.date, moment.arxiv_id)
    known = [key for key in keys if key is not None]
    order = _order(listed, keys)
    if abs(order) < _CLEAR or own is None or not known:
        slight = order if abs(order) > _SOME else _newest_end(listed) + _SLIGHT
        return top if slight < 0 else len(entries)
    direction = 1 if order > 0 else -1
    is_new = 2 * sum(key < own for key in known) >= len(known)
    if is_new and not _is_strict(known, direction):
        return len(entries) if direction > 0 else top
    # 1 for an entry that belongs above the new one, -1 for one that belongs below. The fewest on
    # the wrong side count: one entry out of order must not draw the new one along.
    sides = [0 if key is None else direction * ((own > key) - (own < key)) for key in keys]
    wrong = [sides[:at].count(-1) + sides[at:].count(1) for at in range(len(entries) + 1)]
    best = min(range(len(wrong)), key=lambda at: (wrong[at], -direction * at))
    while best < len(entries) and entries[best].label in waiting and keys[best] == own:
        best += 1
    return best


def keys(entries: Sequence[ListedEntry]) -> list[Key | None]:
    """Return when each entry appeared by its arXiv id, else by its date."""
    return [
        _by_id(None, entry.arxiv_id) or _by_date(entry.date, entry.arxiv_id) for entry in entries
    ]


def _telling(entries: Sequence[ListedEntry], moment: Moment) -> _By:
    """Return what a section is ordered by: dates, or ids, which are finer than their months.

    Dates come first where the list writes one for the new paper too: readers see those.
    """
    dated, numbered = (abs(_correlation(_keys(entries, by))) for by in (_by_date, _by_id))
    if dated >= numbered or (moment.date is not None and dated >= _CLEAR):
        return _by_date
    return _by_id


def _order(listed: ParsedList, keys: Sequence[Key | None]) -> float:
    """Return how clearly a section is ordered, -1 to 1; below 0 it is newest first.

    A few entries are soon in some order by chance, so the whole list's counts as some more of them.
    """
    known = sum(key is not None for key in keys)
    return (known * _correlation(keys) + _WHOLE_LIST * _habit(listed)) / (known + _WHOLE_LIST)


def _is_strict(keys: Sequence[Key], direction: int) -> bool:
    """Return whether next to no step from one entry to the next goes against the order."""
    steps = [direction * ((b > a) - (b < a)) for a, b in pairwise(keys) if a != b]
    return steps.count(1) >= _STRICT * len(steps)


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


@habits.of_list
def _habit(listed: ParsedList) -> float:
    """Return the mean correlation of a list's sections, each by its size; below 0: new on top."""
    total = weight = 0.0
    for entries in _sections(listed):
        found = [_correlation(_keys(entries, by)) for by in (_by_date, _by_id)]
        clearest = max(found, key=abs)
        if clearest:
            total += clearest * len(entries)
            weight += len(entries)
    return total / weight if weight else 0.0


@habits.of_list
def _newest_end(listed: ParsedList) -> float:
    """Return where the newest papers of a list stand in their sections: 1 is last, -1 is first.

    The highest ids are the last additions as far as a list without its history can tell.
    """
    places: list[tuple[Key, float]] = []
    for entries in _sections(listed):
        known = [key for key in _keys(entries, _by_id) if key is not None]
        if len(known) >= _FEW:
            places += [(key, 2 * at / (len(known) - 1) - 1) for at, key in enumerate(known)]
    newest = sorted(places)[-_NEWEST:]
    return fmean(place for _, place in newest) if newest else 0.0


def _sections(listed: ParsedList) -> Iterable[list[ListedEntry]]:
    sections: dict[tuple[tuple[str, ...], str | None], list[ListedEntry]] = {}
    for entry in listed.entries:
        sections.setdefault((entry.topic, entry.group), []).append(entry)
    return sections.values()
