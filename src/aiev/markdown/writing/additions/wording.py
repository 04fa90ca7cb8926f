"""What to write of a new paper beside its neighbours: the fields that they have, in their style.

Where no neighbour names authors, none are written; where they give months, so does it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import Link, ListedEntry, ParsedList, Shape
from aiev.markdown.writing.forms import (
    link_fields,
    link_words,
    new_entry,
    new_links,
    rows,
    venue_place,
)
from aiev.markdown.writing.forms.new_entry import NewEntry, Wording

_FEW = 3
_LONGEST_SHORT_NAME = 3
_SHORT_NAME = re.compile(r"(?P<name>[^\s:].{0,38}?):\s+\S")
# `Ada Bee (MIT) et al.`: behind the first author, and the organization, in one line.
_APART = re.compile(r"\s*\([^()\r\n]{1,60}\),? et\.? ?al\b", re.IGNORECASE)
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
    if entry.authors and gives(listed, scope, "authors") and not _is_instead(entry, scope):
        named = [e for e in scope if "authors" in e.fields]
        likes = [listed.text[slice(*e.fields["authors"])] for e in named]
        apart = [_APART.match(listed.text, e.fields["authors"][1]) is not None for e in named]
        if 2 * sum(apart) > len(apart):
            first, is_alone = new_entry.first_authors(entry.authors, likes=likes)
            # Where all have it, it is the list's form and no word about the number of authors.
            wording = replace(wording, authors=first, is_alone=is_alone and not all(apart))
        else:
            authors = new_entry.authors_like(entry.authors, likes=likes)
            wording = replace(wording, authors=authors)
    if entry.venue:
        wording = replace(wording, venue=entry.venue)
    elif entry.url and arxiv_id.find(entry.url) is not None:
        wording = replace(wording, venue=_unpublished(scope, listed, entry))
    if entry.short_name or gives(listed, scope, "short_name"):
        name = entry.short_name or _short_name(listed, entry.label)
        wording = replace(wording, short_name=name)
    if entry.keywords:
        wording = replace(wording, keywords=entry.keywords)
    return replace(
        wording,
        links=_links(listed, near, entry),
        badge=new_links.usual_badge(listed, near, entry.links),
    )


def _links(
    listed: ParsedList, near: Sequence[ListedEntry], entry: NewEntry
) -> tuple[tuple[str, str], ...]:
    """Return the further links as this list writes them; that to the paper once more as well.

    The last is written where most entries near have it, whether it was asked for or not.
    """
    in_table = bool(near) and near[-1].shape is Shape.ROW
    own = new_links.usual_own(listed, near, entry.url, in_table=in_table) if entry.url else None
    said = link_words.of_papers(listed, near).casefold()
    found = [
        new_links.written(listed, near, link, own=entry.url, in_table=in_table)
        for link in entry.links
        if own is not None or not _is_said(link, entry.url, said)
    ]
    if own is not None and not any(field == link_fields.OWN for field, _ in found):
        found.insert(0, (link_fields.OWN, own))
    return tuple(found)


def _is_said(link: Link, url: str | None, word: str) -> bool:
    """Return whether a link is the entry's own, called by what the list calls that: `word`."""
    return link.url == url or (link_fields.is_own(link.url, url) and link.text.casefold() == word)


def authors_like(listed: ParsedList, names: Sequence[str], near: Sequence[ListedEntry]) -> str:
    """Return names as the entries near, or else those of the list, name their authors."""
    for scope in (near, listed.entries):
        named = [entry for entry in scope if "authors" in entry.fields]
        if named:
            likes = [listed.text[slice(*entry.fields["authors"])] for entry in named]
            return new_entry.authors_like(names, likes=likes)
    return ", ".join(names)


def _is_instead(entry: NewEntry, near: Sequence[ListedEntry]) -> bool:
    """Return whether organizations that are given stand in place of authors in entries near.

    `- Qwen Team` is the line that has the authors in other entries.
    """
    if not entry.organizations:
        return False
    held = [set(e.fields) & {"authors", "organizations"} for e in near]
    return {"organizations"} in held and {"authors", "organizations"} not in held


def knows(listed: ParsedList, field: str) -> bool:
    """Return whether a list may hold a field: an entry has it, or there are too few to tell."""
    return len(listed.entries) < _FEW or any(
        field in entry.fields or (field == "venue" and entry.venue) for entry in listed.entries
    )


def _has_room(listed: ParsedList, near: Sequence[ListedEntry], field: str) -> bool:
    if near and near[-1].shape is Shape.ROW:
        return rows.has_column(listed, near, field)
    return knows(listed, field)


def _short_name(listed: ParsedList, label: str) -> str | None:
    """Return the short name that a title begins with, where the list's short names do so too.

    Elsewhere they are authors or subjects.
    """
    match = _SHORT_NAME.match(label)
    if match is None or len(match["name"].split()) > _LONGEST_SHORT_NAME:
        return None
    named = [e for e in listed.entries if "short_name" in e.fields]
    alike = sum(
        e.label.casefold().startswith(listed.text[slice(*e.fields["short_name"])].casefold())
        for e in named
    )
    return match["name"] if 3 * alike >= len(named) else None


def _unpublished(near: Sequence[ListedEntry], listed: ParsedList, entry: NewEntry) -> str | None:
    """Return the list's own word for a paper that appeared nowhere yet: `arXiv'24`, `Preprint`.

    None where it has none. One of ten neighbours is enough: the others appeared elsewhere. Where
    nearly all near name a venue and none such a word, the rest of the list may have one.
    """
    named = sum(bool(e.venue) for e in near)
    is_usual = len(near) < _FEW or 10 * named >= 9 * len(near)
    for scope in (near, listed.entries) if is_usual else (near,):
        venues = Counter(e.venue for e in scope if e.venue and venue_place.is_unpublished(e.venue))
        if venues and 10 * venues.total() >= len(scope):
            kinds = Counter[str]()
            for venue, count in venues.items():
                kinds[_YEAR_END.sub("", venue)] += count
            kind = kinds.most_common(1)[0][0]
            name, count = next(
                (v, n) for v, n in venues.most_common() if _YEAR_END.sub("", v) == kind
            )
            if count == 1 and not phrases.is_paper_link(kind):
                # `arXiv (cs.RO)`: one paper's own subject.
                return "arXiv" if name.lower().startswith("arxiv") else None
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
