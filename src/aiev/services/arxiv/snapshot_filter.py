"""Which records of a snapshot a user wants: words and filters as in a search."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.knowledge import Paper
from aiev.domain.paper_fields import METADATA
from aiev.errors import UsageError
from aiev.query import match, syntax
from aiev.query.expand import expand
from aiev.query.filters import Filters
from aiev.query.highlights import phrases
from aiev.query.tree import (
    EVERYTHING,
    And,
    Concept,
    Dates,
    Name,
    Node,
    Not,
    Numbers,
    Or,
    conjunction,
)
from aiev.sources.files import snapshot

# An id is never given out before the day of the first version.
_MONTH = re.compile(rb'"id"\s*:\s*"(?:[a-z.-]+\\?/)?(?P<year>[0-9]{2})(?P<month>[0-9]{2})')
_METADATA = tuple([field.attribute for field in METADATA])
_metadata = attrgetter(*_METADATA)
_NAMES = ("category", "kind", "venue")

Glance = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class SnapshotFilter:
    """What to load, as the tree of a query; two filters with one `key` want the same."""

    tree: Node
    key: str

    @property
    def glance(self) -> Glance:
        """A function that tells from the bytes of a line whether its record may be wanted."""
        return snapshot.everything if self.tree == EVERYTHING else self.may_want

    def may_want(self, line: bytes) -> bool:
        """Return whether the record in the bytes of a line may be wanted; False is certain."""
        return _may_match(self.tree, line, line.lower())

    def wanted(self, records: Sequence[ArxivRecord]) -> Sequence[ArxivRecord]:
        """Return those of the records that are wanted."""
        if self.tree == EVERYTHING:
            return records
        return [record for record in records if match.matches(self.tree, _as_paper(record))]


def read(
    *, categories: tuple[str, ...], since: str | None, words: str | None, today: date
) -> SnapshotFilter:
    """Read options as a search reads them; without any, everything is wanted.

    Raises QueryError for words and UsageError for a date that cannot be read, and for what only a
    knowledge base has, such as topics.
    """
    options = Filters(categories=categories, since=since).tree(today=today)
    tree = conjunction((options, expand(syntax.parse(words or "", today=today))))
    _check(tree)
    return SnapshotFilter(tree, repr(tree))


def _check(node: Node) -> None:
    if isinstance(node, And | Or):
        for part in node.parts:
            _check(part)
    elif isinstance(node, Not):
        _check(node.part)
    elif isinstance(node, Numbers):
        raise UsageError(f"a snapshot has no {node.field}")
    elif isinstance(node, Name) and node.field not in _NAMES:
        raise UsageError(
            f"a snapshot has no {node.field}: {node.text}",
            hint="ask for words, title:, abstract:, author:, category:, venue: or since:",
        )


def _may_match(node: Node, line: bytes, lower: bytes) -> bool:
    if isinstance(node, And):
        return all(_may_match(part, line, lower) for part in node.parts)
    if isinstance(node, Or):
        return any(_may_match(part, line, lower) for part in node.parts)
    if isinstance(node, Name) and node.field == "category":
        return node.text.lower().encode() in lower
    if isinstance(node, Dates) and node.field == "date" and node.low is not None:
        return _month(line) >= node.low[:7]
    if isinstance(node, Concept) and node.field != "author":
        return _may_say(node, line, lower)
    return True


def _month(line: bytes) -> str:
    """Return the month in a line's id, or the last month of all where it cannot be seen."""
    found = _MONTH.search(line)
    if found is None:
        return "9999-12"
    century = 19 if found["year"] >= b"91" else 20
    return f"{century}{found['year'].decode()}-{found['month'].decode()}"


def _may_say(concept: Concept, line: bytes, lower: bytes) -> bool:
    return any(
        all(all(_root(atom) in lower for atom in phrase) for phrase in phrases(alternative))
        for alternative in concept.alternatives
    ) or _has_accents(line)


def _root(atom: str) -> bytes:
    """Return the letters with which every word of this stem begins.

    The last letter of a stem may be another in the word: `studi`, study.
    """
    stem = atom.removesuffix("*")
    return (stem[:-1] or stem).encode()


def _has_accents(line: bytes) -> bool:
    # The words of a query match letters with accents too, which JSON and TeX write as commands, and
    # what TeX stands for.
    if rb"\u" in line or rb"\\" in line or b"$" in line or b"&" in line or not line.isascii():
        return True
    # Without names here they are read from `authors`, which such a glance does not find.
    at = line.rfind(b'"authors_parsed":[[')
    return at < 0 or b"{" in line[at:]


def _as_paper(record: ArxivRecord) -> Paper:
    issued = record.published.isoformat() if record.published else str(record.arxiv_id.month())
    values: dict[str, Any] = {
        name: one.isoformat() if isinstance(one, date) else one
        for name, one in zip(_METADATA, _metadata(record), strict=True)
    }
    values["published"] = issued
    values["name_parts"] = record.name_parts or ()
    return Paper(
        id=0,
        kind="paper",
        arxiv_id=record.arxiv_id.value,
        title=record.title,
        authors=tuple(author.name for author in record.authors),
        issued=issued,
        organizations=(),
        topics=(),
        tags=(),
        url=record.arxiv_id.abs_url,
        is_withdrawn=record.is_withdrawn,
        enrichment="done",
        **values,
    )
