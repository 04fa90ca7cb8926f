"""An inverted index: for each stem, in which papers and where in them its words stand.

It has the form that the script of a page that is a folder reads, and is cut into parts by the first
letters of the stems, so that a search loads only the parts that hold the words of its query.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from aiev.query import spelling, tokens
from aiev.query.stemmer import stem

FIELDS = ("title", "listed", "authors", "topics", "organizations", "abstract")
"""What is indexed, in the order of the script's own index."""

SPELT = ("title", "topics", "abstract")
"""Where words stand that a typo may be of; names of people and houses are none."""

SHIFT = 24
"""A key is a field and a paper: the paper's number takes so many bits below the field's."""

_PART_PLACES = 60_000


class InvertedIndex:
    """The words of papers, which are added one by one in their order."""

    def __init__(self) -> None:
        self._places: dict[str, list[array[int]]] = {}
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, str] = {}
        self.lengths: list[list[int]] = [[] for _ in FIELDS]

    def add(self, paper: int, texts: Sequence[str]) -> None:
        """Add the texts of a paper, one for each field."""
        for field, text in enumerate(texts):
            words = tokens.tokens(text)
            self.lengths[field].append(len(words))
            for position, word in enumerate(words):
                root = self._stems.get(word) or self._learn(word)
                self._places[root][field].extend((paper, position))

    def iter_parts(self) -> Iterator[tuple[list[str], str]]:
        """Yield each part as JSON, after the heads of the stems that it holds.

        A head is the first two letters of a stem, or three where many stems begin with these two.
        """
        heads: list[str] = []
        held: list[str] = []
        size = 0
        for head, roots in self._iter_heads():
            more = self._size(roots)
            if held and size + more > _PART_PLACES:
                yield heads, self._part(held)
                heads, held, size = [], [], 0
            heads.append(head)
            held += roots
            size += more
        if held:
            yield heads, self._part(held)

    def common(self) -> dict[str, int]:
        """Return the words that a typo may stand for, each with how many papers have it."""
        least = spelling.frequent_from(len(self.lengths[0]))
        answer: dict[str, int] = {}
        for root, places in self._places.items():
            papers = len({paper for each in places for paper in each[::2]})
            if papers >= least and any(places[FIELDS.index(name)] for name in SPELT):
                words = filter(spelling.is_correctable, self._words[root])
                answer.update(dict.fromkeys(words, papers))
        return dict(sorted(answer.items()))

    def _iter_heads(self) -> Iterator[tuple[str, list[str]]]:
        for head, those in groupby(sorted(self._places), key=lambda root: root[:2]):
            roots = list(those)
            if self._size(roots) <= _PART_PLACES:
                yield head, roots
            else:
                longer = groupby(roots, key=lambda root: root[:3])
                yield from ((name, list(group)) for name, group in longer)

    def _learn(self, word: str) -> str:
        root = self._stems[word] = stem(word)
        if root not in self._places:
            self._places[root] = [array("I") for _ in FIELDS]
        self._words.setdefault(root, set()).add(word)
        return root

    def _size(self, roots: Sequence[str]) -> int:
        return sum(len(places) for root in roots for places in self._places[root])

    def _part(self, roots: Sequence[str]) -> str:
        return json.dumps(
            {root: [sorted(self._words[root]), self._flat(root)] for root in roots},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def _flat(self, root: str) -> list[int]:
        """Return keys and positions in turn, each key as the step from the one before."""
        answer: list[int] = []
        before = 0
        for field, places in enumerate(self._places[root]):
            for paper, position in zip(places[::2], places[1::2], strict=True):
                key = field << SHIFT | paper
                answer += (key - before, position)
                before = key
        return answer
