"""What awesome-lint refuses in any text: marks without a partner, and an address linked twice."""

import re

from aiev.domain.web_address import normalise
from aiev.exporters.markdown.text import destination
from aiev.exporters.plain_text import one_line

_OPENING = "“‘『（《「【"
_CLOSING = "”’』）》」】"
_OPENED_BY = dict(zip(_CLOSING, _OPENING, strict=True))
# A mark without its partner is written with signs that look like it and need no partner.
_ALONE = {
    '"': "''",
    "“": "''",
    "”": "''",
    "‘": "'",
    "’": "'",
    "（": "(",
    "）": ")",
    "《": "<",
    "》": ">",
}
_ALONE |= dict.fromkeys("『「【", "[") | dict.fromkeys("』」】", "]")
_REPEATED = re.compile(r"([！!~～,，·?？])\1+")
_AFTER_APOSTROPHE = re.compile(r"[\s.,;:!?()\[\]{}\"'—–]")
_WORD_START = re.compile(r"(?<![^\s(\[/“\"-])[^\W\d_]")
_HEADING_END = " .,;:!?"
_ABSOLUTE = re.compile(r"(?:https?|ftp)://[^\s/?#]", re.IGNORECASE)
# awesome-lint takes a folder and its index for one page, and `a//b` for `a/b`.
_INDEX = re.compile(r"/index\.[a-z]+(?=$|\?)")
_SLASHES = re.compile("/{2,}")


def tidy(text: str) -> str:
    """Return plain text with quotes and brackets that pair, and `!!` as `!`."""
    changes = corrections(text)
    if not changes:
        return text
    return "".join(changes.get(index, character) for index, character in enumerate(text))


def corrections(text: str) -> dict[int, str]:
    """Return what to write instead of the characters at these places; most texts need nothing."""
    changes = {
        place: "" for match in _REPEATED.finditer(text) for place in range(*match.span())[1:]
    }
    # Taking one mark away may leave another alone.
    while found := _alone(text, changes):
        changes |= {place: _ALONE[text[place]] for place in found}
    return changes


def without_end(text: str) -> str:
    """Return a heading without the punctuation at its end; one of nothing else is put in quotes."""
    return text.rstrip(_HEADING_END) or (f"“{text}”" if text else "")


def capitalized(title: str) -> str:
    """Return a title with a capital at each word; a name such as `awesome-x` becomes words."""
    words = title if " " in title else title.replace("-", " ")
    return _WORD_START.sub(lambda match: match[0].upper(), words)


def is_absolute(url: str | None) -> bool:
    """Return whether the address leads to the same page from any document."""
    return _ABSOLUTE.match(one_line(url or "")) is not None


class Links:
    """The links of one document: a repeated address becomes a reference, defined at the end."""

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


def _alone(text: str, changes: dict[int, str]) -> list[int]:
    """Return the places of marks without a partner, as awesome-lint pairs them."""
    opened: list[int] = []
    alone: list[int] = []
    is_quoted = False
    for place, mark in enumerate(text):
        if mark not in _ALONE or place in changes or _is_apostrophe(text, place):
            continue
        if mark == '"' and is_quoted:
            is_quoted = False
            if opened and text[opened[-1]] == '"':
                opened.pop()
            else:
                alone.append(place)
        elif mark in _CLOSING:
            partner = next((o for o in reversed(opened) if text[o] == _OPENED_BY[mark]), None)
            if partner is None:
                alone.append(place)
            else:
                opened.remove(partner)
        else:
            is_quoted = is_quoted or mark == '"'
            opened.append(place)
    return alone + opened


def _is_apostrophe(text: str, place: int) -> bool:
    if text[place] != "’" or not place or not _is_word(text[place - 1]):
        return False
    after = text[place + 1 : place + 2]
    return not after or _is_word(after) or _AFTER_APOSTROPHE.match(after) is not None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
