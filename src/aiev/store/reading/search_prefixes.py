"""The words that begin as a prefix does, looked up: the index holds stems, which may not."""

import sqlite3
from functools import partial

from aiev.query.stem import stem
from aiev.query.tree import And, Concept, Node, Not, Or
from aiev.value import replace

# Merging the papers of so many words is soon done. More of them, as `a*` has, are the same papers
# again and again: the commonest words bring all that anyone will look at.
_READ_AT_MOST = 200_000
_WORDS = 64
_TERMS = "select text, papers from term where text >= ?1 and text < ?1 || char(1114111)"
_SPELLED = (
    "select word from spelling"
    " where remainder >= ?1 and remainder < ?1 || char(1114111) and word = remainder"
)


def resolve(connection: sqlite3.Connection, node: Node, *, is_bounded: bool) -> Node:
    """Return the tree with each prefix as the words that begin so, where the index needs that.

    `quantizati*` is longer than the stem of all that it begins, and `use*` the index would cut to
    `us*`. With `is_bounded` a prefix of very many papers stands for its commonest words only.
    Words that were not yet there when the terms were counted may be missed by such prefixes.
    """
    within = partial(resolve, connection, is_bounded=is_bounded)
    if isinstance(node, And):
        return And(tuple(map(within, node.parts)))
    if isinstance(node, Or):
        return Or(tuple(map(within, node.parts)))
    if isinstance(node, Not):
        return Not(within(node.part))
    if not isinstance(node, Concept) or node.alternatives[0].form != "prefix":
        return node
    written = node.alternatives[0]
    *before, begun = written.text.split()
    keeps_prefix, words = _words(connection, begun, is_bounded=is_bounded)
    if not words:
        return node
    others = tuple(
        replace(written, text=" ".join((*before, word)), form="phrase") for word in words
    )
    return replace(node, alternatives=(written, *others) if keeps_prefix else others)


def _words(
    connection: sqlite3.Connection, begun: str, *, is_bounded: bool
) -> tuple[bool, list[str]]:
    """Return whether the index can be asked for the prefix itself, and what to ask for besides."""
    known = dict(connection.execute(_TERMS, (begun,)))
    is_many = is_bounded and sum(known.values()) > _READ_AT_MOST
    asks_prefix = stem(begun) == begun and not is_many
    found: dict[str, str] = {}
    for (word,) in connection.execute(_SPELLED, (begun,)):
        root = stem(word)
        if not (asks_prefix and root.startswith(begun)):
            found.setdefault(root, word)
    if not asks_prefix and connection.execute("select 1 from term limit 1").fetchone():
        found.setdefault(stem(begun), begun)
        # The index stems what it is asked for, so a stem finds itself where stemming keeps it.
        found.update((root, root) for root in known if stem(root) == root)
    # What begins a longer word only is in no count; the prefix is most of it, so it comes first.
    commonest = sorted(found, key=lambda root: (root in known, -known.get(root, 0), root))
    return asks_prefix, [found[root] for root in commonest[: _WORDS if is_bounded else None]]
