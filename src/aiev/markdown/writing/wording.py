"""What to write of a new paper beside its neighbours: the fields that they have, in their style.

Where no neighbour names authors, none are written; where they give months, so does it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aiev.domain import arxiv_id
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import phrases
from aiev.markdown.values import ListedEntry, ParsedList, Shape
from aiev.markdown.writing import new_entry, rows
from aiev.markdown.writing.new_entry import NewEntry, Wording

_FEW = 3
_LONGEST_NICK = 3
_NICK = re.compile(r"(?P<nick>[^\s:].{0,38}?):\s+\S")
_VENUE_YEAR = re.compile(r"(?P<before>\D+)(?P<year>(?:\d\d){1,2})")
_YEAR_END = re.compile(r"\W*\d*\Z")
_TIGHT = re.compile(r"\S\\?&\S")
_SPACED = re.compile(r"\s\\?&\s")


def gives(listed: ParsedList, near: Sequence[ListedEntry], field: str) -> bool:
    """Return whether half of the entries near, or more, have a field.

    Two neighbours show no habit: then it is enough that one has it, or most of the whole list.
    """
    given = sum(field in entry.fields for entry in near)
    if len(near) >= _FEW:
        return 2 * given >= len(near)
    everywhere = sum(field in entry.fields for entry in listed.entries)
    return given > 0 or 2 * everywhere > len(listed.entries)


def suited(listed: ParsedList, entry: NewEntry, near: Sequence[ListedEntry]) -> Wording:
    """Return what to write of a new entry beside those `near` it.

    Its date is as precise as their dates, and its organizations are joined as theirs. Authors and
    a short name are written only where the neighbours have them. A field that no entry of the
    list has is left out.
    """
    scope = near or listed.entries
    if not _has_room(listed, near, "date"):
        entry = replace(entry, date=None)
    if not _has_room(listed, near, "organizations"):
        entry = replace(entry, organizations=None)
    wording = Wording(
        label=entry.label,
        url=entry.url,
        date=_as_precise(entry.date, scope, listed),
        organizations=joined(listed, entry.organizations, scope),
        note=entry.note,
    )
    if entry.authors and gives(listed, scope, "authors"):
        likes = [listed.text[slice(*e.fields["authors"])] for e in scope if "authors" in e.fields]
        wording = replace(wording, authors=new_entry.authors_like(entry.authors, likes=likes))
    if entry.url and arxiv_id.find(entry.url) is not None:
        wording = replace(wording, venue=_arxiv(scope, listed, entry))
    if gives(listed, scope, "nick"):
        wording = replace(wording, nick=_nick(listed, entry.label))
    return wording


def knows(listed: ParsedList, field: str) -> bool:
    """Return whether a list may hold a field: an entry has it, or there are too few to tell."""
    return len(listed.entries) < _FEW or any(field in entry.fields for entry in listed.entries)


def _has_room(listed: ParsedList, near: Sequence[ListedEntry], field: str) -> bool:
    if near and near[-1].shape is Shape.ROW:
        return rows.has_column(listed, near, field)
    return knows(listed, field)


def _nick(listed: ParsedList, label: str) -> str | None:
    """Return the short name that a title begins with, where the list's short names do so too.

    Elsewhere they are authors or subjects.
    """
    match = _NICK.match(label)
    if match is None or len(match["nick"].split()) > _LONGEST_NICK:
        return None
    nicked = [e for e in listed.entries if "nick" in e.fields]
    alike = sum(
        e.label.casefold().startswith(listed.text[slice(*e.fields["nick"])].casefold())
        for e in nicked
    )
    return match["nick"] if 3 * alike >= len(nicked) else None


def _arxiv(near: Sequence[ListedEntry], listed: ParsedList, entry: NewEntry) -> str | None:
    """Return how arXiv is called where it stands as a venue, `arXiv'24`; None where it does not.

    One of ten neighbours is enough: the others appeared elsewhere.
    """
    for scope in (near, listed.entries) if len(near) < _FEW else (near,):
        venues = Counter(e.venue for e in scope if e.venue and e.venue.lower().startswith("arxiv"))
        if venues and 10 * venues.total() >= len(scope):
            name, count = venues.most_common(1)[0]
            if count == 1 and not phrases.is_paper_link(_YEAR_END.sub("", name)):
                # `arXiv (cs.RO)`: one paper's own subject.
                return "arXiv"
            if not any(char.isdigit() for char in name):
                return name
            return _of_year(name, entry) or "arXiv"
    return None


def _of_year(venue: str, entry: NewEntry) -> str | None:
    """Return a venue's name with the year of a paper in place of its own; None for other digits."""
    found = arxiv_id.find(entry.url or "")
    date = entry.date or (found.month() if found is not None else None)
    match = _VENUE_YEAR.fullmatch(venue)
    if date is None or match is None:
        return None
    return match["before"] + str(date.year)[-len(match["year"]) :]


def _as_precise(
    date: PartialDate | None, near: Sequence[ListedEntry], listed: ParsedList
) -> PartialDate | None:
    if date is None:
        return None
    dates = [e.date for e in near if e.date is not None and "date" in e.fields] or [
        e.date for e in listed.entries if e.date is not None and "date" in e.fields
    ]
    if not dates:
        return date
    counts = Counter(1 + (d.month is not None) + (d.day is not None) for d in dates)
    parts = counts.most_common(1)[0][0]
    return PartialDate(
        date.year, date.month if parts > 1 else None, date.day if parts > 2 else None
    )


def joined(
    listed: ParsedList, organizations: str | None, near: Sequence[ListedEntry]
) -> str | None:
    """Return organizations joined as those near, or else in the list, are: `MIT&CMU`."""
    if organizations is None or " & " not in organizations:
        return organizations
    for scope in (near, listed.entries):
        raw = [
            listed.text[slice(*e.fields["organizations"])]
            for e in scope
            if "organizations" in e.fields
        ]
        tight = sum(_TIGHT.search(each) is not None for each in raw)
        spaced = sum(_SPACED.search(each) is not None for each in raw)
        if tight != spaced:
            return organizations.replace(" & ", "&") if tight > spaced else organizations
    return organizations
