"""A command line as it is kept for `aiev undo --list`: quoted for a shell, with no secret in it."""

import shlex
from collections.abc import Sequence

from aiev import lazy_regex as re

HIDDEN = "***"
_LONGEST = 500
_SECRET = r"(?:key|token|secret|passw(?:or)?d|pwd|passphrase|auth|signature|sig|credentials?)"
# Who logs in at an address, a named value, a header, and the forms of well-known services' keys.
_USER = re.compile(r"(?<=://)[^/@\s]+(?=@)")
# It begins where a word does: a long one would be tried from each of its letters.
_NAMED = re.compile(rf"(?i)(?<![\w-])([\w-]*{_SECRET}=)[^&#\s]+")
_HEADER = re.compile(r"(?i)\b((?:bearer|basic)\s+)\S+")
_KEYS = re.compile(r"\b(?:sk-|gh[a-z]_|github_pat_|hf_|xox[a-z]-|AKIA|s2k-)[\w-]{10,}")
_OPTION = re.compile(rf"(?i)--?[\w-]*{_SECRET}")


def told(words: Sequence[str]) -> str:
    """Return the command line as one line, at most 500 characters of it."""
    shown = ["aiev"]
    is_secret = False
    for word in words:
        shown.append(HIDDEN if is_secret else shlex.quote(_masked(word)))
        is_secret = _OPTION.fullmatch(word) is not None
    line = " ".join(" ".join(shown).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _masked(word: str) -> str:
    word = _USER.sub(HIDDEN, word)
    for pattern in (_NAMED, _HEADER):
        word = pattern.sub(rf"\g<1>{HIDDEN}", word)
    return _KEYS.sub(HIDDEN, word)
