"""The score of one paper's text for the concepts of a query: BM25F and nearness."""

from collections.abc import Sequence
from math import log

from aiev.query import tokens
from aiev.query.expand import content
from aiev.query.lexicon import Lexicon, all_phrases, phrases
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
"""How soon a repeated word counts no more, and how much a long text is held against its words."""

NEARNESS = 0.1
"""What two concepts side by side are worth, beside their rarity."""

_FIELDS = {"title": (0,), "abstract": (1,), "author": (2,), None: tuple(range(len(WEIGHTS)))}

Positions = list[dict[str, list[int]]]


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
        """Answer the score of the paper whose indexed columns hold these texts."""
        positions, lengths = self._positions(columns)
        parts, seen = [], []
        for concept in self._concepts:
            value, places = self._concept(concept, positions, lengths)
            parts.append(Part(concept.text, value))
            seen.append(places)
        nearness = sum(
            _nearness(first, second) * (a.rarity + b.rarity) / 2
            for first, second, a, b in zip(
                seen, seen[1:], self._concepts, self._concepts[1:], strict=False
            )
        )
        parts.append(Part("nearness", NEARNESS * nearness))
        return Score(sum(part.score for part in parts), tuple(parts))

    def _positions(self, columns: Sequence[str]) -> tuple[Positions, list[int]]:
        answer: Positions = []
        lengths = []
        known = self._lexicon.known
        for column in columns:
            words = tokens.tokens(column)
            lengths.append(len(words))
            places: dict[str, list[int]] = {}
            for at, word in enumerate(words):
                atoms = known.get(word)
                if atoms is None:
                    atoms = self._lexicon.atoms(word)
                for atom in atoms:
                    places.setdefault(atom, []).append(at)
            answer.append(places)
        return answer, lengths

    def _concept(
        self, concept: "_Prepared", positions: Positions, lengths: list[int]
    ) -> tuple[float, list[list[int]]]:
        best = 0.0
        places: list[list[int]] = [[] for _ in positions]
        for alternative in concept.alternatives:
            value = 0.0
            for atoms, rarity in alternative.units:
                weight = 0.0
                for field in concept.fields:
                    at = _occurrences(atoms, positions[field])
                    if at:
                        places[field] += at
                        weight += self._weights[field] * len(at) / self._length(field, lengths)
                value += rarity * weight * (K1 + 1) / (K1 + weight)
            best = max(best, alternative.weight * value)
        return best, places

    def _length(self, field: int, lengths: list[int]) -> float:
        return 1 - B + B * lengths[field] / (self._statistics.lengths[field] or 1)


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
        self.units = [
            (phrase, _rarity(frequencies.get(word, 0), papers) if each.form == "words" else rarity)
            for phrase, word in zip(phrases(each), content(each.text), strict=False)
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


def _nearness(first: list[list[int]], second: list[list[int]]) -> float:
    # One for neighbours, less by distance; the best of any column.
    best = 0.0
    for one, other in zip(first, second, strict=True):
        if one and other:
            gap = min(abs(b - a) for a in one for b in other)
            best = max(best, 1 / max(gap, 1))
    return best
