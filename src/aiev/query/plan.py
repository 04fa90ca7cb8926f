"""How candidates for ranking are found: the steps, from the strictest to the widest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from aiev.light_typing import Literal
from aiev.query.expand import content
from aiev.query.tree import And, Concept, Node, Or, conjunction
from aiev.value import replace, value

ENOUGH = 30
"""With so many candidates no wider step is taken."""

PER_STEP = 40
"""How many candidates a step brings."""

MANY_WORDS = 6
"""Of more words than these any rare one will do."""

RARE_PART = 20
"""A word in a smaller part of all papers is rare enough to bring candidates alone."""

RARE_AT_LEAST = 200
"""So few papers are few in however small a knowledge base."""

_MOST = 2 * PER_STEP
_ALWAYS = 1_000_000
# bm25 reads the whole list of papers of every word, and sorts all papers that have the words. Where
# more would be read or sorted than this, it costs far more than it is worth.
_READ_AT_MOST = 200_000
_SORTED_AT_MOST = 8_000
COUNTED_UP_TO = 5_000
"""Counting on is slow where a word stands in a third of a million papers, and tells few more."""

_NEWEST = 40
# To rank the papers of the rarest word first pays where those of the others are so many more, and
# where so large a part of the highest score is reached by the papers that have the word in a title.
_LEAD_AT_LEAST = 500
_LEADING = 0.7
# To rank a paper takes as long as to read a word in some seventy; few of the papers that have one
# word have all of the others.
_READ_FOR_RANKED = 20
# To score one paper more takes as long as bm25 takes to read a word in so many.
_READ_FOR_SCORED = 1_000


@value
class Step:
    """One question for candidates: its name, what it asks for, how many it takes and which.

    `best` are those by bm25, `newest` those added last, and `titles` those of the newest whose
    titles score best. A step is taken while there are fewer than `until` candidates, and one that
    is `after_cut` only if a strict step before it left papers out. What `is_strict` finds has all
    that the query asks for.
    """

    name: str
    tree: Node
    is_strict: bool
    limit: int = PER_STEP
    order: Literal["best", "newest", "titles"] = "best"
    until: int = ENOUGH
    after_cut: bool = False


def concepts(node: Node) -> tuple[Concept, ...]:
    """Return what a hit is scored by: the concepts that the tree asks for, in their order."""
    if isinstance(node, Concept):
        return (node,)
    if isinstance(node, And | Or):
        return tuple(concept for part in node.parts for concept in concepts(part))
    return ()


def words(wanted: Sequence[Concept]) -> frozenset[str]:
    """Return the words whose frequencies planning and scoring need."""
    return frozenset(
        word
        for concept in wanted
        for alternative in concept.alternatives
        for word in alternative.text.split()
    )


def steps(
    node: Node, *, frequencies: Mapping[str, int], papers: int, named: Concept | None = None
) -> tuple[Step, ...]:
    """Return the steps for an expanded tree whose names were looked up.

    `named` asks for papers that are called as the whole query says. Only bare words that stand side
    by side may be missing from a hit; everything else is a must. `frequencies` says for each word
    in how many papers it stands.
    """
    literal = _literal(node)
    strict: tuple[Step, ...]
    if _is_cheap(node, frequencies, papers):
        strict = (Step("all words", node, is_strict=True, until=_MOST),)
    else:
        seen = Step("all words", node, is_strict=True, limit=_NEWEST, order="titles", until=_MOST)
        titled = Step("all words in the title", _titled(node), is_strict=True, limit=_NEWEST)
        strict = (seen, replace(titled, order="newest", until=_ALWAYS, after_cut=True))
    if literal != node and _is_cheap(literal, frequencies, papers):
        strict = (Step("all words as written", literal, is_strict=True), *strict)
    if named is not None and frequency(named, frequencies) <= _SORTED_AT_MOST:
        musts = tuple(part for part in _parts(node) if not _may_miss(part))
        called = Step("papers of this name", conjunction((*musts, named)), is_strict=True)
        strict = (*strict, replace(called, until=_ALWAYS, after_cut=True))
    if frequency(node, frequencies) > _SORTED_AT_MOST:
        return strict
    return strict + _wider(node, frequencies, papers)


def _is_cheap(node: Node, frequencies: Mapping[str, int], papers: int) -> bool:
    # How many papers hold a word with some beginning is not known: perhaps all.
    has_prefix = any(
        each.form == "prefix" for concept in concepts(node) for each in concept.alternatives
    )
    if has_prefix and papers > _SORTED_AT_MOST:
        return False
    read = sum(frequencies.get(word, 0) for word in words(concepts(node)))
    return read <= _READ_AT_MOST and frequency(node, frequencies) <= _SORTED_AT_MOST


def _wider(node: Node, frequencies: Mapping[str, int], papers: int) -> tuple[Step, ...]:
    parts = node.parts if isinstance(node, And) else ()
    musts = tuple(part for part in parts if not _may_miss(part))
    known = sorted(
        (part for part in parts if _may_miss(part) and frequency(part, frequencies)),
        key=lambda part: frequency(part, frequencies),
    )
    if not known or len(parts) - len(musts) < 2:
        return ()
    most = max(papers / RARE_PART, RARE_AT_LEAST)
    rare = [part for part in known if frequency(part, frequencies) <= most] or known[:1]
    any_rare = Step("any rare word", conjunction((*musts, Or(tuple(rare)))), is_strict=False)
    if len(known) > MANY_WORDS:
        return (replace(any_rare, limit=_MOST),)
    if len(known) < 3:
        return (any_rare,)
    fewer = Step("all but one word", conjunction((*musts, _all_but_one(known))), is_strict=False)
    return (fewer, any_rare)


def few(node: Node, *, frequencies: Mapping[str, int]) -> int:
    """Return of how many papers all are soon scored, so that none need be chosen from them.

    What ranks them in the index reads through all papers of each of their words.
    """
    read = sum(frequencies.get(word, 0) for word in words(concepts(node)))
    return PER_STEP + min(read // _READ_FOR_SCORED, PER_STEP)


@value
class Lead:
    """The rarest word of those of which any will do, whose papers are likely the best by bm25.

    A paper without it has a score of at most `others`, so once enough papers have more, the long
    list of the papers with the other words need not be ranked.
    """

    tree: Node
    others: float


def lead(node: Node, *, frequencies: Mapping[str, int], papers: int) -> Lead | None:
    """Return what leads a tree that asks for any of some words, None where nothing is saved."""
    parts = _parts(node)
    wanted = [part for part in parts if concepts(part)]
    if len(wanted) != 1 or not isinstance(wanted[0], Or):
        return None
    first, *rest = wanted[0].parts
    own = frequency(first, frequencies)
    if sum(frequency(part, frequencies) for part in rest) < _LEAD_AT_LEAST + own:
        return None
    spelt = [each for concept in concepts(Or(tuple(rest))) for each in concept.alternatives]
    if any(" " in each.text or each.form == "prefix" for each in spelt):
        # In how many papers some words stand side by side is not known, nor what they are worth.
        return None
    others = sum(_most(frequencies.get(each.text, 0), papers) for each in spelt)
    if others > _LEADING * _most(own, papers):
        return None
    return Lead(conjunction(tuple(first if part is wanted[0] else part for part in parts)), others)


def lighter(node: Node, *, frequencies: Mapping[str, int], papers: int) -> Node | None:
    """Return what ranks papers that have all words just as the tree does, None where it is no less.

    FTS5's bm25 gives a word in more than half of all papers one millionth, yet reads through all of
    them. More papers than the tree's may be in the answer.
    """
    parts = _parts(node)
    common = [part for part in parts if _may_miss(part) and _least(part, frequencies) > papers / 2]
    rest = conjunction(tuple(part for part in parts if part not in common))
    saved = sum(frequency(part, frequencies) for part in common)
    left = frequency(rest, frequencies)
    return rest if common and 0 < left <= saved / _READ_FOR_RANKED else None


def _least(part: Node, frequencies: Mapping[str, int]) -> int:
    """Return how many papers have the rarest of a part's words."""
    return min((frequencies.get(word, 0) for word in words(concepts(part))), default=0)


def _most(frequency: int, papers: int) -> float:
    """Return what a word in so many papers is worth at most in FTS5's bm25, whose k1 is 1.2.

    Source: fts5Bm25GetData and fts5Bm25Function in ext/fts5/fts5_aux.c.
    """
    return 2.2 * max(log(max(papers - frequency + 0.5, 0.5) / (frequency + 0.5)), 1e-6)


def _all_but_one(parts: Sequence[Node]) -> Node:
    # The index reads the papers of a word once for each time that it is named.
    if len(parts) == 2:
        return Or(tuple(parts))
    rest = tuple(parts[1:])
    return Or((And((parts[0], _all_but_one(rest))), And(rest)))


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else (node,)


def _may_miss(node: Node) -> bool:
    return isinstance(node, Concept) and node.is_word


def frequency(node: Node, frequencies: Mapping[str, int]) -> int:
    """Return in how many papers a tree's text stands, at most; 0 for one without text."""
    if isinstance(node, Concept):
        return max(
            min((frequencies.get(word, 0) for word in content(each.text)), default=0)
            if each.papers is None
            else each.papers
            for each in node.alternatives
        )
    if isinstance(node, And | Or):
        known = [frequency(part, frequencies) for part in node.parts if concepts(part)]
        return min(known, default=0) if isinstance(node, And) else sum(known)
    return 0


def _titled(node: Node) -> Node:
    if isinstance(node, Concept) and node.field is None:
        return replace(node, field="title")
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_titled(part) for part in node.parts))
    return node


def _literal(node: Node) -> Node:
    if isinstance(node, Concept):
        own = set(node.alternatives[0].text.split())
        # The words of a compound apart are what was written, too: one question finds both.
        written = tuple(
            each
            for each in node.alternatives
            if each.weight >= 1 or own.issuperset(each.text.split())
        )
        return replace(node, alternatives=written)
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_literal(part) for part in node.parts))
    return node
