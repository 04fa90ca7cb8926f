"""Texts that the organization table could not read, with the names that they may mean."""

import re
import sqlite3
from collections.abc import Iterator

from aiev.domain import organization
from aiev.services.organizations import table
from aiev.store.reading import organization_names
from aiev.store.reading.organization_names import Text
from aiev.store.reading.reader import Reader
from aiev.value import value

ACCOUNT, PERSON = "account", "person"


@value
class Unresolved:
    """A text that names no organization of the table, with the closest names, best first.

    `papers` counts those that it stands with; `sources` are who wrote it. `kind` says what else it
    is known to be: `person` where authors are called so, `account` where a repository is under it.
    """

    text: str
    papers: int
    sources: tuple[str, ...]
    suggestions: tuple[str, ...]
    kind: str | None = None


def review(reader: Reader) -> tuple[Unresolved, ...]:
    """Return what lists and sources write and the table does not know, the most frequent first.

    Of a list's field each part that is not known is one text. An affiliation holds departments and
    towns too: it is one text as a whole, and only where no part of it is known.
    """
    connection = reader.connection
    directory = table.known(connection)
    read = table.affiliation_reader(directory, organization_names.names_by_ror(connection))

    def open_parts(text: Text) -> Iterator[tuple[str, tuple[str, ...]]]:
        if text.text is None:
            return
        if text.source == "list":
            for unknown in directory.resolve(text.text).unknown:
                yield unknown.text, unknown.suggestions
        elif not directory.is_ignored(text.text) and not read(text.text, text.ror):
            found = directory.resolve(text.text)
            yield text.text, found.unknown[0].suggestions if found.unknown else ()

    seen: dict[str, _Seen] = {}
    for texts in (
        organization_names.listed(connection),
        organization_names.affiliations(connection),
    ):
        for text in texts:
            for part, suggestions in open_parts(text):
                key = organization.key(part)
                if key:
                    seen.setdefault(key, _Seen(part, suggestions)).add(text)
    people = _People(connection) if seen else None
    found = [each.unresolved(people) for each in seen.values()]
    return tuple(sorted(found, key=lambda each: (-each.papers, each.text.casefold())))


class _Seen:
    """One text with the papers and the sources that hold it."""

    def __init__(self, text: str, suggestions: tuple[str, ...]) -> None:
        self._text, self._suggestions = text, suggestions
        self._papers: set[int] = set()
        self._sources: dict[str, None] = {}

    def add(self, text: Text) -> None:
        self._papers.add(text.paper_id)
        self._sources.setdefault(text.source)

    def unresolved(self, people: "_People | None") -> Unresolved:
        return Unresolved(
            self._text,
            len(self._papers),
            tuple(self._sources),
            self._suggestions,
            people.kind(self._text) if people else None,
        )


class _People:
    """Tells authors and accounts of GitHub from organizations, by what the base holds of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._accounts = organization_names.github_accounts(connection)

    def kind(self, text: str) -> str | None:
        """Return what a text is known to be, or None."""
        if text.removeprefix("@").casefold() in self._accounts:
            return ACCOUNT
        names = [name.strip() for name in re.split(r"[,;&]| and ", text) if name.strip()]
        is_of_people = bool(names) and all(
            organization_names.is_author(self._connection, name) for name in names
        )
        return PERSON if is_of_people else None
