"""Tokens to the stems under which the index keeps them (SQLite's `porter`).

The tables are data that the exported page's script is given too.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

# Source of the stemmer: M. F. Porter, "An algorithm for suffix stripping" (1980), in the form of
# SQLite's FTS5 (ext/fts5/fts5_tokenize.c), which works on the bytes of a token of 3 to 64 bytes.
STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "logi": "log", "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous",
    "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
STEP_3 = {
    "ical": "ic", "ness": "", "icate": "ic", "iciti": "ic", "ful": "", "ative": "", "alize": "al",
}  # fmt: skip
STEP_4 = frozenset((
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
))  # fmt: skip


_LONGEST = 7


@lru_cache(maxsize=8192)
def stem(token: str) -> str:
    """Return the stem under which the index keeps `token`, which is folded already."""
    if token.isascii():
        return _stem(token)
    return _stem(token.encode().decode("latin-1")).encode("latin-1").decode(errors="replace")


def beginning(root: str) -> str:
    """Return the first letters of a stem with which all of its words begin.

    These are all of it but for an `i` that was a `y` (memory), an `e` that was put on (quantized)
    and the `l` of `ble` (capability).
    """
    last = root[-1:]
    return root[:-1] if last in ("i", "e", "l") or not last.isascii() else root


def _stem(word: str) -> str:
    if not 3 <= len(word) <= 64:
        return word
    word = _step_1(word)
    for table in (STEP_2, STEP_3):
        ending = _ending(word, table)
        if ending and _measure(word[: -len(ending)]) > 0:
            word = word[: -len(ending)] + table[ending]
    ending = _ending(word, STEP_4)
    if ending:
        rest = word[: -len(ending)]
        if _measure(rest) > 1 and (ending != "ion" or rest[-1] in "st"):
            word = rest
    if word[-1] == "e":
        rest = word[:-1]
        measure = _measure(rest)
        if measure > 1 or (measure == 1 and not _ends_short(rest)):
            word = rest
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        word = word[:-1]
    return word


def _ending(word: str, endings: Collection[str]) -> str:
    # The longest ending decides, whether its condition then holds or not.
    for length in range(min(_LONGEST, len(word) - 1), 1, -1):
        if word[-length:] in endings:
            return word[-length:]
    return ""


def _step_1(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss"):
        is_longer = len(word) > 3 and word.endswith(("sses", "ies")) and word != "sses"
        word = word[:-2] if is_longer else word[:-1]
    if word.endswith("eed") and len(word) > 3:
        if _measure(word[:-3]) > 0:
            word = word[:-1]
    else:
        for ending in ("ed", "ing"):
            if word.endswith(ending) and len(word) > len(ending):
                rest = word[: -len(ending)]
                if _has_vowel(rest):
                    word = _mended(rest)
                break
    if word[-1] == "y" and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")) and len(word) > 2:
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _shape(word: str) -> str:
    # c and v by letter; `y` is a vowel after a consonant.
    shape, after_consonant = [], False
    for letter in word:
        after_consonant = not (letter in "aeiou" or (letter == "y" and after_consonant))
        shape.append("c" if after_consonant else "v")
    return "".join(shape)


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiou" for letter in word) or "y" in word[1:]


def _ends_short(word: str) -> bool:
    return word[-1] not in "wxy" and _shape(word).endswith("cvc")
