"""Other spellings: the British and the American, and the words of which one may be a typo."""

from __future__ import annotations

from collections.abc import Iterable

_ENDINGS = (
    ("our", "or", ("", "s", "ed", "ing", "al", "ally", "able", "ful", "hood", "ite", "ist")),
    ("is", "iz", ("e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations")),
    ("ys", "yz", ("e", "es", "ed", "er", "ers", "ing")),
    ("tre", "ter", ("", "s")),
    ("bre", "ber", ("", "s")),
    ("ogue", "og", ("", "s")),
    ("fence", "fense", ("", "s")),
    ("cence", "cense", ("", "s")),
    ("dgement", "dgment", ("", "s")),
)
BRITISH = {british + rest: american + rest for british, american, more in _ENDINGS for rest in more}
"""British endings with the American ones, as far as stems differ.

The stemmer itself takes `labelled` and `modelling` for `labeled` and `modeling`.
"""

_OTHER_SIDE = BRITISH | {american: british for british, american in BRITISH.items()}
_LONGEST_ENDING = max(map(len, _OTHER_SIDE))

RARE_BELOW = 8
"""Abstracts hold typos too, so a word that fewer papers than this have may still be one."""

MORE_BY = 50
"""So many times as many papers must have the word that was meant."""

MOST_NEEDED, SHARE = 50, 200
"""A word that was meant stands in one paper of so many, or in so many papers of a great many."""

# No word that anyone means is longer, and the work grows with the square of the length.
SHORTEST, LONGEST = 4, 32
LONG = 8


def is_correctable(word: str) -> bool:
    """Return whether a word can be a typo or what was meant: letters only, not too few or many."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii()


def frequent_from(papers: int) -> int:
    """Return how many of all `papers` must hold a word for it to be what a typo meant."""
    return min(MOST_NEEDED, max(1, papers // SHARE))


def other_endings(word: str) -> tuple[str, ...]:
    """Return the word as it would be spelt on the other side of the Atlantic, in each likely way.

    Most of these are no words: only what is a term of the index is another spelling.
    """
    cuts = range(max(2, len(word) - _LONGEST_ENDING), len(word) - 1)
    ends = ((word[:at], _OTHER_SIDE.get(word[at:])) for at in cuts)
    return tuple(start + other for start, other in ends if other is not None)


def remainders(word: str) -> set[str]:
    """Return the word and what is left of it when any one letter is lost.

    Two words that a letter more, less, other or swapped tells apart share a remainder.
    """
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def allowed(word: str) -> int:
    """Return how many slips a word of this length may hold."""
    return 2 if len(word) >= LONG else 1


def distance(one: str, other: str) -> int:
    """Return how many letters are more, less, other or swapped with their neighbour.

    The optimal string alignment distance: no letter is changed twice.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def best(word: str, candidates: Iterable[tuple[str, int]]) -> tuple[str, int] | None:
    """Return the likeliest of the candidates, given with how many papers have each, or None.

    Fewest slips first, then the same first letter, then the commonest.
    """
    near = [
        (slips, other[0] != word[0], -papers, other)
        for other, papers in candidates
        if (slips := distance(word, other)) <= allowed(word)
    ]
    if not near:
        return None
    _, _, papers, other = min(near)
    return other, -papers
