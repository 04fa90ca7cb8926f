"""Regular expressions that are compiled when they are first asked; else as `re`.

Reading and writing lists takes some four hundred, whose compiling cost a third of what SQLModel
does, and no command asks all of them. Import it in the place of `re`.
"""

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    I,
    Match,
    Pattern,
    RegexFlag,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "I",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def compile(pattern: str, flags: int | RegexFlag = 0) -> Pattern[str]:  # noqa: A001  # it is re's
    """Return a pattern that `re` compiles once it is asked for anything but its own text."""
    return cast("Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Asked for what is not here yet. Later calls find the compiled pattern's methods at once.
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
