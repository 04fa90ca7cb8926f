"""Text to tokens, exactly as the index does it (SQLite's unicode61 with remove_diacritics 2)."""

import unicodedata
from collections.abc import Iterator

# The combining marks that SQLite takes out of a token; all others part tokens.
# Source: sqlite3Fts5UnicodeIsdiacritic in ext/fts5/fts5_unicode2.c, read off by asking SQLite.
_MARKS = frozenset(
    (*range(0x300, 0x305), *range(0x306, 0x30D), *range(0x323, 0x329), 0x30F, 0x311, 0x31B)
).union((0x32D, 0x32E, 0x330, 0x331))
_MARK = "\u0300"
# SQLite's tables end with Unicode 6.1: the signs that came later, 🤗 among them, it takes for
# letters. The few outside of this block are not worth a table.
_LATER_SIGNS = range(0x1F900, 0x1FC00)


class _Folding(dict[int, str]):
    """Answers for each character one character: folded, a mark, or a space between tokens."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(code)
        return folded


def _folded(code: int) -> str:
    if code in _MARKS:
        return _MARK
    letter = chr(code)
    category = unicodedata.category(letter)
    is_letter = category[0] in "LN" or category in ("Co", "Cn") or code in _LATER_SIGNS
    if not is_letter:
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    if base.isascii():
        letter = base
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter.lower()[0]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case without accents, each character that parts tokens a space.

    As long as `text`, character by character, so that places in the two are the same.
    """
    return text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in order, not stemmed."""
    return fold(text).replace(_MARK, "").split()


def iter_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of `text` with where each starts and ends."""
    start = 0
    for word in fold(text).split(" "):
        end = start + len(word)
        token = word.replace(_MARK, "")
        if token:
            yield token, start, end
        start = end + 1
