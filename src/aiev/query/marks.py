"""Where the words of a query stand in a text, and the piece of it that shows them best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiev.query import tokens
from aiev.query.stem import stem
from aiev.query.tree import Concept

Span = tuple[int, int]
SNIPPET_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, with where the hits stand in it; `…` says that it was cut there."""

    text: str
    marks: tuple[Span, ...]


class Marker:
    """Finds the words of one query in texts."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        phrases: set[tuple[str, ...]] = set()
        for concept in concepts:
            for each in concept.alternatives:
                roots = tuple(stem(word) for word in each.text.split())
                if each.form == "words":
                    phrases |= {(root,) for root in roots}
                elif each.form == "prefix":
                    phrases.add((*roots[:-1], roots[-1] + "*"))
                else:
                    phrases.add(roots)
        self._phrases = sorted(phrases, key=len, reverse=True)

    def marks(self, text: str) -> tuple[Span, ...]:
        """Answer where hits start and end, in order and apart from each other."""
        found = tokens.spans(text)
        roots = [stem(token) for token, _, _ in found]
        spans: list[Span] = []
        at = 0
        while at < len(roots):
            length = next((len(p) for p in self._phrases if _stands(p, roots, at)), 0)
            if length:
                spans.append((found[at][1], found[at + length - 1][2]))
            at += length or 1
        return tuple(_joined(spans, text))

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


def _stands(phrase: tuple[str, ...], roots: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(roots):
        return False
    return all(
        root.startswith(wanted[:-1]) if wanted.endswith("*") else root == wanted
        for wanted, root in zip(phrase, roots[at:], strict=False)
    )


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
