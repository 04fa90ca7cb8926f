"""The links of one document: awesome-lint allows an address once, and no relative one."""

import re

from aiev.domain.web_address import normalise
from aiev.exporters.markdown.text import destination
from aiev.exporters.plain_text import one_line

_ABSOLUTE = re.compile(r"(?:https?|ftp)://[^\s/?#]", re.IGNORECASE)
# awesome-lint takes a folder and its index for one page, and `a//b` for `a/b`.
_INDEX = re.compile(r"/index\.[a-z]+(?=$|\?)")
_SLASHES = re.compile("/{2,}")


def is_absolute(url: str | None) -> bool:
    """Return whether the address leads to the same page from any document."""
    return _ABSOLUTE.match(one_line(url or "")) is not None


class Links:
    """What was linked so far; a repeated address becomes a reference, defined at the end."""

    __slots__ = ("_linked", "_references")

    def __init__(self) -> None:
        self._linked: set[str] = set()
        self._references: dict[str, str] = {}

    def target(self, url: str, key: str | None = None) -> str:
        """Return `(address)` the first time and `[key]` later; without a key one is made."""
        address = _SLASHES.sub("/", _INDEX.sub("", normalise(url))).rstrip("/").casefold()
        if address not in self._linked:
            self._linked.add(address)
            return f"({destination(url)})"
        return self.reference(url, key)

    def reference(self, url: str, key: str | None = None) -> str:
        """Return `[key]`, whether the address was linked or not."""
        if key is None:
            known = (name for name, one in self._references.items() if one == url)
            key = next(known, f"link:{len(self._references) + 1}")
        self._references.setdefault(key, url)
        return f"[{key}]"

    def definitions(self) -> str:
        """Return the definitions that the references need, a line each."""
        return "".join(f"[{key}]: {destination(url)}\n" for key, url in self._references.items())
