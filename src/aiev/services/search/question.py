"""A query as it is understood: its words as papers write them, its names looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from aiev.query import compile as compiler
from aiev.query import plan, syntax
from aiev.query.compile import Condition
from aiev.query.expand import (
    MOST_PARTS,
    Spellings,
    bare_words,
    expand,
    is_known,
    name_asked,
    text_words,
)
from aiev.query.filters import Filters
from aiev.query.stemmer import stem
from aiev.query.tree import Alternative, Concept, Name, Node, conjunction, leaves
from aiev.services.search.advice import Correction
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.value import replace, value

# More words than this were pasted, not typed.
_CORRECTED = 32


@value
class Question:
    """A query as it is understood: its tree, the condition in SQL, and the words to score by."""

    written: Node
    tree: Node
    condition: Condition
    concepts: tuple[Concept, ...]
    corrections: tuple[Correction, ...]
    suggestions: tuple[Correction, ...]
    words: tuple[str, ...]
    named: Concept | None


def understand(
    reader: Reader, text: str, *, filters: Filters, today: date, is_bounded: bool
) -> Question:
    """Return what a query and its filters ask for, as these papers write it.

    With `is_bounded` a prefix of very many papers stands for its commonest words only.

    Raises QueryError for text and UsageError for filters that cannot be read.
    """
    written = syntax.parse(_without_formulas(_named(text)), today=today)
    asked = conjunction((written, filters.tree(today=today)))
    known, suggested = _spelt(reader, asked)
    named = name_asked(written, known)
    if named is not None:
        known = _with_name(reader, known, named)
    tree = expand(asked, known)
    if any(_is_name(leaf) for leaf in leaves(tree)):
        # What looks up names is not loaded for words alone.
        from aiev.store.reading import name_lookup  # noqa: PLC0415

        tree = name_lookup.resolve_names(reader.connection, tree)
    if "*" in text or not text.isascii():
        tree = search_lookup.resolve_prefixes(reader.connection, tree, is_bounded=is_bounded)
    words = bare_words(written)
    return Question(
        asked,
        tree,
        compiler.compile(tree),
        plan.concepts(tree),
        _corrections(words, known.corrections),
        _corrections(words, suggested),
        tuple(known.corrections.get(word, word) for word in words[:_CORRECTED]),
        named,
    )


def _spelt(reader: Reader, asked: Node) -> tuple[Spellings, Mapping[str, str]]:
    """Return how papers spell the words of a query, and what else the rare ones may mean."""
    words = text_words(asked)[:_CORRECTED]
    known = search_lookup.spellings(reader.connection, words)
    doubtful = [word for word in bare_words(asked)[:_CORRECTED] if not is_known(word, known)]
    meant, suggested = search_lookup.typos(reader.connection, doubtful)
    if meant:
        words = tuple(meant.get(word, word) for word in words)
        known = search_lookup.spellings(reader.connection, words)
    return replace(known, corrections=meant), suggested


def _with_name(reader: Reader, known: Spellings, named: Concept) -> Spellings:
    """Return the spellings with the whole query as a compound where a paper is called so, joined.

    `twin flow` finds TwinFlow, though no three papers write Twin-Flow.
    """
    written = named.alternatives[0].text
    joined, root = written.replace(" ", ""), stem(written.replace(" ", ""))
    if not 0 < written.count(" ") < MOST_PARTS or root in known.compounds:
        return known
    is_name = Concept((Alternative(joined, "start"),), named.field)
    if not search_lookup.count(reader.connection, compiler.compile(is_name), limit=1):
        return known
    return replace(
        known, compounds={**known.compounds, root: (written, 0)}, terms=known.terms | {root}
    )


def _is_name(leaf: Node) -> bool:
    return isinstance(leaf, Name) or (isinstance(leaf, Concept) and leaf.field == "author")


def _corrections(words: Iterable[str], others: Mapping[str, str]) -> tuple[Correction, ...]:
    found = dict.fromkeys(word for word in words if word in others)
    return tuple(Correction(word, others[word]) for word in found)


def _named(text: str) -> str:
    """Return the query; one that is only an id or address of arXiv asks for that paper."""
    word = text.strip()
    if not any(mark in word for mark in "./") or len(word.split()) > 1:
        return text
    # Loaded where a query may be an id.
    from aiev.domain import arxiv_id  # noqa: PLC0415

    found = arxiv_id.find(word)
    return f"id:{found.value}" if found else text


def _without_formulas(text: str) -> str:
    """Return the query with what is between dollars as papers are indexed: `H$_2$O` asks for H2O.

    Titles are pasted as their sources write them. Prices have a blank between them.
    """
    at = text.find("$")
    while at >= 0:
        end = text.find("$", at + 1)
        inner = text[at + 1 : end]
        if end < 0:
            break
        if inner and not any(map(str.isspace, inner)):
            plain = _without_commands(inner)
            text = text[:at] + plain + text[end + 1 :]
            end = text.find("$", at + len(plain))
        at = end
    return text


def _without_commands(formula: str) -> str:
    """Return a formula without signs, and without commands that say how something is set."""
    first, *commands = formula.split("\\")
    for command in commands:
        name = command.partition("{")[0]
        is_setting = name != command and name.isascii() and name.isalpha()
        first += command[len(name) :] if is_setting else command
    return "".join(sign for sign in first if sign not in "_^{}")
