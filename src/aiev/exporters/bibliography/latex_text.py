"""Plain text as LaTeX for the fields of a BibTeX entry: harmless, and the same when typeset.

Letters stay UTF-8. Maths is kept when it holds only commands known to be harmless.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from aiev.exporters.bibliography import maths
from aiev.exporters.plain_text import one_line
from aiev.sources.arxiv import tex_maths

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}
# Titles come as TeX from arXiv: what is escaped there already stays as it is.
_SPECIAL = re.compile(r"\\[&%#_]|[" + re.escape("".join(_ESCAPES)) + "]")
_LITERAL_BRACE = re.compile(r"\\textbrace(left|right)\{\}")
_TOKEN = re.compile(r"\S+")
_EDGE = re.compile(r"[^\w$]+")
_SYMBOLS = "*+#′†"
_PART = re.compile(r"[^-–—/:]+")
_BRACE = re.compile(r"[{}\\]")
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"


def escape(text: str) -> str:
    """Return the text with everything that LaTeX or BibTeX would obey written as a character."""
    if not text:
        return ""
    text = one_line(text)
    return _with_pairs(_escape(text)) if _SPECIAL.search(text) else text


def title(text: str) -> str:
    """Return a title in which maths is kept and capitals that carry meaning are in braces.

    These are capitals inside a word (`MoE`, `GPU-Free`), letters alone, names with a number (`T5`),
    and the name of a system before the first colon (`Mamba: …`), which styles would write small.
    """
    text = one_line(text)
    pieces = tex_maths.split(text)
    name_end = _name_end(text)
    for at, piece in enumerate(pieces):
        pieces[at] = _maths(piece) if at % 2 else _words(piece, name_end=name_end)
        name_end -= len(piece)
    return _with_pairs("".join(pieces))


def verbatim(text: str) -> str:
    """Return an address or identifier for a field that is not typeset as text."""
    return quote(one_line(text), safe=_URL_SAFE)


def doi(text: str) -> str:
    r"""Return a DOI as it is, for a field that biber and `\doi` take to the letter.

    Encoded or escaped it would be another DOI; only braces and backslashes are encoded, which would
    end the field.
    """
    return _BRACE.sub(lambda match: quote(match[0]), text)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], match[0]), text)


def _with_pairs(escaped: str) -> str:
    r"""Return the text with literal braces as `\{` and `\}` where they come in pairs.

    Programs other than LaTeX know these better than the commands. But readers of BibTeX count them
    as braces, so that one without a partner would break the rest of the file.
    """
    depth = 0
    for brace in _LITERAL_BRACE.findall(escaped):
        depth += 1 if brace == "left" else -1
        if depth < 0:
            return escaped
    if depth:
        return escaped
    return escaped.replace(_ESCAPES["{"], r"\{").replace(_ESCAPES["}"], r"\}")


def _name_end(text: str) -> int:
    """Return where a name of one word before the first colon ends, or 0."""
    name, colon, _ = text.partition(":")
    return len(name) if colon and len(name.split()) == 1 else 0


def _words(text: str, *, name_end: int) -> str:
    return _TOKEN.sub(lambda match: _protect(match[0], is_name=match.start() < name_end), text)


def _maths(piece: str) -> str:
    """Return maths in braces, which keep styles from changing its case; harmful maths as text."""
    body = tex_maths.body(piece)
    return f"{{${body}$}}" if maths.is_harmless(body) else f"{{{_escape(piece)}}}"


# The words of titles recur.
@lru_cache(maxsize=1 << 15)
def _protect(word: str, *, is_name: bool) -> str:
    if word.isalpha() and (word if is_name else word[1:]).islower():
        return word
    # From its end, as a pattern that looks for the end starts anew at each sign.
    before, after = _EDGE.match(word), _EDGE.match(word[::-1])
    start, end = before.end() if before else 0, len(word) - (after.end() if after else 0)
    if start >= end:
        return _escape(word)
    core = word[start:end]
    if is_name and core != core.lower():
        core = "{" + _escape(core) + "}"
    else:
        # `A*`, `I-JEPA`, `C++`: no article and no pronoun.
        is_symbol = word[end : end + 1] in _SYMBOLS and end < len(word)
        is_word = not is_symbol and _PART.fullmatch(core) is not None
        core = _PART.sub(lambda part: _protect_part(part[0], is_word=is_word), core)
    return _escape(word[:start]) + core + _escape(word[end:])


def _protect_part(part: str, *, is_word: bool) -> str:
    """Return a part of a word, in braces where its capitals mean something.

    Those are a letter alone (but for `A` and `I` where they are whole words), a capital inside, and
    one beside a digit: `T5`, `H100`, `Qwen2`.
    """
    escaped = _escape(part)
    is_alone = len(part) == 1 and part.isupper() and not (is_word and part in "AI")
    has_capital = any(character.isupper() for character in part[1:])
    is_numbered = part[0].isupper() and any(character.isdigit() for character in part)
    return "{" + escaped + "}" if is_alone or has_capital or is_numbered else escaped
