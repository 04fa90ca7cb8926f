"""Where the words of a query stand in a text: the stems that it looks for, marks and snippets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aiev.query import tokens
from aiev.query.expand import content
from aiev.query.stemmer import beginning, stem
from aiev.query.tree import Alternative, Concept
from aiev.value import value

Atom = str
"""A stem, or with `*` at its end the beginning of one."""

Phrase = tuple[Atom, ...]
"""Atoms that stand side by side."""

_Word = tuple[int, tuple[Atom, ...], int, int]


Places = dict[Atom, list[int]]
"""Where each atom stands in a text, counted in words."""


class Lexicon:
    """Finds the words of a query in texts, and remembers them, as texts repeat a few words often.

    They are found by the first letters of their stems before they are stemmed.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        atoms = {atom for phrase in phrases for atom in phrase}
        self._stems = frozenset(atom for atom in atoms if not atom.endswith("*"))
        self._prefixes = tuple(atom[:-1] for atom in atoms if atom.endswith("*"))
        heads = {*map(beginning, self._stems), *map(beginning, self._prefixes)}
        self._heads = tuple(
            head
            for head in heads
            if not any(head != other and head.startswith(other) for other in heads)
        )
        self._byte_heads = [head.encode(errors="surrogatepass") for head in self._heads]
        self._known: dict[str, tuple[Atom, ...]] = {}
        self._known_bytes: dict[bytes, tuple[Atom, ...]] = {b"": ()}

    def find(self, text: str) -> list[_Word]:
        """Return the words of the query in a text in their order.

        Of each word a number that tells whether it follows the one before it, its atoms, and where
        it starts and ends.
        """
        found: list[_Word] = []
        known, atoms_of = self._known, self._atoms
        for number, word, start, end in tokens.beginning(text, self._heads):
            atoms = known.get(word)
            if atoms is None:
                atoms = known[word] = atoms_of(word)
            if atoms:
                found.append((number, atoms, start, end))
        return found

    def places(self, lines: bytes) -> list[tuple[Places, int, int, int]]:
        """Return for each of `tokens.lines` where words of the query stand.

        With it come the number of all of its words, 0 where none is of the query, and its start and
        end.
        """
        places: list[tuple[Places, int, int, int]] = []
        shape = lines.translate(_SHAPE)
        starts = _starts(lines, self._byte_heads)
        starts.append(len(lines))
        at, start = 0, starts[0]
        known, atoms_of, find, count = self._known_bytes, self._atoms, lines.find, shape.count
        begin = 0
        while begin < len(lines):
            stop = find(b"\n", begin)
            stop = len(lines) if stop < 0 else stop
            there: Places = {}
            number, counted = 0, begin
            while start < stop:
                word = lines[start + 1 : find(b" ", start + 1)]
                atoms = known.get(word)
                if atoms is None:
                    atoms = known[word] = atoms_of(word.decode(errors="surrogatepass"))
                if atoms:
                    number += count(_WORD, counted, start + 1)
                    counted = start
                    for atom in atoms:
                        if atom in there:
                            there[atom].append(number)
                        else:
                            there[atom] = [number]
                at += 1
                start = starts[at]
            length = number + count(_WORD, counted, stop) if there else 0
            places.append((there, length, begin, stop))
            begin = stop + 1
        return places

    def _atoms(self, word: str) -> tuple[Atom, ...]:
        root = stem(word)
        known = (root,) if root in self._stems else ()
        return known + tuple(f"{start}*" for start in self._prefixes if root.startswith(start))


# Lines with an x for each byte of a word, where its beginning is easily counted: to take the
# needless blanks out of the lines would take longer.
_SHAPE = bytes(ord(" ") if code in b" \n" else ord("x") for code in range(256))
_WORD = b" x"


def _starts(lines: bytes, heads: Iterable[bytes]) -> list[int]:
    """Return the places of the blanks behind which one of the heads stands, in order."""
    found = []
    for head in heads:
        begun = b" " + head
        at = lines.find(begun)
        while at >= 0:
            found.append(at)
            at = lines.find(begun, at + 1)
    found.sort()
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


Span = tuple[int, int]
_Hit = tuple[int, int, Phrase]
SNIPPET_LENGTH = 240


@value
class Snippet:
    """A piece of a text, with the places of the hits in it; `…` stands where it was cut."""

    text: str
    marks: tuple[Span, ...]


class Highlighter:
    """Finds the words of one query in texts."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts: dict[Phrase, set[int]] = {}
        for number, concept in enumerate(concepts):
            for phrase in all_phrases([concept]):
                self._concepts.setdefault(phrase, set()).add(number)
        self._lexicon = Lexicon(self._concepts)
        self._by_first: dict[Atom, list[Phrase]] = {}
        for phrase in sorted(self._concepts, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append(phrase)
        # Most atoms are a phrase of their own and begin no other.
        alone = {atom: phrase for atom, [phrase, *rest] in self._by_first.items() if not rest}
        self._alone = {atom: phrase for atom, phrase in alone.items() if len(phrase) == 1}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where hits start and end, in order and apart from each other."""
        return _joined(self._hits(text), text)

    def _hits(self, text: str) -> list[_Hit]:
        found = self._lexicon.find(text)
        words: dict[int, _Word] = {}
        hits: list[_Hit] = []
        free_from = 0
        for at, atoms, start, end in found:
            if at < free_from:
                continue
            if len(atoms) == 1 and atoms[0] in self._alone:
                hits.append((start, end, self._alone[atoms[0]]))
                continue
            words = words or {word[0]: word for word in found}
            there = [phrase for atom in atoms if (phrase := self._longest(atom, words, at))]
            if there:
                phrase = max(there, key=len)
                free_from = at + len(phrase)
                hits.append((start, words[free_from - 1][3], phrase))
        return hits

    def _longest(self, atom: Atom, words: Mapping[int, _Word], at: int) -> Phrase:
        # The longest phrase that starts here with this atom; empty where none does.
        for phrase in self._by_first.get(atom, ()):
            if all(
                next_at in words and wanted in words[next_at][1]
                for next_at, wanted in enumerate(phrase[1:], at + 1)
            ):
                return phrase
        return ()

    def snippet(self, text: str, *, length: int = SNIPPET_LENGTH) -> Snippet | None:
        """Return the piece of `text` in which most concepts of the query stand, None if none does.

        Of pieces with as many concepts, the one with more spellings of them is taken.
        """
        hits = self._hits(text)
        if not hits:
            return None
        first, last = self._best_window(hits, length)
        start = _sentence_start(text, first, room=max(length - (last - first), 0))
        end = min(len(text), start + length)
        if end < len(text):
            end = text.rfind(" ", start + length // 2, end + 1) if " " in text[start:end] else end
            end = end if end > start else min(len(text), start + length)
        head, tail = "…" * (start > 0), "…" * (end < len(text))
        shift = len(head) - start
        spans = _joined([hit for hit in hits if hit[0] >= start and hit[1] <= end], text)
        inside = tuple((a + shift, b + shift) for a, b in spans)
        return Snippet(head + text[start:end] + tail, inside)

    def _best_window(self, hits: Sequence[_Hit], length: int) -> tuple[int, int]:
        # From where to where most concepts stand, then most spellings of them; else the first.
        every = len({phrase for _, _, phrase in hits})
        most, best = (-1, -1), (0, 0)
        said: dict[Phrase, int] = {}
        last = 0
        is_new = True
        for first, (start, end, phrase) in enumerate(hits):
            while last < len(hits) and hits[last][1] - start <= length:
                other = hits[last][2]
                is_new |= other not in said
                said[other] = said.get(other, 0) + 1
                last += 1
            # A piece that has lost spellings and won none is no better than the one before.
            if is_new:
                concepts = {number for each in said for number in self._concepts[each]}
                if (len(concepts), len(said)) > most:
                    most = len(concepts), len(said)
                    best = start, hits[last - 1][1] if last > first else end
            if last == len(hits) or len(said) == every:
                break
            is_new = False
            if last == first:
                last += 1
            elif said[phrase] == 1:
                del said[phrase]
            else:
                said[phrase] -= 1
        return best


def _joined(hits: Iterable[_Hit], text: str) -> tuple[Span, ...]:
    # Hits that only a blank or a hyphen parts are one mark, and so are those that share a letter.
    answer: list[Span] = []
    for start, end, _ in hits:
        if answer and (start <= answer[-1][1] or text[answer[-1][1] : start] in (" ", "-")):
            answer[-1] = (answer[-1][0], max(answer[-1][1], end))
        else:
            answer.append((start, end))
    return tuple(answer)


def _sentence_start(text: str, at: int, *, room: int) -> int:
    # The start of the hit's sentence where it is near, else the start of a word before it.
    earliest = max(0, at - min(room, at))
    if earliest == 0:
        return 0
    sentence = text.rfind(". ", earliest, at)
    if sentence >= 0:
        return sentence + 2
    word = text.find(" ", max(earliest, at - 60), at)
    return word + 1 if word >= 0 else at
