"""Advice for a query that was mistyped, names something unknown, or finds nothing."""

from collections.abc import Iterator

from aiev.query import compile as compiler
from aiev.query import names, plan
from aiev.query.expand import expand
from aiev.query.tree import Concept, Name, Node, OneOf, Text, leaves, render
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class Correction:
    """A word that no paper has, and the one that was searched for instead."""

    written: str
    corrected: str


@value
class UnknownName:
    """A topic, organization, … that a query names and the knowledge base does not have.

    `nearest` are the names most like it; where none is alike, some of the names that there are.
    """

    field: str
    text: str
    nearest: tuple[str, ...]


@value
class Advice:
    """What to tell the user about a query, besides its papers.

    `broadened` are organizations that no paper names, with the parent that was searched for.
    `missing_words` are words that no paper has, told where no hit has all words. `nearest_topics`
    and `nothing_is` (the query as it was read, empty where it asks for nothing) are told where
    there is no hit although all names are known. `has_no_papers`: the knowledge base is empty.
    """

    corrections: tuple[Correction, ...] = ()
    broadened: tuple[Correction, ...] = ()
    unknown_names: tuple[UnknownName, ...] = ()
    missing_words: tuple[str, ...] = ()
    nearest_topics: tuple[str, ...] = ()
    nothing_is: str | None = None
    has_no_papers: bool = False


NO_ADVICE = Advice()


def advise(
    reader: Reader,
    written: Node,
    tree: Node,
    *,
    corrections: tuple[Correction, ...],
    whole: int,
    partial: int = 0,
) -> Advice:
    """Return what to tell about a query, given as `written` and as understood (`tree`).

    `whole` is the number of papers that have all that it asks for, `partial` of those that lack a
    word.
    """
    if not search_lookup.statistics(reader.connection).papers:
        return Advice(has_no_papers=True)
    unknown = unknown_names(reader, tree)
    broadened = tuple(_broadened(reader, tree))
    if whole:
        return Advice(corrections, broadened, unknown)
    concepts = plan.concepts(tree)
    missing = _missing(reader, concepts)
    if partial:
        return Advice(corrections, broadened, unknown, missing)
    unknown += tuple(_unused(reader, tree))
    if unknown:
        return Advice(corrections, broadened, unknown, missing)
    topics = names.nearest(concepts, search_lookup.topic_paths(reader.connection))
    is_nothing = None if missing else _asked(written)
    return Advice(corrections, broadened, (), missing, topics, is_nothing)


def _broadened(reader: Reader, tree: Node) -> Iterator[Correction]:
    for node in leaves(tree):
        if isinstance(node, OneOf) and node.field == "org":
            broader = search_lookup.broader_organization(reader.connection, node.written)
            if broader is not None:
                yield Correction(node.written, broader)


def _asked(written: Node) -> str:
    return render(written) if leaves(written) else ""


def unknown_names(reader: Reader, tree: Node) -> tuple[UnknownName, ...]:
    """Return the names in a tree that were looked up and not found."""
    return tuple(
        _unknown(reader, one) for one in leaves(tree) if isinstance(one, OneOf) and not one.values
    )


def _unknown(reader: Reader, node: OneOf) -> UnknownName:
    known = search_lookup.known_names(reader.connection, node.field)
    near: tuple[str, ...] = ()
    if node.field == "topic":
        wanted = plan.concepts(expand(Text(node.written)))
        near = names.nearest(wanted, known)
    return UnknownName(node.field, node.written, near or names.alike(node.written, known))


def _unused(reader: Reader, tree: Node) -> Iterator[UnknownName]:
    """Yield the categories, venues and authors of a query that no paper has."""
    connection = reader.connection
    for node in leaves(tree):
        is_author = isinstance(node, Concept) and node.field == "author"
        if not is_author and not isinstance(node, Name):
            continue
        if search_lookup.count(connection, compiler.compile(node), limit=1):
            continue
        if isinstance(node, Name):
            field, text = node.field, node.text
        else:
            assert isinstance(node, Concept)
            field, text = "author", node.alternatives[0].text
        known = search_lookup.known_names(connection, field, begun=text)
        yield UnknownName(field, text, names.alike(text, known))


def _missing(reader: Reader, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    known = search_lookup.frequencies(reader.connection, plan.words(concepts))
    return tuple(
        concept.alternatives[0].text
        for concept in concepts
        if concept.field != "author" and not plan.frequency(concept, known)
    )
