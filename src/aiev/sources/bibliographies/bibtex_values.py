"""The values of BibTeX: macros, pieces joined by `#`, what is inherited, names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from aiev.domain.person_name import PersonName
from aiev.sources.wording import tex, texts

MONTHS = {
    name: name
    for name in (
        *("jan", "feb", "mar", "apr", "may", "jun"),
        *("jul", "aug", "sep", "oct", "nov", "dec"),
    )
}
"""The macros that every style defines; they are read as dates."""

_LONGEST = 200_000
_MOST_PIECES = 200
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_COMMA = re.compile(",")
_BLANKS = re.compile(r"[\s~]+")
_OTHERS = re.compile(r"(?:and\s+)?others|et\.?\s*al\.?", re.IGNORECASE)
# biblatex's way to give the parts of a name: `family=Öz, given=Kim, prefix=van`.
_PART = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*([^,=]*)\s*", re.IGNORECASE)
# What a backslash stands before is passed over with it.
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
_SPLIT = re.compile(r"[{}]|[^{}]+")


def evaluated(raw: str, macros: Mapping[str, str]) -> str:
    """Return a value as BibTeX makes it: without its braces or quotes, macros replaced.

    A macro that nobody defined stays as its name, as the reader sees it then.
    """
    raw = raw[:_LONGEST].strip()
    if len(raw) > 1 and raw[0] == "{" and _closing(raw, 0) == len(raw) - 1:
        return raw[1:-1]
    pieces: list[str] = []
    for number, piece in enumerate(_pieces(raw)):
        if number >= _MOST_PIECES or sum(map(len, pieces)) > _LONGEST:
            break
        pieces.append(piece[1:-1] if piece[:1] in '{"' else macros.get(piece.casefold(), piece))
    return "".join(pieces)[:_LONGEST]


def _pieces(raw: str) -> Iterator[str]:
    """Yield what `#` joins; one within braces or quotes is no sign."""
    at = 0
    while at < len(raw):
        if raw[at] in " \t\r\n#":
            at += 1
            continue
        end = _closing(raw, at) if raw[at] in '{"' else -1
        if end < 0:
            hash_at = raw.find("#", at)
            end = (hash_at if hash_at >= 0 else len(raw)) - 1
        yield raw[at : end + 1].strip()
        at = end + 1


def _closing(raw: str, start: int) -> int:
    """Return where the brace or quote that opens at `start` is closed, or -1."""
    depth, is_quoted = 0, raw[start] == '"'
    for found in _MARK.finditer(raw, start):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and not is_quoted:
                return found.start()
        elif sign == '"' and is_quoted and depth == 0 and found.start() > start:
            return found.start()
    return -1


def names(text: str) -> list[PersonName | str]:
    """Return the people of a field of names, in their parts where these are told.

    `others` stays as such, and so does `Given Family` without braces.
    """
    found: list[PersonName | str | None] = []
    for one in _cut(text, _AND)[: texts.MOST_AUTHORS]:
        found.append("others" if _OTHERS.fullmatch(one.strip()) else _name(one.strip()))
    return [name for name in found if name]


def _name(text: str) -> PersonName | str | None:
    parts = _PART.split(text)
    if len(parts) > 3 and not parts[0].strip():
        part = dict(zip((key.casefold() for key in parts[1::3]), parts[2::3], strict=False))
        return _of_parts(part.get("family"), part.get("given"), part.get("suffix"),
                         particle=part.get("prefix"))  # fmt: skip
    if _is_braced(text):
        # A group, or a name that must not be cut.
        whole = _line(text)
        return PersonName(whole, is_group=True) if whole else None
    family, *rest = [part.strip() for part in _cut(text, _COMMA)[:3]]
    if rest:
        suffix, given = rest if len(rest) > 1 else (None, rest[0])
        if not given:
            return _line(family)
        return _of_parts(family, given, suffix)
    words = _cut(text, _BLANKS)
    if _is_braced(words[-1]):
        return _of_parts(words[-1], " ".join(words[:-1]), None)
    return _line(text)


def _of_parts(
    family: str | None, given: str | None, suffix: str | None, *, particle: str | None = None
) -> PersonName | None:
    """Return a name of its parts in TeX; what braces hold together has no particles before it."""
    name = texts.person(_line(family), _line(given), _line(suffix))
    if name is None or not (particle or (family and "{" in family)):
        return name
    words = _cut(family or "", _BLANKS)
    end = next(
        (at for at, word in enumerate(words[:-1]) if not (_line(word) or "")[:1].islower()
         or (word.startswith("{") and not word.startswith("{\\"))),
        len(words) - 1,
    )  # fmt: skip
    before = " ".join(filter(None, (_line(particle), _line(" ".join(words[:end])))))
    return replace(name, family=_line(" ".join(words[end:])) or name.family, particle=before)


def _is_braced(text: str) -> bool:
    r"""Return whether braces hold the text as a whole; `{\'E}variste` is a letter in braces."""
    return text.startswith("{") and _closing(text, 0) == len(text) - 1


def _line(text: str | None) -> str | None:
    return texts.line(tex.plain(text)) if text else None


def _cut(text: str, between: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between signs or words that stand outside of braces."""
    if "{" not in text:
        return between.split(text)
    found, depth = [""], 0
    for piece in _SPLIT.findall(text):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            first, *rest = between.split(piece)
            found[-1] += first
            found += rest
            continue
        found[-1] += piece
    return found
