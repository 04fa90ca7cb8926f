"""When two keys differ by a slip of the hand, and when they are two names."""

SHORT = 4
"""A word of at most so many letters is never a misspelling of another: UK, HK, MIT, MTI."""

_LONG = 13
_PLACE = 10
_GENERIC = frozenset(
    ("university", "institute", "technology", "laboratory", "research", "national", "foundation")
)


def is_misspelt(text: str, name: str) -> bool:
    """Return whether one key differs from a name's by slips only, word for word.

    Hunan and Henan, Tokyo and Kyoto, UK and HK are no slips; nor is a word more or less, but for
    a long name whose words were parted or joined (`shang hai jiao tong univresity`).
    """
    words, others = text.split(), name.split()
    if len(words) != len(others):
        joined, other = text.replace(" ", ""), name.replace(" ", "")
        return min(len(joined), len(other)) >= 20 and _slips(joined, other) <= 1
    if not all(_is_slip(word, other) for word, other in zip(words, others, strict=True)):
        return False
    return len(words) == 1 or not any(map(_is_other_place, words, others))


def _is_other_place(word: str, other: str) -> bool:
    """Return whether one letter for another may name another town: Nanning, Nanjing."""
    return (
        len(word) == len(other) < _PLACE and other not in _GENERIC and sorted(word) != sorted(other)
    )


def _is_slip(word: str, other: str) -> bool:
    if word == other:
        return True
    # Of two words of five letters, one letter makes another name: Hunan, Henan.
    if min(len(word), len(other)) <= SHORT or max(len(word), len(other)) <= SHORT + 1:
        return False
    allowed = 2 if other in _GENERIC or len(other) >= _LONG else 1
    return _slips(word, other) <= allowed


def _slips(word: str, other: str) -> int:
    """Return how many letters were left out, put in, changed or swapped between two words."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # slow to load, and few runs ask

    return OSA.distance(word, other)
