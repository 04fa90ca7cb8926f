"""Texts that the organization table could not read, with the names that they may mean."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain

from aiev.domain import organization
from aiev.services.organizations import table
from aiev.store.reading import organization_names
from aiev.store.reading.organization_names import Text
from aiev.store.reading.reader import Reader
from aiev.value import value

ACCOUNT, PERSON = "account", "person"

_BETWEEN = re.compile(r"[,;&]| and ")


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
    kinds = _kinds(connection, [each.text for each in seen.values()]) if seen else {}
    found = [each.unresolved(kinds.get(each.text)) for each in seen.values()]
    return tuple(sorted(found, key=lambda each: (-each.papers, each.text.casefold())))


class _Seen:
    """One text with the papers and the sources that hold it."""

    def __init__(self, text: str, suggestions: tuple[str, ...]) -> None:
        self.text, self._suggestions = text, suggestions
        self._papers: set[int] = set()
        self._sources: dict[str, None] = {}

    def add(self, text: Text) -> None:
        self._papers.add(text.paper_id)
        self._sources.setdefault(text.source)

    def unresolved(self, kind: str | None) -> Unresolved:
        papers, sources = len(self._papers), tuple(self._sources)
        return Unresolved(self.text, papers, sources, self._suggestions, kind)


def _kinds(connection: sqlite3.Connection, texts: Sequence[str]) -> dict[str, str]:
    """Return which texts are accounts of GitHub or authors, by what the base holds of them."""
    accounts = organization_names.github_accounts(connection)
    names = {text: [*filter(None, map(str.strip, _BETWEEN.split(text)))] for text in texts}
    authors = organization_names.authors_called(connection, chain.from_iterable(names.values()))
    kinds = {}
    for text in texts:
        if text.removeprefix("@").casefold() in accounts:
            kinds[text] = ACCOUNT
        elif names[text] and all(name.casefold() in authors for name in names[text]):
            kinds[text] = PERSON
    return kinds
