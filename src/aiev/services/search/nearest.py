"""The papers nearest to each of very many: what `similar` does for one, in one pass over all.

`similar` asks the database for each paper, some 25 ms each. Here the most distinctive words of all
papers are kept, a few for each, and papers are compared by the words that both keep. A word that
very many keep tells little and would cost most, so only those that it weighs most in are compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from math import log, sqrt

from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.query import key_terms

TERMS = 10
"""So many words are kept of a paper."""

MOST_SHARING = 150
"""So many papers at most are compared by one word."""

# What a shared topic or author is worth, as in `similar`: parts of what words alone could give.
_TOPIC, _AUTHOR, _AT_MOST = 0.12, 0.08, 2
# Below this likeness two papers have a word in common and no matter.
_LEAST = 0.08
# Of so many that are most alike, topics and authors tell the nearest.
_ALIKE = 25
# What comes later in an abstract is said by the way.
_LONGEST_ABSTRACT = 900


class Nearest:
    """Papers that are added one by one; `to_each` then compares them."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._terms: list[dict[str, float]] = []
        self._frequencies: dict[str, int] = {}
        self._rarity: dict[str, float] = {}
        self._topics: list[frozenset[str]] = []
        self._authors: list[frozenset[str]] = []

    def add(self, paper: Paper) -> None:
        """Add a paper."""
        headings = " ".join(topic.rpartition(TOPIC_SEPARATOR)[2] for topic in paper.topics)
        abstract = (paper.abstract or "")[:_LONGEST_ABSTRACT]
        found = key_terms.about(paper.title, abstract, headings)
        self._ids.append(paper.id)
        self._terms.append({root: weight for root, (_, weight) in found.items()})
        for root in found:
            self._frequencies[root] = self._frequencies.get(root, 0) + 1
        self._topics.append(frozenset(paper.topics))
        self._authors.append(frozenset(paper.authors))

    def to_each(self, limit: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the id of each paper with those of the nearest, the nearest first."""
        papers = max(len(self._ids), 4)
        self._rarity = {
            root: log((papers + 1) / (papers_with + 0.5))
            for root, papers_with in self._frequencies.items()
            if 1 < papers_with <= papers / 2
        }
        kept = [self._distinctive(terms) for terms in self._terms]
        self._terms = []
        sharing = _sharing(kept)
        for number, terms in enumerate(kept):
            yield self._ids[number], self._near(number, terms, sharing, limit)

    def _distinctive(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Return the words that tell the paper from others, weighed so that lengths are one.

        They are those of `key_terms.most_distinctive`, whose values would be made for each word.
        """
        rarity = self._rarity
        weighed = [
            (weight * rarity[root], root) for root, weight in terms.items() if root in rarity
        ]
        chosen = nlargest(TERMS, weighed)
        length = sqrt(sum(weight**2 for weight, _ in chosen))
        return {root: weight / length for weight, root in chosen}

    def _near(
        self,
        number: int,
        terms: Mapping[str, float],
        sharing: Mapping[str, list[tuple[int, float]]],
        limit: int,
    ) -> tuple[int, ...]:
        likeness: dict[int, float] = {}
        for root, weight in terms.items():
            for other, its in sharing[root]:
                likeness[other] = likeness.get(other, 0.0) + weight * its
        likeness.pop(number, None)
        alike = ((like, -other) for other, like in likeness.items() if like >= _LEAST)
        scored = (
            (like + self._related(number, -place), place) for like, place in nlargest(_ALIKE, alike)
        )
        return tuple(self._ids[-place] for _, place in nlargest(limit, scored))

    def _related(self, number: int, other: int) -> float:
        topics = len(self._topics[number] & self._topics[other])
        authors = len(self._authors[number] & self._authors[other])
        return _TOPIC * min(topics, _AT_MOST) + _AUTHOR * min(authors, _AT_MOST)


def _sharing(kept: Iterable[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    """Return for each word the papers that keep it, of many those in which it weighs most."""
    sharing: dict[str, list[tuple[int, float]]] = {}
    for number, terms in enumerate(kept):
        for root, weight in terms.items():
            sharing.setdefault(root, []).append((number, weight))
    for root, papers in sharing.items():
        if len(papers) > MOST_SHARING:
            sharing[root] = nlargest(MOST_SHARING, papers, key=lambda one: (one[1], -one[0]))
    return sharing
