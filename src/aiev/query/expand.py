"""Words to concepts: each with the other spellings under which papers write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from types import MappingProxyType

from aiev.query import tokens
from aiev.query.acronyms import AMBIGUOUS, UNAMBIGUOUS
from aiev.query.spelling import other_endings
from aiev.query.stemmer import stem
from aiev.query.tree import (
    NAME,
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
from aiev.value import replace, value

# What an acronym or a long form is worth beside the other that the user wrote: nearly all, as they
# are one concept. Less lets a word said by the way pass a title that says it in the other way; as
# much lets in what an acronym means elsewhere.
OTHER_SPELLING = 0.85
STOP_WORDS = frozenset(
    (
        "a", "about", "an", "and", "any", "are", "as", "at", "be", "been", "between", "but", "by",
        "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "in",
        "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "paper", "papers", "should",
        "such", "than", "that", "the", "their", "there", "these", "they", "this", "to", "using",
        "versus", "via", "vs", "was", "we", "were", "what", "when", "where", "whether", "which",
        "while", "who", "whose", "why", "will", "with", "without", "would", "you", "your",
    )
)  # fmt: skip


def _key(text: str) -> str:
    # This sees through plurals, and is far cheaper at start-up than to stem the whole table.
    if "s " not in f"{text} ":
        return text
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in text.split(" "))


_LONG = {_key(short): forms for short, forms in (UNAMBIGUOUS | AMBIGUOUS).items()}
_SHORT = {
    _key(form): (short, *(other for other in forms if other != form))
    for short, forms in UNAMBIGUOUS.items()
    for form in forms
}
_LONGEST = max(key.count(" ") for key in _SHORT) + 1

PARTICLES = frozenset("的之和与與及在是のにをはがとでもへや")
"""Letters of Chinese and Japanese that join words, as stop words do."""

MOST_PARTS = 4
"""The most words of a compound."""

FEWEST_GROUPED = 4
"""Numbers of so many digits are also written with a comma: 10,000."""

YEARS = range(1900, 2100)


@value
class Spellings:
    """What the knowledge base knows of the words of a query.

    `corrections` are words that typos stand for. `compounds` are the parts of compounds, with how
    many papers part them, by the stems of their joined forms; one without parts is another word.
    `terms` are the stems that papers have, of those that were asked for.
    """

    corrections: Mapping[str, str] = MappingProxyType({})
    compounds: Mapping[str, tuple[str, int]] = MappingProxyType({})
    terms: frozenset[str] = frozenset()


NO_SPELLINGS = Spellings()
# A name of several words that each have other letters.
_MOST_NAMES = 16
_NO_COMPOUND = ("", 0)


def expand(node: Node, known: Spellings = NO_SPELLINGS) -> Node:
    """Return the tree with each text a concept, without repeated words and needless stop words.

    Words are taken as `known` corrects them, and found under their other spellings too. What is
    excluded stays as written: `-moe` does not exclude mixtures of experts.
    """
    return _told_once(_expanded(node, known))


def stems_to_know(words: Sequence[str]) -> frozenset[str]:
    """Return the stems of all that the words may also be written as: joined, or other endings."""
    joined = {
        stem("".join(words[at : at + length]))
        for at in range(len(words))
        for length in range(1, min(MOST_PARTS, len(words) - at) + 1)
    }
    others = {stem(other) for word in words for other in other_endings(word)}
    typed = {stem(other) for word in words for other in tokens.ways_to_type(word)}
    small = {stem(other) for word in words for other in tokens.with_small_digits(word)}
    return frozenset(joined | others | typed | small)


def name_asked(node: Node, known: Spellings = NO_SPELLINGS) -> Concept | None:
    """Return what asks for the papers that are called as a parsed tree says, in any spelling.

    None where it is more than bare words side by side.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    words: list[str] = []
    for part in parts:
        if not (isinstance(part, Text) and part.form == "word" and part.field is None):
            return None
        words += _corrected(part.text, known)
    if not words:
        return None
    others = (each.text.split() for each in _same("", words, known))
    said = (words, ["".join(words)], content(" ".join(words)), *others)
    texts = dict.fromkeys(map(" ".join, said))
    return Concept(tuple(Alternative(text, "start") for text in texts), NAME)


def bare_words(node: Node) -> tuple[str, ...]:
    """Return the tokens of the bare words that a parsed tree asks for, in their order.

    Words that are excluded, quoted or of a field are none.
    """
    if isinstance(node, Text) and node.form == "word" and node.field is None:
        return tuple(tokens.tokens(node.text))
    if isinstance(node, And | Or):
        return tuple(word for part in node.parts for word in bare_words(part))
    return ()


def text_words(node: Node) -> tuple[str, ...]:
    """Return the tokens of all text that a parsed tree asks for and that may be spelt otherwise."""
    if isinstance(node, Text) and (node.form == "word" or node.field == "author"):
        return tuple(tokens.tokens(node.text))
    if isinstance(node, And | Or):
        return tuple(word for part in node.parts for word in text_words(part))
    return ()


def is_known(word: str, known: Spellings) -> bool:
    """Return whether `word` is no typo, though no paper may have it: it is said otherwise too."""
    return (
        _key(word) in _LONG
        or stem(word) in known.compounds
        or any(stem(other) in known.terms for other in other_endings(word))
    )


def is_stop_word(concept: Concept) -> bool:
    """Return whether the concept is a bare stop word, which does not tell papers apart."""
    return concept.is_word and concept.alternatives[0].text in STOP_WORDS


def content(text: str) -> tuple[str, ...]:
    """Return the words of the folded `text` without stop words; all of them if it has no others."""
    words = tuple(text.split())
    return tuple(word for word in words if word not in STOP_WORDS) or words


def _expanded(node: Node, known: Spellings) -> Node:
    if isinstance(node, Text):
        return _concept(node, known)
    if isinstance(node, Not):
        part = node.part
        literal = _literal(part) if isinstance(part, Text) else _expanded(part, known)
        return Not(literal)
    if isinstance(node, Or):
        return Or(tuple(_expanded(part, known) for part in node.parts))
    if isinstance(node, And):
        return conjunction(tuple(_joined(node.parts, known)))
    return node


def _joined(parts: tuple[Node, ...], known: Spellings) -> list[Node]:
    # Bare words that make up a long form or a compound side by side become one concept.
    answer: list[Node] = []
    at = 0
    while at < len(parts):
        for length in range(min(_LONGEST, len(parts) - at), 1, -1):
            concept = _together(parts[at : at + length], known)
            if concept is not None:
                answer.append(concept)
                at += length
                break
        else:
            answer.append(_expanded(parts[at], known))
            at += 1
    return answer


def _together(parts: tuple[Node, ...], known: Spellings) -> Concept | None:
    words: list[str] = []
    for part in parts:
        if not (isinstance(part, Text) and part.form == "word" and part.field is None):
            return None
        words += _corrected(part.text, known)
    text = " ".join(words)
    others = _SHORT.get(_key(text))
    if others is not None:
        # FlashAttention is no other name than flash attention.
        worth = {"".join(words): 1.0}
        forms = [Alternative(each, weight=worth.get(each, OTHER_SPELLING)) for each in others]
        return Concept((Alternative(text, "words"), *forms), is_word=True)
    # Of a version, as in Qwen 2.5, only the first number is ever joined with the name.
    if len(parts) < len(words) and not _is_version(parts[-1], words[len(parts) - 1 :]):
        return None
    joined, rest = "".join(words[: len(parts)]), words[len(parts) :]
    if not _is_joined(joined, known) and not _is_hyphenated(words, joined, known):
        return None
    forms = [Alternative(text), Alternative(" ".join((joined, *rest)))]
    # A number of a name says nothing anywhere else.
    if not any(word[0].isdigit() for word in words):
        forms.append(Alternative(text, "words", OTHER_SPELLING))
    return Concept(tuple(forms), is_word=True)


def _is_version(part: Node, numbers: Sequence[str]) -> bool:
    """Return whether a part is a number with points, `numbers` the tokens from its own on."""
    return isinstance(part, Text) and part.text == ".".join(numbers) and "".join(numbers).isdigit()


def _is_joined(joined: str, known: Spellings) -> bool:
    """Return whether papers write so what others write apart."""
    root = stem(joined)
    parts, _ = known.compounds.get(root, _NO_COMPOUND)
    return bool(parts) and root in known.terms


def _is_hyphenated(words: Sequence[str], joined: str, known: Spellings) -> bool:
    """Return whether papers write hyphens about a stop word where these words have blanks.

    `mixture of depths` says more than that a paper has a mixture and depths: without the stop word
    nothing else would hold the two together.
    """
    parts, _ = known.compounds.get(stem(joined), _NO_COMPOUND)
    return bool(parts) and any(word in STOP_WORDS for word in words[1:-1])


def _concept(node: Text, known: Spellings) -> Node:
    is_word = node.form == "word" and node.field is None
    if node.field == "author" and node.form != "prefix":
        return _author(node, known)
    words = _corrected(node.text, known if is_word else NO_SPELLINGS)
    if node.form != "word" or not words:
        return _literal(node)
    written = " ".join(words)
    if _ends_open(words):
        return Concept((Alternative(written, "prefix"),), node.field, is_word=is_word)
    others = {each.text: each for each in _same(node.text, words, known)}
    for text in (*_LONG.get(_key(written), ()), *_SHORT.get(_key(written), ())):
        others.setdefault(text, Alternative(text, weight=OTHER_SPELLING))
    others.pop(written, None)
    forms = (Alternative(written), *others.values(), *_apart(words, known))
    return Concept(forms, node.field, is_word=is_word)


def _ends_open(words: Sequence[str]) -> bool:
    """Return whether the last word is one letter of a script whose words are pairs of letters."""
    return len(words[-1]) == 1 and tokens.is_paired(words[-1])


def _apart(words: Sequence[str], known: Spellings) -> Iterator[Alternative]:
    """Yield the pairs of letters of a text without blanks as words that may stand apart.

    `大模型推理` is said of 大模型 and of 推理. A pair that no paper has is the end of one word and
    the start of the next; a letter that no other pair has is of a word that no paper has.
    """
    if len(words) < 2 or not any(map(tokens.is_paired, words)):
        return
    held = [not tokens.is_paired(word) or stem(word) in known.terms for word in words]
    ends = {word[-1] for word, is_held in zip(words, held, strict=True) if is_held}
    starts = {word[0] for word, is_held in zip(words, held, strict=True) if is_held}
    missing = [word for word, is_held in zip(words, held, strict=True) if not is_held]
    if all(word[0] in ends | PARTICLES and word[-1] in starts | PARTICLES for word in missing):
        kept = (word for word, is_held in zip(words, held, strict=True) if is_held)
        yield Alternative(" ".join(kept), "words", OTHER_SPELLING)


def _author(node: Text, known: Spellings) -> Node:
    """Return a person's name as papers write it: `LeCun, Yann` stands there as Yann LeCun."""
    last, _, first = node.text.partition(",")
    words = tokens.tokens(first) + tokens.tokens(last)
    if not words:
        return NOTHING
    ways = [_letters(word, known) for word in words]
    said = islice(product(*ways), _MOST_NAMES)
    return Concept(tuple(map(Alternative, map(" ".join, said))), node.field)


def _letters(word: str, known: Spellings) -> tuple[str, ...]:
    other, _ = known.compounds.get(stem(word), _NO_COMPOUND)
    ways = (word, tokens.typed(word), other)
    return tuple(dict.fromkeys(way for way in ways if way and " " not in way))


def _same(written: str, words: list[str], known: Spellings) -> Iterator[Alternative]:
    """Yield how else papers write what a word without blanks says."""
    joined = "".join(words)
    if len(words) > 1 and "-" in written:
        parts, _ = known.compounds.get(stem(joined), (joined, 0))
        if parts:
            yield Alternative(joined)
    elif len(words) > 1 and "," in written and joined.isdigit():
        yield Alternative(joined)
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        for other in _one_word(word, known):
            yield replace(other, text=" ".join((*before, other.text, *after)))
        if after and _is_joined(word + after[0], known):
            yield Alternative(" ".join((*before, word + after[0], *after[1:])))
    apart = [known.compounds.get(stem(word), _NO_COMPOUND)[0] or word for word in words]
    if sum(one != word for one, word in zip(apart, words, strict=True)) > 1:
        # `gpt3.5turbo` is GPT-3.5-turbo.
        yield Alternative(" ".join(apart))


def _one_word(word: str, known: Spellings) -> Iterator[Alternative]:
    typed = tokens.ways_to_type(word)
    for way in (word, *typed):
        parts, papers = known.compounds.get(stem(way), _NO_COMPOUND)
        if parts and parts != word:
            yield Alternative(parts, papers=papers)
            if way == word and not parts.isascii():
                typed = (*typed, *tokens.ways_to_type(parts))
    for way in dict.fromkeys(typed):
        if way != word:
            yield Alternative(way)
    if word in tokens.GREEK:
        yield Alternative(tokens.GREEK[word])
    for other in (*other_endings(word), *tokens.with_small_digits(word)):
        if stem(other) in known.terms:
            yield Alternative(other)
    if len(word) >= FEWEST_GROUPED and word.isdigit() and int(word) not in YEARS:
        yield Alternative(f"{int(word):,}".replace(",", " "))


def _corrected(text: str, known: Spellings) -> list[str]:
    return [known.corrections.get(word, word) for word in tokens.tokens(text)]


def _literal(node: Text) -> Node:
    words = " ".join(tokens.tokens(node.text))
    if not words:
        return NOTHING
    is_open = node.form == "prefix" or _ends_open(words.split())
    alternative = Alternative(words, "prefix" if is_open else "phrase")
    return Concept((alternative,), node.field, is_word=node.form != "phrase" and not node.field)


def _told_once(node: Node) -> Node:
    if not isinstance(node, And):
        return node
    parts = tuple(dict.fromkeys(node.parts))
    kept = tuple(part for part in parts if not (isinstance(part, Concept) and is_stop_word(part)))
    has_words = any(isinstance(part, Concept) for part in kept)
    return conjunction(kept if has_words else parts)
