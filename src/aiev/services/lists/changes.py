"""What a user wants changed of a paper and its entries, checked before anything is loaded."""

from dataclasses import dataclass, replace
from unicodedata import normalize

from aiev.errors import UsageError
from aiev.markdown.values import Link
from aiev.services.lists.written_fields import read_date


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change; None leaves a field as it is, an empty text removes its value."""

    title: str | None = None
    url: str | None = None
    date: str | None = None
    organizations: tuple[str, ...] | None = None
    note: str | None = None
    topic: str | None = None
    venue: str | None = None
    authors: tuple[str, ...] | None = None
    short_name: str | None = None
    keywords: str | None = None
    links: tuple[Link, ...] = ()
    no_links: tuple[str, ...] = ()


def checked(changes: Changes) -> Changes:
    """Return the changes composed; raises UsageError for a value that cannot be read."""
    changes = _composed(changes)
    if changes.title is not None and not changes.title.strip():
        raise UsageError("a title cannot be empty")
    read_date(changes.date or None)
    return changes


def _composed(changes: Changes) -> Changes:
    """Return the changes as a list would be read: each text on one line, in NFC."""

    def line(text: str) -> str:
        return " ".join(normalize("NFC", text).split())

    def lines(texts: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if texts is None else tuple(map(line, texts))

    def maybe(text: str | None) -> str | None:
        return None if text is None else line(text)

    return replace(
        changes,
        title=maybe(changes.title),
        note=maybe(changes.note),
        organizations=lines(changes.organizations),
        venue=maybe(changes.venue),
        authors=lines(changes.authors),
        short_name=maybe(changes.short_name),
        keywords=maybe(changes.keywords),
        links=tuple(Link(line(link.text), link.url) for link in changes.links),
    )
