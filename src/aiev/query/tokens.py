"""Text to tokens, as the index has them (SQLite's `porter unicode61`).

Two kinds of words SQLite cannot tell: those of Chinese, Japanese and Korean, which are written
without blanks and stand in the index as pairs of letters, and those that are a letter and a sign,
such as C++. Text that holds any is indexed by its tokens (`index_text`).

The tables below are data that the exported page's script is given too, so that it reads text alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
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
    "⁷": "7", "⁸": "8", "⁹": "9", "ℓ": "l",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "\ue02b": "plus", "\ue023": "sharp", "\ue02a": "star",
}  # fmt: skip
"""Letters that the index keeps as they are, and what people type for them.

The last three stand for signs: see `SIGNS`.
"""

GREEK = {said: letter for letter, said in LETTERS.items() if "α" <= letter <= "ω"}
"""The letters by their names, as TeX has them: `alpha` is α."""

SIGNS = {"+": "\ue02b", "#": "\ue023", "*": "\ue02a"}
"""Signs that make a word with the one letter before them, and the letters that stand for them.

These are of private use, which SQLite takes for letters. Longer words say enough without a sign.
"""

_LETTERS = "A-Za-zÀ-ɏͰ-ӿ"
SIGNED = (
    rf"(?<![{_LETTERS}0-9_+#*])[A-Za-zΑ-Ωα-ω]"
    rf"(?:\+\+(?![{_LETTERS}_+#*])|[#*](?![{_LETTERS}0-9_+#*]))"
)
"""The pattern of such a word: C++ and that of C++11, C#, A*; not *a*, a*b or k-means++."""

PAIRED = (
    (0x3005, 0x3007), (0x3041, 0x318F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFFDC),
    (0x20000, 0x323AF),
)  # fmt: skip
"""The letters of Chinese, Japanese and Korean, from and to: two side by side are a token."""

_TYPED = str.maketrans(LETTERS)
_DIGITS = str.maketrans({letter: said for letter, said in LETTERS.items() if said.isdigit()})
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NAMED = {**GREEK, "l": "ℓ"}
_SHOWN = str.maketrans({letter: sign for sign, letter in SIGNS.items()})
_SIGN = str.maketrans(SIGNS)
_SHOWN_LETTERS = frozenset(SIGNS.values())

Token = tuple[int, str, int, int]
"""A token of a text: its number, itself, and where it starts and ends."""

_MARK = "\u0300"


# The letters at which words are parted that any text has had so far: mostly none.
_MET: set[str] = set()


class _Folding(dict[int, str]):
    """Answers for each character one character: folded, a mark, or a space between tokens."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(code)
        if _kind(folded):
            _MET.add(folded)
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
_LINES = b"\n" + _ASCII[1:]
_ASCII_LETTERS = bytes(range(128))
# Of more letters than these, as Chinese has, a table is quicker.
_FEW_LETTERS = 16


def fold(text: str) -> str:
    """Return `text` in lower case without accents, each character that parts tokens a space.

    As long as `text`, character by character, so that places in the two are the same.
    """
    if "+" in text or "*" in text or "#" in text:
        text = _with_signs(text)
    if text.isascii():
        return text.encode().translate(_ASCII).decode()
    others = _beyond_ascii(text)
    if len(others) > _FEW_LETTERS:
        return text.translate(_FOLDING)
    for letter in others:
        text = text.replace(letter, _FOLDING[ord(letter)])
    return _encoded(text).translate(_ASCII).decode(errors="surrogatepass")


def _encoded(text: str) -> bytes:
    # What a command line could not decode is a surrogate.
    return text.encode(errors="surrogatepass")


def _beyond_ascii(text: str) -> set[str]:
    """Return the letters of a text that are none of ASCII."""
    return set(_encoded(text).translate(None, _ASCII_LETTERS).decode(errors="surrogatepass"))


def _with_signs(text: str) -> str:
    """Return the text with letters for the signs of its words that have one: see `SIGNED`.

    Finds the same words as the pattern does, which would be tried at each letter, and for which
    `re` would be loaded.
    """
    for sign in ("++", "#", "*"):
        at = text.find(sign, 1)
        while at >= 0:
            if _is_sign(text, at, sign):
                text = text[:at] + sign.translate(_SIGN) + text[at + len(sign) :]
            at = text.find(sign, at + 1)
    return text


def _is_sign(text: str, at: int, sign: str) -> bool:
    """Return whether the sign there belongs to one letter before it, and to nothing else."""
    letter, before, after = text[at - 1], text[at - 2 : at - 1], text[at + len(sign) :][:1]
    is_letter = letter.isascii() and letter.isalpha()
    if not is_letter and not ("Α" <= letter <= "Ω" or "α" <= letter <= "ω"):
        return False
    if _goes_with(before) or _is_digit(before):
        return False
    return not _goes_with(after) and (sign == "++" or not _is_digit(after))


def _goes_with(letter: str) -> bool:
    # Of the word, or one more sign: k-means++, a*b, A**.
    if letter.isascii():
        return letter.isalpha() or letter in ("_", *SIGNS)
    return "À" <= letter <= "ɏ" or "Ͱ" <= letter <= "ӿ"


def _is_digit(letter: str) -> bool:
    return letter.isascii() and letter.isdigit()


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in order, not stemmed."""
    folded = fold(text)
    if folded.isascii():
        return folded.split()
    words = folded.replace(_MARK, "").split()
    if _MET.isdisjoint(folded):
        return words
    return [
        token
        for word in words
        for token in ([word] if word.isascii() else [part[0] for part in _parted(word, 0)])
    ]


def index_text(text: str) -> str | None:
    """Return what the index is given in place of `text`: its tokens, where it would tell others.

    None where it can take the text as it is.
    """
    if text.isascii() and "+" not in text and "*" not in text and "#" not in text:
        return None
    folded = fold(text)
    if folded.isascii() or _MET.isdisjoint(folded):
        return None
    return " ".join(tokens(text))


def is_signed(text: str) -> bool:
    """Return whether the text is one letter with its sign, as A* is: no word that begins so."""
    return len(text) in (2, 3) and text[1:] in ("++", "#", "*") and _with_signs(text) != text


def is_paired(token: str) -> bool:
    """Return whether a token is a letter of Chinese, Japanese or Korean, or a pair of them."""
    return _kind(token[0]) == _PAIR


def shown(text: str) -> str:
    """Return the text of tokens as people write it: with its signs, and letters that were paired.

    `大语 语言` is `大语言` again, whose tokens are these.
    """
    if text.isascii():
        return text
    words: list[str] = []
    for token in text.split(" "):
        before = words[-1] if words else ""
        if len(token) == 2 and is_paired(token) and before[-1:] == token[0] and len(before) > 1:
            words[-1] += token[1]
        else:
            words.append(token)
    return " ".join(words).translate(_SHOWN)


def typed(token: str) -> str:
    """Return a token as it is typed where its letters are missing: `łukasz` as `lukasz`."""
    return token if token.isascii() else token.translate(_TYPED)


def ways_to_type(token: str) -> tuple[str, ...]:
    """Return what people type for a token: `π₀` as `pi0` and as `π0`; nothing where it is as is."""
    if token.isascii():
        return ()
    ways = (token.translate(_TYPED), token.translate(_DIGITS))
    return tuple(way for way in dict.fromkeys(ways) if way != token)


def with_small_digits(token: str) -> tuple[str, ...]:
    """Return how a name with digits is written by whoever sets them small: `h2o` as `h₂o`, `h²o`.

    A Greek letter before them may be told by its name: `pi0` is `π₀`. Most of these are no words.
    """
    if token.isalpha() or token.isdigit():
        return ()
    name = token.rstrip("0123456789")
    bases = (token, *(letter + token[len(name) :] for letter in _NAMED.get(name, ())))
    ways = (base.translate(small) for base in bases for small in ({}, _LOW, _HIGH))
    return tuple(way for way in dict.fromkeys(ways) if way != token)


def iter_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of `text` with where each starts and ends; pairs of letters overlap."""
    start = 0
    folded = fold(text)
    is_parted = not folded.isascii() and not _MET.isdisjoint(folded)
    for word in folded.split(" "):
        end = start + len(word)
        token = word.replace(_MARK, "")
        # A word of plain letters has no parts, whatever stands beside it.
        if token and is_parted and not word.isascii():
            yield from _parted(word, start)
        elif token:
            yield token, start, end
        start = end + 1


_PAIR, _SIGN_LETTER = 1, 2


@lru_cache(maxsize=4096)
def _kind(letter: str) -> int:
    if _is_in(PAIRED, ord(letter)):
        return _PAIR
    return _SIGN_LETTER if letter in _SHOWN_LETTERS else 0


def beginning(text: str, heads: tuple[str, ...]) -> list[Token]:
    """Return the tokens of `text` that begin with one of `heads`, in their order.

    Their numbers tell only which of them stand side by side: those that follow one another do. No
    head may be the beginning of another. Few tokens of a text are of interest: to look for their
    first letters takes a small part of the time of looking at each.
    """
    folded = fold(text)
    has_parts = not folded.isascii() and (_MARK in folded or not _MET.isdisjoint(folded))
    if has_parts or "" in heads:
        every = enumerate(iter_spans(text))
        return [(number, *one) for number, one in every if one[0].startswith(heads)]
    line = f" {folded} "
    found: list[Token] = []
    number, last = -2, -1
    for start in starts(line, heads):
        end = line.index(" ", start + 1)
        number += 1 if last == start or line[last:start].isspace() else 2
        found.append((number, line[start + 1 : end], start, end - 1))
        last = end
    return found


def starts(line: str, heads: tuple[str, ...]) -> list[int]:
    """Return the places of the blanks in `line` behind which one of the heads stands, in order."""
    found = []
    for head in heads:
        begun = f" {head}"
        at = line.find(begun)
        while at >= 0:
            found.append(at)
            at = line.find(begun, at + 1)
    found.sort()
    return found


def lines(texts: Sequence[str]) -> bytes:
    """Return each text folded as a line of UTF-8, with blanks before, between and behind its words.

    To look for words in many texts at once takes a small part of the time of looking in each.
    """
    whole = b"\0".join([_line(text) for text in texts])
    if whole.count(b"\0") >= max(len(texts), 1):
        return lines([text.replace("\0", " ") for text in texts])
    return b" " + whole.translate(_LINES).replace(b"\n", b" \n ") + b" "


def _line(text: str) -> bytes:
    """Return a text's tokens as UTF-8, but for the folding of ASCII, which all texts share."""
    if text.isascii() and "+" not in text and "*" not in text and "#" not in text:
        return text.encode()
    folded = fold(text)
    if not folded.isascii() and (_MARK in folded or not _MET.isdisjoint(folded)):
        folded = _words(folded)
    return _encoded(folded)


def _words(folded: str) -> str:
    return " ".join(
        word if _MET.isdisjoint(word) else " ".join(token for token, _, _ in _parted(word, 0))
        for word in folded.replace(_MARK, "").split()
    )


def _parted(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    # Pairs of letters, or one that stands alone, and between them what is written with blanks.
    # A sign ends a word: C++11 is two. A mark goes with the letter before it.
    letters = [(letter, at) for at, letter in enumerate(word, start) if letter != _MARK]
    ends = [*(at for _, at in letters[1:]), start + len(word)]
    first = 0
    while first < len(letters):
        kind = _kind(letters[first][0])
        last = first + 1
        while last < len(letters) and _goes_on(letters[last - 1][0], letters[last][0]):
            last += 1
        if kind == _PAIR:
            for at in range(first, max(last - 1, first + 1)):
                two = letters[at : min(at + 2, last)]
                yield "".join(letter for letter, _ in two), two[0][1], ends[at + len(two) - 1]
        else:
            token = "".join(letter for letter, _ in letters[first:last])
            yield token, letters[first][1], ends[last - 1]
        first = last


def _goes_on(letter: str, following: str) -> bool:
    kind, next_kind = _kind(letter), _kind(following)
    if kind == _SIGN_LETTER:
        return next_kind == _SIGN_LETTER
    return (kind == _PAIR) == (next_kind == _PAIR)
