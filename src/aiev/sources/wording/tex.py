r"""The text of BibTeX fields: `{\"O}zge \textit{et al.}` is Özge et al.

Braces that only keep capitals go; maths between dollar signs stays as arXiv writes it. All patterns
take time in proportion to the text.
"""

import re

from aiev.sources.arxiv import tex_reading

# What a reader must not take for markup while the rest is read stands here meanwhile; none of these
# characters can be in a text, which may hold no private ones.
_HELD = dict(zip("\\{}~$%&#_^", map(chr, range(0xE000, 0xE00A)), strict=True))
_GIVEN_BACK = str.maketrans({held: sign for sign, held in _HELD.items()})
_AWAY = str.maketrans(_HELD)
_PRIVATE = str.maketrans(dict.fromkeys(_HELD.values(), "\ufffd"))
_NAMED = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textdollar": "$", "backslash": "\\",
}  # fmt: skip
_NAMED_SIGN = re.compile(rf"\\({'|'.join(_NAMED)})(?![A-Za-z])(?:\{{\}}|[ \t]+)?")
_SIGN = re.compile(r"\\([&%#_${}~^])(?:\{\})?")
# Before a letter, in braces or not, these two are accents.
_ACCENT = re.compile(r"\\[~^](?=\s*\{?\s*(?:\\[ij](?![A-Za-z])|[^\W\d_]))")
_SPACE = re.compile(r"\\[,:; /!]|\\(?:quad|qquad)(?![A-Za-z])|\\hspace\*?\{[^{}]{0,20}\}")
# What only sorts and what only TeX sees.
_UNSAID = re.compile(r"\\noopsort\s*\{[^{}]{0,100}\}|\\(?:relax|protect)(?![A-Za-z])[ \t]*")
# Fonts, which pylatexenc would be asked for one text at a time.
_STYLE = re.compile(r"\\(?:text(?:it|bf|tt|sc|sf|rm|up|sl|md|normal)|emph|mbox)\s*(?=\{)")
_SWITCH = re.compile(r"\\(?:it|bf|tt|sc|sf|rm|em|sl|small)(?![A-Za-z])[ \t]*")
_MATHS = re.compile(r"(?<!\\)\$([^$\n]{1,500}?)(?<!\\)\$")
_TEX = re.compile(r"[\\{}~$]|``|''|--")
_BREAK = re.compile(r"\\\\(?:\[[^\]]{0,20}\])?")
_QUOTES = (("``", "“"), ("''", "”"))
# What no reader knows: its braces tell what belongs to it.
_UNREAD = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\[\]{}]{0,100}\])*(?:\{[^{}]{0,500}\})+")
_DASHES = re.compile(r"-{2,3}")


def plain(text: str) -> str:
    """Return what a field of text says; what is no TeX stays as it is."""
    if text.isascii() and _TEX.search(text) is None:
        return text
    text = text.translate(_PRIVATE)
    pieces = _MATHS.split(text)
    pieces[::2] = map(_words, pieces[::2])
    pieces[1::2] = [f"${body}$" for body in pieces[1::2]]
    return "".join(pieces).translate(_GIVEN_BACK)


def verbatim(text: str) -> str:
    r"""Return an address, DOI or path: programs that escape too much write `\_` in them."""
    if "\\" not in text and "{" not in text:
        return text
    text = (
        text.replace(r"$\backslash$", "\\").replace(r"{\_}", "_").replace(r"{\textasciitilde}", "~")
    )
    text = (
        _SIGN.sub(r"\1", text).replace(r"\textasciitilde{}", "~").replace(r"\textasciitilde", "~")
    )
    return text.replace("{", "").replace("}", "")


def _words(text: str) -> str:
    if "\\" in text:
        text = _UNSAID.sub("", _BREAK.sub(" ", text))
        text = _SWITCH.sub("", _STYLE.sub("", text))
        text = _NAMED_SIGN.sub(lambda found: _HELD[_NAMED[found[1]]], text)
        text = _SIGN.sub(_held, text).replace("%", _HELD["%"])
        text = tex_reading.readable(_SPACE.sub(" ", text))
        text = _UNREAD.sub(lambda found: found[0].translate(_AWAY), text)
    text = text.replace("{", "").replace("}", "").replace("~", " ")
    for sign, quote in _QUOTES:
        text = text.replace(sign, quote)
    return _DASHES.sub(lambda dashes: "–" if len(dashes[0]) == 2 else "—", text)


def _held(found: re.Match[str]) -> str:
    is_accent = _ACCENT.match(found.string, found.start()) is not None
    return found[0] if is_accent else _HELD[found[1]]
