"""What an entry of a list's file is known by: its topic, its paper, its fields as text."""

from collections.abc import Mapping

from aiev.domain import paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import ListedEntry


def topic_path(entry: ListedEntry) -> str:
    """Return the path of an entry's topic; empty without one."""
    return TOPIC_SEPARATOR.join(entry.topic)


def identity(entry: ListedEntry) -> str:
    """Return the identity of the paper that an entry is about."""
    return paper.identity(
        entry.arxiv_id, entry.url, label=entry.label, topic=TOPIC_SEPARATOR.join(entry.topic)
    )


def values_of(entry: ListedEntry) -> Mapping[str, str | None]:
    """Return the fields of a parsed entry that a user can change, as text."""
    return {
        "label": entry.label,
        "url": entry.url,
        "date": str(entry.date) if entry.date else None,
        "organizations": entry.organizations,
        "note": entry.note,
        "topic": topic_path(entry),
    }


def differences(
    old: ListedEntry, new: ListedEntry
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the fields that two readings of an entry give differently, with both values."""
    olds, news = _all_of(old), _all_of(new)
    return tuple((name, olds[name], news[name]) for name in olds if olds[name] != news[name])


def _all_of(entry: ListedEntry) -> Mapping[str, str | None]:
    """Return what an entry says, also in fields that only its file can change."""
    return {
        **values_of(entry),
        "authors": entry.authors,
        "venue": entry.venue,
        "links": ", ".join(f"{link.text} {link.url}".strip() for link in entry.links) or None,
    }
