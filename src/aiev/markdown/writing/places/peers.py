"""Which entries of a section a new one joins: those of its group, its kind, its venue."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry
from aiev.markdown.writing.forms import venue_place
from aiev.markdown.writing.places import entry_lines, sequence
from aiev.markdown.writing.places.sequence import Moment

_YEAR = re.compile(r"(?:19|20)\d\d(?=\W*\Z)")
_FEW = 3
_PAIR = 2
_NEARLY_ALL = 0.8


def find(
    entries: Sequence[ListedEntry],
    moment: Moment,
    *,
    venue: str | None = None,
    note: str | None = None,
) -> list[ListedEntry]:
    """Return the entries that a new one joins: those of one group and one kind.

    Where a quarter of a section or more stands outside of groups, so does a new entry. Else it
    joins the group of its year, the newest year's, or the one that the newest paper came to.
    Where entries of one venue or of one remark stand together, it joins those of its own.
    """
    groups = Counter(entry.group for entry in entries)
    chosen = _group(entries, moment, venue)
    if 4 * groups[None] >= len(entries):
        chosen = None
    pool = [entry for entry in entries if entry.group == chosen]
    # A line of links may stand above a section's table.
    kinds = Counter(map(entry_lines.kind, pool))
    pool = [e for e in pool if entry_lines.kind(e) == kinds.most_common(1)[0][0]]
    for read, own in ((_remark, note), (_venue, _venue_of(venue))):
        pool = _together(pool, read, own)
    return pool


def _together(
    pool: list[ListedEntry], read: Callable[[ListedEntry], str | None], own: str | None
) -> list[ListedEntry]:
    """Return the entries that have the new one's own value, where equal values stand together.

    That is told by runs of equal values: many fewer than chance would make of them.
    """
    values = [read(entry) for entry in pool]
    counts = Counter(values)
    runs = 1 + sum(a != b for a, b in pairwise(values))
    by_chance = 1 + len(values) - sum(count**2 for count in counts.values()) / len(values)
    spared, most = by_chance - runs, by_chance - len(counts)
    if counts[own] < _PAIR or most < _FEW or spared < _NEARLY_ALL * most:
        return pool
    return [e for e, value in zip(pool, values, strict=True) if value == own]


def _remark(entry: ListedEntry) -> str | None:
    return entry.note


def _venue(entry: ListedEntry) -> str | None:
    return _venue_of(entry.venue)


def _venue_of(venue: str | None) -> str | None:
    """Return a venue to compare by; None for what appeared nowhere yet, named or not."""
    return None if not venue or venue_place.is_unpublished(venue) else venue.casefold()


def _group(entries: Sequence[ListedEntry], moment: Moment, venue: str | None) -> str | None:
    """Return the group for a new paper: of its year, of its venue, or where the newest paper is.

    Groups may lie within others, `2024 > ECCV`; where nothing tells, the last one is chosen.
    """
    groups = list(dict.fromkeys(entry.group for entry in entries))
    years = {name: year for name in groups if (year := _year_of(name)) is not None}
    if years:
        newest = max(years.values())
        year = moment.year if moment.year in years.values() else newest
        groups = [name for name in groups if years.get(name) == year]
    groups = [g for g in groups if g and _is_of_venue(g.split(" > ")[-1], venue)] or groups
    among = [entry for entry in entries if entry.group in groups]
    known = [(key, at) for at, key in enumerate(sequence.keys(among)) if key is not None]
    if not known or (len(groups) == 1 and years):
        return groups[-1]
    return among[max(known)[1]].group


def _year_of(group: str | None) -> int | None:
    """Return the year that a group or one around it is called by: `Year 2024 > ECCV`."""
    found = [_YEAR.search(part) for part in (group or "").split(" > ")]
    return next((int(match[0]) for match in found if match), None)


def _is_of_venue(name: str, venue: str | None) -> bool:
    """Return whether a group is called by a venue, or `arXiv` for what appeared nowhere yet."""
    if _venue_of(venue) is None:
        return venue_place.is_unpublished(name)
    return _letters(name) == _letters(venue or "") != ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())
