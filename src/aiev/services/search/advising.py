"""What to tell about a query: loaded where it names something, or finds nothing.

What looks up names is loaded by what asks it: a query of words that no paper has all of has none.
"""

from collections.abc import Iterator

from aiev.query import compile as compiler
from aiev.query import plan, tokens
from aiev.query.expand import expand
from aiev.query.tree import Concept, Name, Node, OneOf, Text, leaves, render
from aiev.services.search.advice import Advice, Correction, UnknownName
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader


def advise(
    reader: Reader,
    written: Node,
    tree: Node,
    *,
    corrections: tuple[Correction, ...],
    suggestions: tuple[Correction, ...] = (),
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
        return Advice(corrections, suggestions, broadened, unknown)
    concepts = plan.concepts(tree)
    missing = _missing(reader, concepts)
    if partial:
        return Advice(corrections, suggestions, broadened, unknown, missing)
    unknown += tuple(_unused(reader, tree))
    if unknown:
        return Advice(corrections, suggestions, broadened, unknown, missing)

    from aiev.query import names  # noqa: PLC0415
    from aiev.store.reading import name_lookup  # noqa: PLC0415

    topics = names.nearest(concepts, name_lookup.known_names(reader.connection, "topic"))
    is_nothing = None if missing else _asked(written)
    return Advice(corrections, suggestions, broadened, (), missing, topics, is_nothing)


def _broadened(reader: Reader, tree: Node) -> Iterator[Correction]:
    for node in leaves(tree):
        if isinstance(node, OneOf) and node.field == "org":
            from aiev.store.reading import name_lookup  # noqa: PLC0415

            broader = name_lookup.broader_organization(reader.connection, node.written)
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
    from aiev.query import names  # noqa: PLC0415
    from aiev.store.reading import name_lookup  # noqa: PLC0415

    known = name_lookup.known_names(reader.connection, node.field)
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
        if not is_author and (not isinstance(node, Name) or node.field in ("state", "has")):
            continue
        if search_lookup.count(connection, compiler.compile(node), limit=1):
            continue
        if isinstance(node, Name):
            field, text = node.field, node.text
        else:
            assert isinstance(node, Concept)
            field, text = "author", node.alternatives[0].text
        from aiev.query import names  # noqa: PLC0415
        from aiev.store.reading import name_lookup  # noqa: PLC0415

        known = name_lookup.known_names(connection, field, begun=text)
        yield UnknownName(field, text, names.alike(text, known))


def _missing(reader: Reader, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    known = search_lookup.frequencies(reader.connection, plan.words(concepts))
    return tuple(
        tokens.shown(concept.alternatives[0].text)
        for concept in concepts
        if concept.field != "author" and not plan.frequency(concept, known)
    )
