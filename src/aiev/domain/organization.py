"""Organizations and the key under which two spellings of one name are the same.

Light to import: the reading commands turn `org:ucb` into a key without loading a matcher.
"""

import unicodedata
from functools import lru_cache

from aiev import lazy_regex as re
from aiev.value import value

KINDS = ("university", "company", "lab", "community")

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = "'’‘`´"
DROPPED = frozenset(("the", "at"))
LEGAL_FORMS = frozenset(
    ("inc", "incorporated", "ltd", "limited", "llc", "corp", "corporation", "gmbh", "plc", "co")
)
SAME_WORD = {
    "univ": "university",
    "inst": "institute",
    "labs": "lab",
    "laboratory": "lab",
    "laboratories": "lab",
}


@value
class Organization:
    """An institution, company, lab or community under its canonical name.

    `country` is an ISO 3166 code; `ror` the identifier without its address, or None where it is
    not known for certain; `parent` the canonical name of what it belongs to.
    """

    name: str
    kind: str | None = None
    country: str | None = None
    ror: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return the form that the spellings of one name share; empty for text without a letter.

    Case, accents, punctuation, spacing, `the`, `at` and a trailing legal form (`Inc.`, `Co., Ltd.`)
    tell no names apart, nor do `&` and `and`, `Univ.` and `University`, `Lab` and `Laboratory`.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    for mark in _APOSTROPHES:
        text = text.replace(mark, "")
    words = [SAME_WORD.get(word, word) for word in _WORD.findall(text.replace("&", " and "))]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join([word for word in words if word not in DROPPED] or words)
