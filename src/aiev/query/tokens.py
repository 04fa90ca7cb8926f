"""Text to tokens and their stems, as the index has them (SQLite's `porter unicode61`).

The tables below are data that the exported page's script is given too, so that it reads text alike.
"""

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

# Source of the tables: sqlite3Fts5UnicodeIsdiacritic and sqlite3Fts5UnicodeFold in
# ext/fts5/fts5_unicode2.c, read off by asking SQLite for every character.
DIACRITICS = (
    (0x300, 0x304), (0x306, 0x30C), (0x30F, 0x30F), (0x311, 0x311), (0x31B, 0x31B),
    (0x323, 0x328), (0x32D, 0x32E), (0x330, 0x331),
)  # fmt: skip
"""The combining marks that SQLite takes out of a token, from and to; all others part tokens."""

LATER_SIGNS = (
    (0x2066, 0x2069), (0x20BA, 0x20CF), (0x218A, 0x218F), (0x23F4, 0x23FF), (0x2427, 0x243F),
    (0x244B, 0x245F), (0x2700, 0x2700), (0x2B4D, 0x2B4F), (0x2B5A, 0x2BFF), (0x1F0BF, 0x1F0BF),
    (0x1F0E0, 0x1F10F), (0x1F12F, 0x1F12F), (0x1F16C, 0x1F16F), (0x1F19B, 0x1F1AD),
    (0x1F23B, 0x1F23B), (0x1F260, 0x1F265), (0x1F321, 0x1F32F), (0x1F336, 0x1F336),
    (0x1F37D, 0x1F37F), (0x1F394, 0x1F39F), (0x1F3C5, 0x1F3C5), (0x1F3CB, 0x1F3DF),
    (0x1F3F1, 0x1F3FF), (0x1F43F, 0x1F43F), (0x1F441, 0x1F441), (0x1F4F8, 0x1F4F8),
    (0x1F4FD, 0x1F4FF), (0x1F53E, 0x1F53F), (0x1F544, 0x1F54F), (0x1F568, 0x1F5FA),
    (0x1F641, 0x1F644), (0x1F650, 0x1F67F), (0x1F6C6, 0x1F6FF), (0x1F774, 0x1FBFF),
)  # fmt: skip
"""Signs that came after Unicode 6.1, with which SQLite's tables end: it takes them for letters.

Those that stand in lists, as 🤗 and 🛠 do; marks of rare scripts are not worth a table.
"""

FOLDS = {
    "µ": "μ", "ſ": "s", "ẛ": "s", "ς": "σ", "ϐ": "β", "ϑ": "θ", "ϕ": "φ", "ϖ": "π", "ϰ": "κ",
    "ϱ": "ρ", "ϵ": "ε", "\u1fbe": "ι", "Ǡ": "ǡ", "ǡ": "ǡ",
}  # fmt: skip
"""Letters that are folded into others than their lower case without accents."""

LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i",
    "ħ": "h", "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7",
    "₈": "8", "₉": "9", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6",
    "⁷": "7", "⁸": "8", "⁹": "9",
}  # fmt: skip
"""Letters that the index keeps as they are, and what people type for them."""

_TYPED = str.maketrans(LETTERS)

_MARK = "\u0300"


class _Folding(dict[int, str]):
    """Answers for each character one character: folded, a mark, or a space between tokens."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(code)
        return folded


def _folded(code: int) -> str:
    if _is_in(DIACRITICS, code):
        return _MARK
    letter = chr(code)
    category = unicodedata.category(letter)
    if not (category[0] in "LN" or category in ("Co", "Cn") or _is_in(LATER_SIGNS, code)):
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    return FOLDS.get(letter) or (base if base.isascii() else letter).lower()[0]


def _is_in(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


_FOLDING = _Folding()
# Most text is of these letters only, which take a tenth of the time so.
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128))
_ASCII += bytes(range(128, 256))


def fold(text: str) -> str:
    """Return `text` in lower case without accents, each character that parts tokens a space.

    As long as `text`, character by character, so that places in the two are the same.
    """
    if text.isascii():
        return text.encode().translate(_ASCII).decode()
    return text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in order, not stemmed."""
    return fold(text).replace(_MARK, "").split()


def typed(token: str) -> str:
    """Return a token as it is typed where its letters are missing: `łukasz` as `lukasz`."""
    return token if token.isascii() else token.translate(_TYPED)


def iter_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of `text` with where each starts and ends."""
    start = 0
    for word in fold(text).split(" "):
        end = start + len(word)
        token = word.replace(_MARK, "")
        if token:
            yield token, start, end
        start = end + 1


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
