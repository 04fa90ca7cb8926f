"""How candidates for ranking are found: the steps, from the strictest to the widest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiev.query.expand import content
from aiev.query.tree import And, Concept, Node, Not, Or, conjunction

ENOUGH = 30
"""With so many candidates no wider step is taken."""

_PER_STEP = 40
_MANY_WORDS = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One question for candidates: its name, what it asks for and how many it takes."""

    name: str
    tree: Node
    limit: int
    is_strict: bool


def concepts(node: Node) -> tuple[Concept, ...]:
    """Answer what a hit is scored by: the concepts that the tree asks for, in their order."""
    if isinstance(node, Concept):
        return (node,)
    if isinstance(node, And | Or):
        return tuple(concept for part in node.parts for concept in concepts(part))
    return ()


def steps(node: Node, *, frequencies: Mapping[str, int], papers: int) -> tuple[Step, ...]:
    """Answer the steps for an expanded tree whose names were looked up.

    Only bare words that stand side by side may be missing from a hit; everything else is a must.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    words = [part for part in parts if isinstance(part, Concept) and part.is_word]
    musts = tuple(part for part in parts if not (isinstance(part, Concept) and part.is_word))
    answer = [
        Step("all words as written", _literal(node), _PER_STEP, is_strict=True),
        Step("all words", node, _PER_STEP, is_strict=True),
    ]
    if answer[0].tree == node:
        del answer[0]
    if len(words) < 2:
        return tuple(answer)
    by_rarity = sorted(words, key=lambda word: frequency(word, frequencies))
    rare = [word for word in by_rarity if frequency(word, frequencies) <= papers / 20]
    rare = rare or by_rarity[:1]
    any_rare = Step(
        "any rare word", conjunction((*musts, Or(tuple(rare)))), _PER_STEP, is_strict=False
    )
    if len(words) > _MANY_WORDS:
        return (*answer, replace(any_rare, limit=2 * _PER_STEP))
    if len(words) > 2:
        kept = tuple(word for word in words if word != by_rarity[-1])
        answer.append(
            Step(
                "without the commonest word", conjunction((*musts, *kept)), _PER_STEP,
                is_strict=False,
            )
        )  # fmt: skip
    return (*answer, any_rare)


def frequency(concept: Concept, frequencies: Mapping[str, int]) -> int:
    """Answer in about how many papers the concept's first alternative stands."""
    words = content(concept.alternatives[0].text)
    return min((frequencies.get(word, 0) for word in words), default=0)


def single_words(wanted: Sequence[Concept]) -> frozenset[str]:
    """Answer the words whose frequencies ranking needs."""
    return frozenset(
        word
        for concept in wanted
        for alternative in concept.alternatives
        for word in alternative.text.split()
    )


def _literal(node: Node) -> Node:
    if isinstance(node, Concept):
        return replace(node, alternatives=node.alternatives[:1])
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_literal(part) for part in node.parts))
    if isinstance(node, Not):
        return node
    return node
