"""The papers nearest to each of very many: what `similar` does for one, in one pass over all.

`similar` asks the database for each paper, some 25 ms each. Here the words of all papers are kept
as numbers. Papers are found by two telling words that they share, or one beside a topic or an
author, as sets are met at once, and only these few are weighed as `similar` weighs them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from math import log
from operator import mul

from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.query import key_terms
from aiev.query.rank import K1, B
from aiev.services.search.similar import likeness

MOST_SHARING = 200
"""So many papers at most are found by one word: of more, those that say it most."""

# So many words of a paper are weighed, and by so many others are found. `similar` has 16 and 8.
_TERMS, _FINDING = 16, 8
# So many words of each paper are known to others: what it says rarely matters little.
_KEPT = 21
# Where at least so many papers share more of the words, those that share fewer are not weighed.
_WEIGHED = 20
# Words' worths are kept as whole numbers, of which Python has the small ones once.
_WHOLE = 100


class Nearest:
    """Papers that are added one by one; `to_each` then compares them."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._counter = key_terms.BulkCounter()
        self._roots: list[array[int]] = []
        self._counts: list[array[float]] = []
        self._topics: list[tuple[str, ...]] = []
        self._authors: list[tuple[str, ...]] = []

    def add(self, paper: Paper) -> None:
        """Add a paper."""
        headings = " ".join(topic.rpartition(TOPIC_SEPARATOR)[2] for topic in paper.topics)
        found = self._counter.about(paper.title, paper.abstract or "", headings)
        self._ids.append(paper.id)
        self._roots.append(array("I", found))
        self._counts.append(array("f", found.values()))
        self._topics.append(paper.topics)
        self._authors.append(paper.authors)

    def to_each(self, limit: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the id of each paper with those of the nearest, the nearest first."""
        index = _Index(self._roots, self._counts)
        topics, authors = _holders(self._topics), _holders(self._authors)
        for number, own in enumerate(self._ids):
            related: set[int] = set()
            related = related.union(*(topics.get(name, ()) for name in self._topics[number]))
            related = related.union(*(authors.get(name, ()) for name in self._authors[number]))
            near = [
                (
                    likeness(
                        words,
                        telling=telling,
                        shared=shared,
                        topics=self._shared(self._topics, number, other) if is_related else 0,
                        authors=self._shared(self._authors, number, other) if is_related else 0,
                    ),
                    -other,
                )
                for other, words, shared, telling, is_related in index.compared(number, related)
            ]
            yield own, tuple([self._ids[-other] for _, other in nlargest(limit, near)])

    @staticmethod
    def _shared(names: Sequence[tuple[str, ...]], one: int, other: int) -> int:
        return len(set(names[one]).intersection(names[other]))


class _Index:
    """The most telling words of each paper, and the papers that are found by each."""

    def __init__(self, roots: Sequence[array[int]], counts: Sequence[array[float]]) -> None:
        papers = max(len(roots), 4)
        held: Counter[int] = Counter()
        for each in roots:
            held.update(each)
        self._rarity = [0.0] * (max(held, default=0) + 1)
        for root, holding in held.items():
            if 1 < holding <= papers / 2:
                self._rarity[root] = log((papers + 1) / (holding + 0.5))
        sizes = [sum(each) for each in counts]
        usual = sum(sizes) / papers or 1.0
        self._terms: list[tuple[tuple[float, int], ...]] = []
        self._worths: list[dict[int, int]] = []
        finding: dict[int, list[tuple[int, int]]] = {}
        for number, (own, often, size) in enumerate(zip(roots, counts, sizes, strict=True)):
            rarities = map(self._rarity.__getitem__, own)
            weighed = sorted(zip(map(mul, often, rarities), own, often, strict=True), reverse=True)
            del weighed[_KEPT:]
            while weighed and not weighed[-1][0]:
                weighed.pop()
            dampened = K1 * (1 - B + B * size / usual)
            worths = {
                root: round(_WHOLE * (K1 + 1) * count / (count + dampened))
                for _, root, count in weighed
            }
            self._worths.append(worths)
            self._terms.append(
                tuple((weight * self._rarity[root], root) for weight, root, _ in weighed[:_TERMS])
            )
            for root, worth in worths.items():
                finding.setdefault(root, []).append((worth, -number))
        self._finding = {
            root: frozenset(
                -number
                for _, number in (
                    those if len(those) <= MOST_SHARING else nlargest(MOST_SHARING, those)
                )
            )
            for root, those in finding.items()
        }

    def compared(
        self, number: int, related: set[int]
    ) -> Iterator[tuple[int, float, int, int, bool]]:
        """Yield the papers that may be near to one, with the likeness of their words, from 0 on.

        Beside it stands how many words they share, of how many, and whether they are `related`.
        """
        terms = self._terms[number]
        own = self._worths[number]
        best = sum([weight * own[root] for weight, root in terms])
        for other in self._found(number, related):
            its = self._worths[other]
            shared = [weight * its[root] for weight, root in terms if root in its]
            if shared:
                yield other, sum(shared) / best, len(shared), len(terms), other in related

    def _found(self, number: int, related: set[int]) -> Iterable[int]:
        once: set[int] = set()
        twice: set[int] = set()
        thrice: set[int] = set()
        often: set[int] = set()
        for _, root in self._terms[number][:_FINDING]:
            those = self._finding[root]
            often |= thrice & those
            thrice |= twice & those
            twice |= once & those
            once |= those
        found = once
        for more in (often, thrice, twice):
            if len(more) >= (_WEIGHED if more is not twice else _WEIGHED // 3):
                found = more
                break
        found = found | (once & related)
        found.discard(number)
        return found


def _holders(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the papers of each name that some share, but not very many."""
    holders: dict[str, list[int]] = {}
    for number, own in enumerate(names):
        for name in own:
            holders.setdefault(name, []).append(number)
    return {name: tuple(those) for name, those in holders.items() if 1 < len(those) <= MOST_SHARING}
