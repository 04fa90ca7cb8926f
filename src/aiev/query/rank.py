"""The score of one paper's text for the concepts of a query: BM25F and nearness."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from aiev.query import tokens
from aiev.query.expand import content
from aiev.query.highlights import Lexicon, all_phrases, phrases
from aiev.query.tree import Alternative, Concept
from aiev.value import value

WEIGHTS = {
    "title": 5.0,
    "abstract": 1.0,
    "authors": 2.0,
    "topics": 3.0,
    "organizations": 1.0,
    "listed": 2.0,
}
"""The indexed columns, in the order of the index, and what a word in each is worth."""

K1, B = 1.2, 0.75
"""BM25's parameters: how soon a repeated word counts no more, and how much less a word counts in a
long text."""

NEARNESS = 0.1
"""What two concepts side by side are worth, beside their rarity."""

_FIELDS = {"title": (0,), "abstract": (1,), "author": (2,), None: tuple(range(len(WEIGHTS)))}

_Column = tuple[dict[str, list[int]], int]


@value
class Statistics:
    """How many papers there are, and how many tokens each column holds on average."""

    papers: int
    lengths: tuple[float, ...]


@value
class Part:
    """What one concept, or the nearness of two, adds to a score."""

    text: str
    score: float


@value
class Score:
    """A paper's score and its parts."""

    total: float
    parts: tuple[Part, ...]


class Scorer:
    """Scores papers for one query; `frequencies` says for each word how many papers hold it."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        *,
        frequencies: dict[str, int],
        statistics: Statistics,
    ) -> None:
        self._concepts = [_Prepared(concept, frequencies, statistics) for concept in concepts]
        self._statistics = statistics
        self._weights = tuple(WEIGHTS.values())
        self._lexicon = Lexicon(all_phrases(concepts))

    def score(self, columns: Sequence[str]) -> Score:
        """Return the score of the paper whose indexed columns hold these texts."""
        worths, nearness = self._weigh(columns)
        named = [*(concept.text for concept in self._concepts), "nearness"]
        parts = tuple(map(Part, named, (*worths, nearness)))
        return Score(sum(worths) + nearness, parts)

    def total(self, columns: Sequence[str]) -> float:
        """Return the same score without its parts: of many papers most are dropped."""
        worths, nearness = self._weigh(columns)
        return sum(worths) + nearness

    def _weigh(self, columns: Sequence[str]) -> tuple[list[float], float]:
        read = {field: self._read(text) for field, text in enumerate(columns) if text}
        weighed = [self._concept(concept, read) for concept in self._concepts]
        nearness = 0.0
        for at, (one, other) in enumerate(pairwise(self._concepts)):
            near = _nearness(weighed[at][1], weighed[at + 1][1])
            nearness += near * (one.rarity + other.rarity) / 2
        return [worth for worth, _ in weighed], NEARNESS * nearness

    def _read(self, text: str) -> _Column:
        # Where each atom stands in a column, and how many words the column holds.
        words = tokens.tokens(text)
        places: dict[str, list[int]] = {}
        known = self._lexicon.known
        for at, word in enumerate(words):
            atoms = known.get(word)
            if atoms is None:
                atoms = self._lexicon.look(word)
            for atom in atoms:
                places.setdefault(atom, []).append(at)
        return places, len(words)

    def _concept(
        self, concept: "_Prepared", read: Mapping[int, _Column]
    ) -> tuple[float, dict[int, list[int]]]:
        best = 0.0
        found: dict[int, list[int]] = {}
        for alternative in concept.alternatives:
            total = 0.0
            for atoms, rarity in alternative.units:
                weight = 0.0
                for field, (places, length) in read.items():
                    at = _occurrences(atoms, places) if field in concept.fields else ()
                    if at:
                        found.setdefault(field, []).extend(at)
                        weight += self._weights[field] * len(at) / self._length(field, length)
                if weight:
                    total += rarity * weight * (K1 + 1) / (K1 + weight)
            best = max(best, alternative.weight * total)
        return best, found

    def _length(self, field: int, length: int) -> float:
        return 1 - B + B * length / (self._statistics.lengths[field] or 1)


class _Prepared:
    """A concept with the stems to look for and how rare it is."""

    def __init__(
        self, concept: Concept, frequencies: dict[str, int], statistics: Statistics
    ) -> None:
        self.text = concept.alternatives[0].text
        self.fields = _FIELDS[concept.field]
        own = concept.alternatives[0]
        self.rarity = max(
            (_rarity(frequencies.get(w, 0), statistics.papers) for w in content(own.text)),
            default=0.0,
        )
        self.alternatives = [
            _PreparedAlternative(each, self.rarity, frequencies, statistics.papers)
            for each in concept.alternatives
        ]


class _PreparedAlternative:
    """An alternative as units: the stems side by side that count as one, with their rarity."""

    def __init__(
        self, each: Alternative, rarity: float, frequencies: dict[str, int], papers: int
    ) -> None:
        self.weight = each.weight
        self.units = [(phrase, rarity) for phrase in phrases(each)]
        if each.form == "words":
            # However many words name it, a concept is one: they share what it is worth.
            own = [_rarity(frequencies.get(word, 0), papers) for word in content(each.text)]
            self.units = [
                (phrase, rarity * part / (sum(own) or 1))
                for (phrase, _), part in zip(self.units, own, strict=True)
            ]


def _rarity(frequency: int, papers: int) -> float:
    return log(1 + max(papers - frequency + 0.5, 0.5) / (frequency + 0.5))


def _occurrences(atoms: tuple[str, ...], places: dict[str, list[int]]) -> list[int]:
    # Where the atoms stand side by side: the place of the first.
    starts = places.get(atoms[0])
    if not starts or len(atoms) == 1:
        return starts or []
    following = [set(places.get(atom, ())) for atom in atoms[1:]]
    return [at for at in starts if all(at + n in each for n, each in enumerate(following, start=1))]


def _nearness(first: Mapping[int, list[int]], second: Mapping[int, list[int]]) -> float:
    # One for neighbours, less by distance; the best of any column.
    best = 0.0
    for field, one in first.items():
        if field in second:
            gap = min(abs(b - a) for a in one for b in second[field])
            best = max(best, 1 / max(gap, 1))
    return best
