"""The stems that a query looks for, and which of them a word of a text is."""

from collections.abc import Iterable, Sequence

from aiev.query.expand import content
from aiev.query.tokens import stem
from aiev.query.tree import Alternative, Concept

Atom = str
"""A stem, or with `*` at its end the beginning of one."""

Phrase = tuple[Atom, ...]
"""Atoms that stand side by side."""

# The first letters of a word and of its stem are the same but for the stem's last one (`memory` has
# the stem `memori`): so many of them are compared before a word is stemmed.
_HEAD = 3


class Lexicon:
    """Answers the atoms of a word, and remembers each word, as texts repeat a few words often."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        atoms = {atom for phrase in phrases for atom in phrase}
        self._stems = frozenset(atom for atom in atoms if not atom.endswith("*"))
        self._prefixes = tuple(atom[:-1] for atom in atoms if atom.endswith("*"))
        self._heads = tuple({atom.removesuffix("*")[:-1][:_HEAD] for atom in atoms})
        self.known: dict[str, tuple[Atom, ...]] = {}

    def atoms(self, word: str) -> tuple[Atom, ...]:
        """Return the atoms of the query that `word` is one of: mostly none."""
        found = self.known.get(word)
        return self.look(word) if found is None else found

    def look(self, word: str) -> tuple[Atom, ...]:
        """Return the same for a word that is not `known` yet, and remember it."""
        found: tuple[Atom, ...] = ()
        if word.startswith(self._heads):
            root = stem(word)
            found = (root,) if root in self._stems else ()
            found += tuple(f"{start}*" for start in self._prefixes if root.startswith(start))
        self.known[word] = found
        return found


def phrases(alternative: Alternative) -> tuple[Phrase, ...]:
    """Return what to look for: one phrase, or each word for itself."""
    if alternative.form == "words":
        return tuple((stem(word),) for word in content(alternative.text))
    atoms = tuple(stem(word) for word in alternative.text.split())
    if alternative.form == "prefix":
        atoms = (*atoms[:-1], atoms[-1] + "*")
    return (atoms,)


def all_phrases(concepts: Sequence[Concept]) -> frozenset[Phrase]:
    """Return everything that the concepts look for."""
    return frozenset(
        phrase
        for concept in concepts
        for alternative in concept.alternatives
        for phrase in phrases(alternative)
    )
