"""Where the words of a query stand in a text, and the piece of it that shows them best."""

from collections.abc import Iterable, Sequence

from aiev.query import tokens
from aiev.query.lexicon import Atom, Lexicon, Phrase, all_phrases
from aiev.query.tree import Concept
from aiev.value import value

Span = tuple[int, int]
_Found = tuple[tuple[Atom, ...], int, int]
SNIPPET_LENGTH = 240


@value
class Snippet:
    """A piece of a text, with where the hits stand in it; `…` says that it was cut there."""

    text: str
    marks: tuple[Span, ...]


class Marker:
    """Finds the words of one query in texts."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        phrases = all_phrases(concepts)
        self._lexicon = Lexicon(phrases)
        self._by_first: dict[Atom, list[Phrase]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def marks(self, text: str) -> tuple[Span, ...]:
        """Answer where hits start and end, in order and apart from each other."""
        found = [
            (self._lexicon.atoms(word), start, end) for word, start, end in tokens.iter_spans(text)
        ]
        spans: list[Span] = []
        free_from = 0
        for at, (atoms, start, _) in enumerate(found):
            if not atoms or at < free_from:
                continue
            length = max((self._length(atom, found, at) for atom in atoms), default=0)
            if length:
                free_from = at + length
                spans.append((start, found[free_from - 1][2]))
        return tuple(_joined(spans, text))

    def _length(self, atom: Atom, found: Sequence[_Found], at: int) -> int:
        # How many words the longest phrase holds that starts here with this atom.
        for phrase in self._by_first.get(atom, ()):
            there = found[at + 1 : at + len(phrase)]
            if len(there) == len(phrase) - 1 and all(
                wanted in atoms for wanted, (atoms, _, _) in zip(phrase[1:], there, strict=True)
            ):
                return len(phrase)
        return 0

    def snippet(self, text: str, *, length: int = SNIPPET_LENGTH) -> Snippet | None:
        """Answer the piece of `text` that holds most of the hits; None where there is none."""
        spans = self.marks(text)
        if not spans:
            return None
        windows = (
            (len({tuple(tokens.tokens(text[a:b])) for a, b in spans[i:] if b - start <= length}), i)
            for i, (start, _) in enumerate(spans)
        )
        _, best = max(windows, key=lambda window: (window[0], -window[1]))
        room = length - (min(spans[-1][1], spans[best][0] + length) - spans[best][0])
        start = _sentence_start(text, spans[best][0], room=max(room, 0))
        end = min(len(text), start + length)
        if end < len(text):
            end = text.rfind(" ", start + length // 2, end + 1) if " " in text[start:end] else end
            end = end if end > start else min(len(text), start + length)
        head, tail = "…" * (start > 0), "…" * (end < len(text))
        shift = len(head) - start
        inside = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= end)
        return Snippet(head + text[start:end] + tail, inside)


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    # Hits that only a blank or a hyphen parts are one mark.
    answer: list[Span] = []
    for start, end in spans:
        if answer and text[answer[-1][1] : start] in (" ", "-"):
            answer[-1] = (answer[-1][0], end)
        else:
            answer.append((start, end))
    return answer


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
