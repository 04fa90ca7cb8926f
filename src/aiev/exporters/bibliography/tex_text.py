r"""Titles and journals in arXiv's TeX as the text that they stand for, for citations.

`Schr\"odinger Meets \textit{Euclid}` is Schrödinger Meets Euclid. Maths between dollar signs stays,
and so do unknown commands and the group of an index (`W_{1+n}`), from which pylatexenc, tried on
71,000 titles, makes W_1+n. All patterns take time in proportion to the text.
"""

import html
import re

from aiev.domain.knowledge import CitationFacts, Paper
from aiev.sources.arxiv import tex_accents, tex_maths

# Without the semicolon (`Q&A`) it is no entity.
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|amp|lt|gt|quot|apos);")
_FONTS = r"\\(?:text(?:it|bf|tt|sc|sf|rm|up|sl|normal)?|emph|mbox|underline)(?![A-Za-z]) ?"
# A word in another font is often set as maths, which it is not.
_FONT_AS_MATHS = re.compile(rf"(?<!\\)\$ ?{_FONTS}\{{([^{{}}$\\^_]*)\}} ?\$")
_FOR_BOOKMARKS = re.compile(r"\\texorpdfstring\{(\$[^$]*\$)\}\{[^{}]*\}")
_SWITCH = re.compile(
    r"\{ ?\\(?:it|bf|tt|sc|sf|rm|em|sl|tiny|scriptsize|footnotesize|small|large|Large|LARGE|huge"
    r"|itshape|bfseries|ttfamily|scshape)(?![A-Za-z]) ?([^{}\\]*)\}"
)
_FONT = re.compile(_FONTS + r"\{([^{}\\]*)\}")
_GROUP = re.compile(r"(\\[A-Za-z]+\*? ?|[_^\\])?\{([^{}\\]*)\}")
# Groups within groups are few; what is nested deeper is no title.
_DEPTH = 4
_QUOTED = re.compile(r"``([^`']*)''")
_CHARACTER = re.compile(r"\\([&%#_])")
# What MathJax reads and TeX does not, mostly a dash set as maths.
_CODE_POINT = re.compile(r"\$\\unicode\{x([0-9A-Fa-f]{2,4})\}\$")
SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ",
    "Omega": "Ω", "deg": "°", "infty": "∞", "times": "×", "pm": "±",
}  # fmt: skip
# arXiv writes what it was given as a character so: `360{\deg}`.
_SYMBOL = re.compile(rf"(\{{)?\\({'|'.join(SYMBOLS)})(?(1)\}}|(?![A-Za-z]))")
_SPACE = re.compile(r"\\[,:; ]|(?<=\w)~(?=[\w\\{])")
_BRACE_OR_DOLLAR = re.compile(r"\\([${}])")


def title(paper: Paper | CitationFacts) -> str:
    """Return the title of a paper as it is read, by what its source wrote where that is TeX.

    Bibliographies can set maths. Without that only titles from arXiv may be TeX.
    """
    is_tex = paper.tex_title or paper.arxiv_id
    return plain(paper.tex_title or paper.title) if is_tex else paper.title


def plain(text: str) -> str:
    """Return what a text in TeX stands for; a text without a command or group stays as it is.

    So does a text that stands for nothing, such as `{}`.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if not any(sign in text for sign in ("\\", "{", "``")):
        return text
    text = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), text)
    text = _FOR_BOOKMARKS.sub(r"\1", _FONT_AS_MATHS.sub(r"\1", text))
    pieces = tex_maths.split(text)
    pieces[::2] = map(_outside_maths, pieces[::2])
    read = "".join(pieces)
    return read if read.strip() else text


def _outside_maths(text: str) -> str:
    if "\\" in text:
        text = _SYMBOL.sub(lambda match: SYMBOLS[match[2]], text)
    text = _CHARACTER.sub(r"\1", _SPACE.sub(" ", tex_accents.letters(text)))
    for _ in range(_DEPTH):
        text = _GROUP.sub(_opened, _FONT.sub(r"\1", _SWITCH.sub(r"\1", text)))
    return _BRACE_OR_DOLLAR.sub(r"\1", _QUOTED.sub(r"“\1”", text))


def _opened(group: re.Match[str]) -> str:
    """Return what a group holds; that of an unknown command or an index stays as it is."""
    return group[2] if group[1] is None else group[0]
