"""The score of one paper's text for the concepts of a query: BM25F, nearness and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from aiev.query import tokens
from aiev.query.expand import content
from aiev.query.highlights import Lexicon, Places, all_phrases, phrases
from aiev.query.stemmer import beginning, stem
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

TITLED = 0.5
"""What it is worth, beside its rarity, that a title says a concept.

A title says what a paper is about, however long it is; an abstract that repeats a word may be about
something else, and is worth nearly as much by BM25F.
"""

NAMED = 0.5
"""What it is worth, beside its rarity, that a query speaks of a paper by its name."""

INTRODUCED = 0.5
"""What it is worth to be named by all of a query in the abstract, beside being called so."""

LONGEST_NAME = 6
"""The most words of a name; of more than these it is a sentence."""

_FIELDS = {"title": (0,), "abstract": (1,), "author": (2,), None: tuple(range(len(WEIGHTS)))}

_TITLE, _ABSTRACT, _LISTED = 0, 1, 5
_INTRODUCING = (
    *("propose", "present", "introduce", "build", "built", "develop", "design", "release"),
    *("call", "called", "name", "named", "dubbed", "termed"),
)

_BLANK = ord(" ")

_Column = tuple[int, Places, float, float]
"""A column by its number: where each atom stands, the column's weight and its relative length."""


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
    """A paper's score, and what each concept, their nearness and a name add to it, as `said`."""

    total: float
    worths: tuple[float, ...]
    said: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the score; most papers are dropped before anyone asks for them."""
        parts = tuple(map(Part, self.said, self.worths))
        return parts if self.worths[-1] else parts[:-1]


class Scorer:
    """Scores papers for one query; `frequencies` says for each word how many papers hold it.

    `written` are its bare words in their order, which may hold the name of a paper, and `named`
    says how a paper is called that all of them name. `titled` is what a title adds; where words
    tell how alike two papers are, it adds nothing.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        *,
        frequencies: dict[str, int],
        statistics: Statistics,
        written: Sequence[str] = (),
        named: Concept | None = None,
        titled: float = TITLED,
    ) -> None:
        self._titled = titled
        self._concepts = [_Prepared(concept, frequencies, statistics) for concept in concepts]
        self._side_by_side = [one.rarity + other.rarity for one, other in pairwise(self._concepts)]
        most = (K1 + 1) * sum(concept.rarity for concept in self._concepts)
        whole = named.alternatives if named is not None else ()
        self._whole = {" ".join(*phrases(each)): most for each in whole}
        self._names = _names_within(written, frequencies, statistics.papers) | self._whole
        # What a name and its first word begin with, as most papers are called otherwise.
        self._heads = tuple(set(map(_head, self._names)))
        self._whole_heads = [(name, _head(name)) for name in self._whole]
        self._said = (*(concept.text for concept in self._concepts), "nearness", "name")
        self._statistics = statistics
        self._weights = tuple(WEIGHTS.values())
        self._lexicon = Lexicon(all_phrases(concepts))

    def score(self, columns: Sequence[str]) -> Score:
        """Return the score of the paper whose indexed columns hold these texts."""
        return self.scores([columns])[0]

    def scores(self, papers: Sequence[Sequence[str]]) -> list[Score]:
        """Return the score of each paper, of which the texts of its indexed columns are given."""
        return [
            Score(sum(worths) + nearness + name, (*worths, nearness, name), self._said)
            for worths, nearness, name in self._weighed(papers)
        ]

    def totals(self, papers: Sequence[Sequence[str]]) -> list[float]:
        """Return the same scores without their parts: of many papers most are dropped."""
        return [sum(worths) + nearness + name for worths, nearness, name in self._weighed(papers)]

    def _weighed(
        self, papers: Sequence[Sequence[str]]
    ) -> Iterator[tuple[list[float], float, float]]:
        """Yield for each paper what its concepts, their nearness and a name add to its score."""
        texts = [text for columns in papers for text in columns if text]
        lines = tokens.lines(texts)
        places = iter(self._lexicon.places(lines))
        usual = [length or 1 for length in self._statistics.lengths]
        for columns in papers:
            found: list[_Column] = []
            spans: dict[int, tuple[int, int]] = {}
            for field, text in enumerate(columns):
                if text:
                    there, length, start, end = next(places)
                    spans[field] = start, end
                    if there:
                        relative = 1 - B + B * length / usual[field]
                        found.append((field, there, self._weights[field], relative))
            weighed = [_weigh(concept, found, titled=self._titled) for concept in self._concepts]
            nearness = 0.0
            for at, worth in enumerate(self._side_by_side):
                first, second = weighed[at][1], weighed[at + 1][1]
                if first and second:
                    nearness += _nearness(first, second) * worth / 2
            name = self._name(columns, lines, spans)
            yield [worth for worth, _ in weighed], NEARNESS * nearness, name

    def _name(
        self, columns: Sequence[str], lines: bytes, spans: Mapping[int, tuple[int, int]]
    ) -> float:
        """Return what it is worth that a paper is called as the query says.

        `spans` tell where each column stands in the `lines` of all papers.
        """
        worth = 0.0
        for field in (_TITLE, _LISTED):
            if field in spans and lines.startswith(self._heads, _first(lines, *spans[field])):
                called = names(columns[_TITLE], columns[_LISTED])
                worth = max((self._names.get(name, 0.0) for name in called), default=0.0)
                break
        if worth or _ABSTRACT not in spans:
            return worth
        start, end = spans[_ABSTRACT]
        abstract = columns[_ABSTRACT]
        for name, head in self._whole_heads:
            if lines.find(head, start, end) >= 0 and _may_introduce(abstract, name):
                new = introduced(abstract)
                return INTRODUCED * max((self._whole.get(one, 0.0) for one in new), default=0.0)
        return 0.0


class _Prepared:
    """A concept with the stems to look for and how rare it is."""

    def __init__(
        self, concept: Concept, frequencies: dict[str, int], statistics: Statistics
    ) -> None:
        self.text = tokens.shown(concept.alternatives[0].text)
        self.fields = _FIELDS[concept.field]
        own = concept.alternatives[0]
        # However it is written, a compound is as rare.
        more = sum(each.papers or 0 for each in concept.alternatives)
        self.rarity = max(
            (_rarity(frequencies.get(w, 0) + more, statistics.papers) for w in content(own.text)),
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


def _head(name: str) -> bytes:
    """Return what a line of tokens has where the name stands: a blank and its first letters."""
    return f" {_begun(name)}".encode(errors="surrogatepass")


def _begun(name: str) -> str:
    return beginning(name.partition(" ")[0])


def _first(lines: bytes, start: int, end: int) -> int:
    """Return the place of the blank before the first word of a line."""
    while start + 1 < end and lines[start + 1] == _BLANK:
        start += 1
    return start


def _may_introduce(text: str, name: str) -> bool:
    """Return whether a word with a capital, as all names have that are introduced, says this one.

    To look for words is ten times as fast as to look for what introduces them.
    """
    lowered = text.lower() if text.isascii() else tokens.fold(text)
    head = _begun(name)
    at = lowered.find(head)
    while at >= 0:
        if not at or not lowered[at - 1].isalnum():
            end = text.find(" ", at)
            word = text[at : end if end >= 0 else None]
            is_whole = " " not in name or "-" in word or "_" in word
            if is_whole and word != word.lower() and " ".join(_stems(word)).startswith(name):
                return True
        at = lowered.find(head, at + 1)
    return False


def _stems(text: str) -> Iterator[str]:
    return map(stem, tokens.tokens(text))


def names(title: str, listed: str) -> set[str]:
    """Return what a paper may be called: its title, what stands before the colon, a list's label.

    Each is told by the stems of its words.
    """
    label = listed.partition("\n")[0]
    texts = {text for whole in (title, label) for text in (whole, whole.partition(":")[0])}
    said = (tokens.tokens(text) for text in texts)
    return {" ".join(map(stem, words)) for words in said if 0 < len(words) <= LONGEST_NAME}


def introduced(abstract: str) -> set[str]:
    """Return the names of systems that an abstract says are new, as `names` tells them.

    `On top of it, we build vLLM`: not every paper stands under the name by which it is known.
    """
    found = set()
    rest = ""
    for piece in abstract.split():
        name = _name_at(piece) if _introduces(rest) else ""
        if name:
            found.add(" ".join(_stems(name)))
        rest = piece[len(name) :]
    return found


def _introduces(text: str) -> bool:
    """Return whether a text ends with one of the words behind which new names stand."""
    return text.endswith(_INTRODUCING) and any(
        text.endswith(word) and not _is_of_word(text[: -len(word)][-1:]) for word in _INTRODUCING
    )


def _name_at(text: str) -> str:
    """Return the word at the beginning of a text, hyphens and all; none without a capital."""
    end = next((at for at, sign in enumerate(text) if not _is_of_word(sign)), len(text))
    if not any("A" <= letter <= "Z" for letter in text[:end]):
        return ""
    while end < len(text) and (text[end] == "-" or _is_of_word(text[end])):
        end += 1
    return text[:end]


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _names_within(
    written: Sequence[str], frequencies: Mapping[str, int], papers: int
) -> dict[str, float]:
    """Return the names that stand in the words, if they are some, with what each is worth."""
    found: dict[str, float] = {}
    stems = [stem(word) for word in written]
    for length in range(1, min(LONGEST_NAME, len(written)) + 1):
        for at in range(len(written) - length + 1):
            known = [frequencies[w] for w in written[at : at + length] if w in frequencies]
            if known:
                worth = NAMED * (K1 + 1) * max(_rarity(each, papers) for each in known)
                found[" ".join(stems[at : at + length])] = worth
                if length > 1:
                    found[stem("".join(written[at : at + length]))] = worth
    return found


def _rarity(frequency: int, papers: int) -> float:
    return log(1 + max(papers - frequency + 0.5, 0.5) / (frequency + 0.5))


def _weigh(
    concept: _Prepared, columns: Sequence[_Column], *, titled: float
) -> tuple[float, dict[int, list[int]]]:
    """Return what a concept adds to a score, and where it stands in each column."""
    best = 0.0
    found: dict[int, list[int]] = {}
    for alternative in concept.alternatives:
        total = 0.0
        for atoms, rarity in alternative.units:
            weight = title = 0.0
            first, is_word = atoms[0], len(atoms) == 1
            for field, places, worth, length in columns:
                if first in places and field in concept.fields:
                    at = places[first] if is_word else _occurrences(atoms, places)
                    if at:
                        found[field] = found[field] + at if field in found else at
                        weight += worth * len(at) / length
                        if field == _TITLE:
                            title = titled
            if weight:
                total += rarity * (weight * (K1 + 1) / (K1 + weight) + title)
        best = max(best, alternative.weight * total)
    return best, found


def _occurrences(atoms: tuple[str, ...], places: dict[str, list[int]]) -> list[int]:
    # Where the atoms stand side by side: the place of the first.
    starts = places[atoms[0]]
    for number, atom in enumerate(atoms[1:], start=1):
        there = places.get(atom, ())
        starts = [at for at in starts if at + number in there]
    return starts


def _nearness(first: Mapping[int, list[int]], second: Mapping[int, list[int]]) -> float:
    # One for neighbours, less by distance; the best of any column.
    best = 0.0
    for field, one in first.items():
        if field in second:
            gap = min([abs(b - a) for a in one for b in second[field]])
            best = max(best, 1 / max(gap, 1))
    return best
