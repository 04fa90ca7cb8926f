"""Learning which compounds papers write in several ways: `fine-tuning`, `finetuning`, `GPT-4o`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.query import tokens
from aiev.query.stemmer import stem

_LEAST_PAPERS = 3
_MOST_PARTS = 4
# A joined word that so many times as many papers have is no compound of theirs: `re-lease` is a
# slip, and `gen-eration` the end of a line.
_SLIP_FROM = 100
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_AROUND = ".,;:!?()[]{}\"'`“”‘’*$/"
_NUMBER = re.compile(r" \d[^\W_]*")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")

OTHER_WORD = ""
"""The parts of a compound whose joined form would be taken for another word: it has none.

`e-values` joined would have the stem of `evaluate`.
"""


def learn(
    texts: Iterable[str], *, known: Mapping[str, int], words: Mapping[str, int]
) -> Iterator[tuple[str, str, int]]:
    """Yield the stem of each compound's joined form, its parts, and how many texts part them.

    The parts are told as most of the texts have them.

    A compound is what three texts write with a hyphen, or with a blank before a number where
    papers also join the two. `known` says in how many papers a stem stands, `words` how many have a
    word as it is written.
    """
    written: Counter[str] = Counter()
    numbered: Counter[str] = Counter()
    for raw in texts:
        text = raw if raw.isascii() else raw.translate(_HYPHENS)
        if "-" in text:
            written.update(set(_hyphened(text)))
        numbered.update({text[text.rfind(" ", 0, at) + 1 : end] for at, end in _numbers(text)})
    ways = _by_joined(written.items())
    for joined, parts in _by_joined(numbered.items()).items():
        if joined in known or joined in ways:
            ways.setdefault(joined, Counter()).update(parts)
    for joined, found in ways.items():
        if found.total() < _LEAST_PAPERS:
            continue
        there = known.get(joined, 0)
        # What is written in one word only by stemming it is none.
        own = {way: n for way, n in found.items() if not there or way.replace(" ", "") in words}
        papers = sum(own.values())
        if not own:
            yield joined, OTHER_WORD, 0
        elif there < _SLIP_FROM * papers:
            yield joined, max(own, key=lambda way: (own[way], way)), papers


def untyped(terms: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str, int]]:
    """Yield what people type for terms whose letters are on few keyboards, as `learn` has it.

    `lukasz` for `łukasz`, `h2o` for `h₂o`, `pi0` and `π0` for `π₀`; of several terms for one the
    last is the one that stays.
    """
    # One with small digits comes last: it tells how the others are typed, too.
    for term, papers in sorted(terms, key=lambda pair: len(tokens.ways_to_type(pair[0]))):
        for way in tokens.ways_to_type(term):
            typed = stem(way)
            if len(typed) > 1 and not typed.isdigit():
                yield typed, term, papers


def _hyphened(text: str) -> Iterator[str]:
    # Cutting at the hyphens is several times as fast as a pattern that looks at every word.
    pieces = text.split("-")
    at, last = 0, len(pieces) - 1
    while at < last:
        word = _last(pieces[at])
        is_open = bool(word)
        while is_open and at < last:
            at += 1
            first = _first(pieces[at])
            is_open = bool(first) and len(first) == len(pieces[at])
            word = f"{word}-{first}" if first else ""
        if word:
            yield from _parts_of_version(word.strip(_AROUND))
        else:
            at += 1


def _parts_of_version(word: str) -> Iterator[str]:
    """Yield a compound, or of one with a version those before and behind its point.

    Each number is a word of the index: `GPT-3.5-turbo` tells of `GPT-3` and of `5-turbo`, which is
    what `gpt3.5turbo` is made of.
    """
    if "." not in word:
        yield word
        return
    yield from (part for part in _POINT.split(word) if "-" in part)


def _last(piece: str) -> str:
    return "" if not piece or piece[-1].isspace() else piece.rsplit(None, 1)[-1]


def _first(piece: str) -> str:
    return "" if not piece or piece[0].isspace() else piece.split(None, 1)[0]


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    # The places of a blank between a word and a number, with where the number ends.
    for found in _NUMBER.finditer(text):
        if text[found.start() - 1].isalpha():
            yield found.span()


def _by_joined(counted: Iterable[tuple[str, int]]) -> dict[str, Counter[str]]:
    ways: dict[str, Counter[str]] = {}
    for word, count in counted:
        parts = tokens.tokens(word)
        # `5-10` is a range, and what other signs part as well is no compound.
        is_whole = len(parts) == 1 + word.count("-") + word.count(" ")
        # Digits that meet would be another number: `1.8B` and `3.1-8B` are no 18B.
        is_whole &= not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(parts))
        if is_whole and len(parts) <= _MOST_PARTS and not all(map(str.isdigit, parts)):
            joined = stem("".join(parts))
            ways.setdefault(joined, Counter())[" ".join(parts)] += count
    return ways
