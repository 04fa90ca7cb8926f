"""Texts as citation keys may hold them: without accents, and without what TeX would obey."""

import unicodedata
from functools import lru_cache

from aiev.exporters.bibliography.key_words import Dialect

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue"}
# What the two programs take out of keys: Better BibTeX what is unsafe, JabRef what it is told to.
_UNSAFE = frozenset("\\\"#%'(),={}~@$&^<>[] \t\n")
_JABREF_TOO = frozenset("-`ʹ:!;?*")


def safe(text: str, dialect: Dialect) -> str:
    """Return the text as a key: letters of ASCII, digits, and such signs as keys may have."""
    folded = _folded(text, is_german=dialect is Dialect.JABREF)
    unsafe = _UNSAFE | _JABREF_TOO if dialect is Dialect.JABREF else _UNSAFE
    return "".join(sign for sign in folded if sign.isascii() and sign not in unsafe)


@lru_cache(maxsize=1 << 12)
def _folded(text: str, *, is_german: bool) -> str:
    if text.isascii():
        return text
    table = {**_LETTERS, **(_GERMAN if is_german else {})}
    spelt = unicodedata.normalize("NFC", text).replace("ß", "ss")
    for letter, letters in table.items():
        spelt = spelt.replace(letter, letters).replace(letter.upper(), letters.capitalize())
    return unicodedata.normalize("NFKD", spelt)
