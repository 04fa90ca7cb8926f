"""What an entry of a list's file is known by: its topic, its paper, its fields as text."""

import re
from collections.abc import Mapping, Sequence

from aiev.domain import listed_links, paper, title_likeness
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.markdown.values import ListedEntry


def topic_path(entry: ListedEntry) -> str:
    """Return the path of an entry's topic; empty without one."""
    return TOPIC_SEPARATOR.join(entry.topic)


def identity(entry: ListedEntry) -> str:
    """Return the identity of the paper that an entry is about, by its address alone."""
    return paper.identity(
        entry.arxiv_id, entry.url, label=entry.label, topic=TOPIC_SEPARATOR.join(entry.topic)
    )


def identities(entries: Sequence[ListedEntry]) -> tuple[str, ...]:
    """Return the identity of each entry's paper, with its title where unlike ones share an address.

    A page (`accepted.html`) may be of many works. At other addresses a mere name beside a title
    names the same work.
    """
    plain = tuple(map(identity, entries))
    heads: dict[str, list[str]] = {}
    own: list[str] = []
    for entry, key in zip(entries, plain, strict=True):
        if entry.arxiv_id is not None or not entry.url:
            own.append(key)
            continue
        differ = _differ if paper.kind(None, entry.url) == Kind.WEB else title_likeness.contradict
        known = heads.setdefault(key, [])
        head = next(
            (t for t in known if not differ(t, entry.label) or _name(t) == _name(entry.label)), None
        )
        if head is None:
            known.append(entry.label)
        title = title_likeness.key(entry.label if head is None else head)
        own.append(paper.shared_identity(key, title))
    return tuple(
        titled if len(heads.get(key, ())) > 1 else key
        for key, titled in zip(plain, own, strict=True)
    )


def _differ(title: str, other: str) -> bool:
    return not title_likeness.are_alike(title, other)


def _name(title: str) -> str:
    """Return the name that a title begins with, all of it where it has none."""
    return title_likeness.key(re.split(r": | \| | [-–—] ", title, maxsplit=1)[0])


def values_of(entry: ListedEntry) -> Mapping[str, str | None]:
    """Return the fields of a parsed entry that a user can change, as text."""
    return {
        "label": entry.label,
        "url": entry.url,
        "date": str(entry.date) if entry.date else None,
        "organizations": entry.organizations,
        "authors": entry.authors,
        "venue": entry.venue,
        "short_name": entry.short_name,
        "keywords": entry.keywords,
        "note": entry.note,
        "links": listed_links.as_text((link.text, link.url) for link in entry.links),
        "topic": topic_path(entry),
    }


def addresses_of(entry: ListedEntry, field: str) -> tuple[str, ...]:
    """Return the addresses that a field of an entry holds: none of most."""
    own = (entry.url,) if field == "url" and entry.url else ()
    return tuple(link.url for link in entry.links) if field == "links" else own


def differences(
    old: ListedEntry, new: ListedEntry
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the fields that two readings of an entry give differently, with both values."""
    olds, news = values_of(old), values_of(new)
    return tuple((name, olds[name], news[name]) for name in olds if olds[name] != news[name])
