"""Small faults of style that awesome-lint refuses in any running text."""

import re

_OPENING = "“‘『（《「【"
_CLOSING = "”’』）》」】"
_OPENED_BY = dict(zip(_CLOSING, _OPENING, strict=True))
# A mark without its partner is written with signs that look like it and need none.
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
    """Return a heading's text without the punctuation at its end; in quotes if it is no more."""
    return text.rstrip(_HEADING_END) or (f"“{text}”" if text else "")


def capitalized(title: str) -> str:
    """Return a document's title with capitals first; a name such as `awesome-x` as its words."""
    words = title if " " in title else title.replace("-", " ")
    return _WORD_START.sub(lambda match: match[0].upper(), words)


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
