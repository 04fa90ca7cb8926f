"""Whether one paper is what a tree asks for, in plain Python: as the compiled SQL would say."""

import re
from collections.abc import Callable

from aiev.domain import partial_date, web_address
from aiev.domain.knowledge import Paper
from aiev.query import choices, tokens
from aiev.query.compile import ascii_lower
from aiev.query.highlights import Phrase, phrases
from aiev.query.stemmer import stem
from aiev.query.tree import (
    Alternative,
    And,
    Concept,
    Dates,
    Identifier,
    Name,
    Node,
    Not,
    Numbers,
    OneOf,
    Or,
)

_FIELDS = {"title": ("title",), "abstract": ("abstract",), "author": ("authors",)}


def matches(node: Node, paper: Paper) -> bool:
    """Return whether the paper is what the tree asks for.

    The tree was expanded, and its names were looked up.
    """
    return _Matcher(paper).matches(node)


class _Matcher:
    """One paper, with its texts as the stems that the index holds."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._stems: dict[str, list[str]] = {}

    def matches(self, node: Node) -> bool:
        if isinstance(node, And):
            return all(self.matches(part) for part in node.parts)
        if isinstance(node, Or):
            return any(self.matches(part) for part in node.parts)
        if isinstance(node, Not):
            return not self.matches(node.part)
        if isinstance(node, Concept):
            fields = _FIELDS.get(node.field or "", tuple(_COLUMNS))
            return any(self._says(each, fields) for each in node.alternatives)
        if isinstance(node, OneOf):
            return not set(node.values).isdisjoint(_NAMES[node.field](self._paper))
        if isinstance(node, Dates):
            return _lies_within(self._paper, node)
        if isinstance(node, Numbers):
            is_cited = node.field == "citations"
            count = self._paper.citation_count if is_cited else self._paper.rating
            low, high = node.low, node.high
            return count is not None and (low or 0) <= count and (high is None or count <= high)
        if isinstance(node, Identifier):
            return _is_identified(self._paper, node)
        assert isinstance(node, Name), f"not expanded or looked up: {node}"
        return _is_named(self._paper, node)

    def _says(self, alternative: Alternative, fields: tuple[str, ...]) -> bool:
        return all(
            any(_stands_in(phrase, self._column(field)) for field in fields)
            for phrase in phrases(alternative)
        )

    def _column(self, name: str) -> list[str]:
        if name not in self._stems:
            text = _COLUMNS[name](self._paper)
            self._stems[name] = [stem(token) for token in tokens.tokens(text)]
        return self._stems[name]


def _listed(paper: Paper) -> str:
    # What the lists say of the paper, in the order in which the database keeps it.
    return "\n".join(
        text
        for entry in sorted(paper.entries, key=lambda entry: entry.id)
        for text in (
            entry.label,
            entry.short_name,
            entry.note,
            entry.keywords,
            entry.venue,
            entry.group,
            entry.listed_organizations,
            entry.abstract,
        )
        if text is not None
    )


_COLUMNS: dict[str, Callable[[Paper], str]] = {
    "title": lambda paper: paper.title,
    "abstract": lambda paper: paper.abstract or "",
    "authors": lambda paper: "\n".join(paper.authors),
    "topics": lambda paper: "\n".join(paper.topics),
    "organizations": lambda paper: "\n".join(paper.organizations),
    "listed": _listed,
}
_NAMES: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "topic": lambda paper: paper.topics,
    "org": lambda paper: paper.organizations,
    "tag": lambda paper: paper.tags,
    "list": lambda paper: tuple(entry.list for entry in paper.entries),
}


def _stands_in(phrase: Phrase, stems: list[str]) -> bool:
    return any(
        all(
            there.startswith(atom[:-1]) if atom.endswith("*") else there == atom
            for atom, there in zip(phrase, stems[at:], strict=False)
        )
        for at in range(len(stems) - len(phrase) + 1)
    )


def _lies_within(paper: Paper, dates: Dates) -> bool:
    text = paper.issued if dates.field == "date" else paper.updated
    if dates.low is None and dates.high is None:
        return True
    if text is None:
        return False
    low, high = (day.isoformat() for day in partial_date.parse(text).interval())
    return (dates.low is None or high > dates.low) and (dates.high is None or low < dates.high)


def _is_identified(paper: Paper, wanted: Identifier) -> bool:
    if wanted.number is not None:
        return paper.id == wanted.number
    if paper.arxiv_id is not None and wanted.identity == f"arxiv:{paper.arxiv_id}":
        return True
    return any(wanted.identity == f"url:{web_address.normalise(url)}" for url in paper.addresses)


def _is_named(paper: Paper, name: Name) -> bool:
    text = ascii_lower(name.text)
    if name.field == "kind":
        return paper.kind.startswith(text) if name.is_prefix else paper.kind == text
    if name.field == "state":
        return paper.state in choices.chosen(name)
    if name.field == "has":
        return any(choices.HELD[one].is_held(paper) for one in choices.chosen(name))
    if name.field == "category":
        categories = [ascii_lower(category) for category in paper.categories]
        if name.is_prefix:
            return any(category.startswith(text) for category in categories)
        return any(each == text or each.startswith(f"{text}.") for each in categories)
    assert name.field == "venue", f"not looked up: {name}"
    end = "" if name.is_prefix else "(?![a-z])"
    pattern = re.compile(f"(?<![a-z]){re.escape(text)}{end}")
    known = paper.publication
    venues = (
        *(paper.journal_ref, paper.comment, *(entry.venue for entry in paper.entries)),
        *((known.venue, known.short_venue) if known else ()),
    )
    return any(pattern.search(ascii_lower(venue or "")) for venue in venues)
