"""The topics and organizations that an export was asked for, by their names."""

from collections.abc import Iterator
from datetime import date

from aiev.query import syntax
from aiev.query.filters import Filters
from aiev.query.tree import And, Node, OneOf, Or, conjunction
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class ChosenNames:
    """Whole paths of topics and canonical organizations; empty where none was asked for."""

    topics: frozenset[str]
    organizations: frozenset[str]


def find(reader: Reader, text: str, filters: Filters, *, today: date) -> ChosenNames:
    """Return what the words and filters name; what they leave out names nothing."""
    tree = conjunction((syntax.parse(text, today=today), filters.tree(today=today)))
    named = tuple(_iter_named(search_lookup.resolve_names(reader.connection, tree)))
    return ChosenNames(
        *(
            frozenset(name for one in named if one.field == field for name in one.values)
            for field in ("topic", "org")
        )
    )


def _iter_named(node: Node) -> Iterator[OneOf]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _iter_named(part)
    elif isinstance(node, OneOf):
        yield node
