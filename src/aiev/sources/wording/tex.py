r"""The text of BibTeX fields: `{\"O}zge \textit{et al.}` is Özge et al.

Braces that only keep capitals go; maths between dollar signs stays as arXiv writes it. All patterns
take time in proportion to the text.
"""

import re

from aiev.sources.arxiv import tex_accents

_WORDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textdollar": "$", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textendash": "–", "textemdash": "—", "textbar": "|",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "ldots": "…", "dots": "…",
    "textellipsis": "…", "S": "§", "slash": "/", "backslash": "\\", "newline": " ",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "textmu": "µ", "textdegree": "°",
    "textasteriskcentered": "*", "textquotesingle": "'", "textasciigrave": "`",
}  # fmt: skip
# What a reader must not take for markup while the rest is read stands here meanwhile; none of these
# characters can be in a text, which may hold no private ones.
_HELD = {"\\": "\ue000", "{": "\ue001", "}": "\ue002", "~": "\ue003", "$": "\ue004", "%": "\ue005"}
_GIVEN_BACK = str.maketrans({held: sign for sign, held in _HELD.items()})
_PRIVATE = str.maketrans(dict.fromkeys(_HELD.values(), "\ufffd"))
_WORD = re.compile(
    r"\\(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|[ \t]+)?"
)
_SIGN = re.compile(r"\\([&%#_${}~^])(?:\{\})?")
_STYLE = re.compile(
    r"\\(?:text(?:it|bf|tt|sc|sf|rm|up|sl|md|normal)?|emph|mbox|hbox|underline|enquote|url|path|href"
    r"|mkbibquote|mkbibemph|uppercase|ensuremath|textsuperscript|textsubscript)(?![A-Za-z])\s*(?=\{)"
)
_SWITCH = re.compile(
    r"\\(?:it|bf|tt|sc|sf|rm|em|sl|small|itshape|bfseries|ttfamily|scshape|relax|protect|noopsort)"
    r"(?![A-Za-z])[ \t]*"
)
_SPACE = re.compile(r"\\[,:; /!]|\\(?:quad|qquad|hspace)(?![A-Za-z])")
_MATHS = re.compile(r"(?<!\\)\$([^$\n]{1,500}?)(?<!\\)\$")
_TEX = re.compile(r"[\\{}~$]|``|''|--")
_BREAK = re.compile(r"\\\\(?:\[[^\]]{0,20}\])?")
_QUOTES = (("``", "“"), ("''", "”"))
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
        text = _BREAK.sub(" ", text)
        text = _WORD.sub(lambda found: _held(_WORDS[found[1]]), text)
        text = _SIGN.sub(lambda found: _held(found[1]), text)
        text = _SPACE.sub(" ", _SWITCH.sub("", _STYLE.sub("", text)))
        text = tex_accents.letters(text)
    text = text.replace("{", "").replace("}", "").replace("~", " ")
    for sign, quote in _QUOTES:
        text = text.replace(sign, quote)
    return _DASHES.sub(lambda dashes: "–" if len(dashes[0]) == 2 else "—", text)


def _held(text: str) -> str:
    return _HELD.get(text, text)
