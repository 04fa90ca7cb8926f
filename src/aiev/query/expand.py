"""Words to concepts: each with the other spellings under which papers write it."""

from collections.abc import Iterable, Mapping

from aiev.query import tokens
from aiev.query.acronyms import AMBIGUOUS, UNAMBIGUOUS
from aiev.query.tree import (
    NOTHING,
    Alternative,
    And,
    Concept,
    Node,
    Not,
    Or,
    Text,
    conjunction,
)

# What another spelling is worth beside the one that the user wrote.
OTHER_SPELLING = 0.7
STOP_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for",
        "from", "had", "has", "have", "how", "in", "into", "is", "it", "its", "of", "on", "or",
        "our", "such", "that", "the", "their", "there", "these", "they", "this", "to", "was", "we",
        "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "you",
        "your",
    )
)  # fmt: skip


def _key(words: Iterable[str]) -> str:
    # This sees through plurals, and is far cheaper at start-up than to stem the whole table.
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in words)


_LONG = {_key([short]): forms for short, forms in (UNAMBIGUOUS | AMBIGUOUS).items()}
_SHORT = {
    _key(form.split()): (short, *(other for other in forms if other != form))
    for short, forms in UNAMBIGUOUS.items()
    for form in forms
}
_LONGEST = max(key.count(" ") for key in _SHORT) + 1


def expand(node: Node, corrections: Mapping[str, str] | None = None) -> Node:
    """Return the tree with each text a concept, without repeated words and needless stop words.

    A token of a bare word for which `corrections` has another is taken as that one. What is
    excluded stays as written: `-moe` does not exclude mixtures of experts.
    """
    return _told_once(_expanded(node, corrections or {}))


def bare_words(node: Node) -> tuple[str, ...]:
    """Return the tokens of the bare words that a parsed tree asks for, in their order.

    Words that are excluded, quoted or of a field are none.
    """
    if isinstance(node, Text) and node.form == "word" and node.field is None:
        return tuple(tokens.tokens(node.text))
    if isinstance(node, And | Or):
        return tuple(word for part in node.parts for word in bare_words(part))
    return ()


def is_acronym(word: str) -> bool:
    """Return whether `word` is a short form that stands for something longer."""
    return _key([word]) in _LONG


def is_stop_word(concept: Concept) -> bool:
    """Return whether the concept is a bare stop word, which does not tell papers apart."""
    return concept.is_word and concept.alternatives[0].text in STOP_WORDS


def content(text: str) -> tuple[str, ...]:
    """Return the words of the folded `text` without stop words; all of them if it has no others."""
    words = tuple(text.split())
    return tuple(word for word in words if word not in STOP_WORDS) or words


def _expanded(node: Node, corrections: Mapping[str, str]) -> Node:
    if isinstance(node, Text):
        return _concept(node, corrections)
    if isinstance(node, Not):
        part = node.part
        literal = _literal(part) if isinstance(part, Text) else _expanded(part, corrections)
        return Not(literal)
    if isinstance(node, Or):
        return Or(tuple(_expanded(part, corrections) for part in node.parts))
    if isinstance(node, And):
        return conjunction(tuple(_joined(node.parts, corrections)))
    return node


def _joined(parts: tuple[Node, ...], corrections: Mapping[str, str]) -> list[Node]:
    # Bare words that make up a long form side by side become one concept.
    answer: list[Node] = []
    at = 0
    while at < len(parts):
        for length in range(min(_LONGEST, len(parts) - at), 1, -1):
            concept = _long_form(parts[at : at + length], corrections)
            if concept is not None:
                answer.append(concept)
                at += length
                break
        else:
            answer.append(_expanded(parts[at], corrections))
            at += 1
    return answer


def _long_form(parts: tuple[Node, ...], corrections: Mapping[str, str]) -> Concept | None:
    words: list[str] = []
    for part in parts:
        if not (isinstance(part, Text) and part.form == "word" and part.field is None):
            return None
        words += _corrected(part.text, corrections)
    others = _SHORT.get(_key(words))
    if others is None:
        return None
    return Concept(
        (
            Alternative(" ".join(words), "words"),
            *(Alternative(other, weight=_weight(other, words)) for other in others),
        ),
        is_word=True,
    )


def _weight(other: str, words: list[str]) -> float:
    # FlashAttention is no other name than flash attention.
    return 1.0 if other == "".join(words) else OTHER_SPELLING


def _concept(node: Text, corrections: Mapping[str, str]) -> Node:
    is_word = node.form == "word" and node.field is None
    words = _corrected(node.text, corrections if is_word else {})
    if node.form != "word" or node.field == "author" or not words:
        return _literal(node)
    written = " ".join(words)
    others = [(other, OTHER_SPELLING) for other in _spellings(_key(words))]
    if len(words) > 1 and "-" in node.text:
        others.insert(0, ("".join(words), 1.0))
    return Concept(
        (
            Alternative(written),
            *(Alternative(text, weight=weight) for text, weight in others if text != written),
        ),
        node.field,
        is_word=is_word,
    )


def _corrected(text: str, corrections: Mapping[str, str]) -> list[str]:
    return [corrections.get(word, word) for word in tokens.tokens(text)]


def _spellings(key: str) -> tuple[str, ...]:
    return (*_LONG.get(key, ()), *_SHORT.get(key, ()))


def _literal(node: Text) -> Node:
    words = " ".join(tokens.tokens(node.text))
    if not words:
        return NOTHING
    alternative = Alternative(words, "prefix" if node.form == "prefix" else "phrase")
    return Concept((alternative,), node.field, is_word=node.form != "phrase" and not node.field)


def _told_once(node: Node) -> Node:
    if not isinstance(node, And):
        return node
    parts = tuple(dict.fromkeys(node.parts))
    kept = tuple(part for part in parts if not (isinstance(part, Concept) and is_stop_word(part)))
    has_words = any(isinstance(part, Concept) for part in kept)
    return conjunction(kept if has_words else parts)
