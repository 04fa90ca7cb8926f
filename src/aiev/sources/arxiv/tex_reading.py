r"""Texts in TeX as they are read: `H$_2$O` is H₂O, `Schr\"odinger` is Schrödinger.

pylatexenc knows the commands; what it does not know stays as it was written. It is asked for one
formula or command at a time: to it all behind a per cent sign is a comment, and one unknown command
would spoil an abstract. It is loaded for the first text that has any, as most have none.
"""

import html
import logging
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial

from aiev.sources.arxiv import tex_accents, tex_maths

# Without the semicolon (`Q&A`) it is no entity.
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|amp|lt|gt|quot|apos|nbsp);")
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_COMMAND = re.compile(
    rf"\{{\\[A-Za-z]+ [^{{}}\\]*\}}|\\[A-Za-z]+(?: ?{_GROUP})?(?:{_GROUP})?|\\[^A-Za-z]"
)
_NAME = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_INDEX = re.compile(r"([_^])(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s\\{}]))")
_LETTERS_IN_BRACES = re.compile(r"(\\[A-Za-z]+ ?|\})?\{([^\W\d_]+|°)\}")
_LINKED = re.compile(r"\\href ?\{[^{}]*\} ?\{([^{}]*)\}")
_RAISED = re.compile(r"\\text(super|sub)script ?\{([^{}$]*)\}")
# TeX takes the blank after a command for its end; in a sentence it stands there.
_COMMAND_AND_BLANK = re.compile(r"(\\[A-Za-z]+) (?=\S)")
_ESCAPED_S = re.compile(r"(?<=\w)\\'s\b")
_BARE_AMPERSAND = re.compile(r"(?<!\\)&")
_QUOTED = re.compile(r"``([^`']*)''")
_TIE = re.compile(r"(?<=[\w.,)])~(?=[\w\\{])")
# What MathJax reads and TeX does not, mostly a dash.
_CODE_POINT = re.compile(r"\\unicode\{x([0-9A-Fa-f]{2,4})\}")
# Signs of TeX that are meant as such, while pylatexenc reads what is around them.
_KEPT_SIGNS = str.maketrans("_^{}", "\ue100\ue101\ue102\ue103")
_SIGNS_BACK = str.maketrans("\ue100\ue101\ue102\ue103", "_^{}")
# What stands for something else than text, or would say where it was left out.
_NOT_READ = frozenset(
    (
        "ref", "autoref", "cref", "Cref", "eqref", "cite", "citet", "citep", "input", "include",
        "includegraphics", "title", "author", "date", "maketitle", "item", "part", "chapter",
        "section", "subsection", "subsubsection", "paragraph", "subparagraph", "exercise", "uebung",
        "hspace",
    )
)  # fmt: skip
# Fonts and sizes, which pylatexenc leaves out as it does what it does not know.
_SWITCHES = frozenset(
    (
        "rm", "bf", "it", "sf", "tt", "em", "sc", "sl", "cal", "left", "right", "big", "Big",
        "displaystyle", "textstyle", "scriptstyle", "tiny", "scriptsize", "footnotesize", "small",
        "normalsize", "large", "Large", "itshape", "bfseries", "ttfamily", "scshape", "limits",
    )
)  # fmt: skip
# What it would leave out with what stands in the braces behind, as it knows of none there.
_BEFORE_BRACES = frozenset(
    (
        "boldsymbol", "bm", "operatorname", "pmb", "mathop", "mathds", "textnormal", "hbox", "path",
        "mkbibemph", "uppercase",
    )
)  # fmt: skip
_WITH_BRACES = frozenset(
    (
        "texttt", "textsf", "textup", "textmd", "mbox", "overline", "underline", "url", "widehat",
        "widetilde",
    )
)  # fmt: skip
# Commands of BibTeX and biblatex with one text in braces, of which pylatexenc does not know.
_OF_BIBTEX = {"enquote": "“%s”", "mkbibquote": "“%s”"}
_OF_OUR_OWN = {
    **dict.fromkeys(_SWITCHES | _BEFORE_BRACES, ""), **dict.fromkeys(_WITH_BRACES, "%s"),
    **_OF_BIBTEX, "deg": "°", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "xspace": "",
    "lesssim": "≲", "gtrsim": "≳", "sim": "~", "ldots": "…", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textbar": "|", "textasciicircum": "^", "textasteriskcentered": "*",
    "copyright": "©", "S": "§", "slash": "/", "newline": " ",
}  # fmt: skip
_HIGH = dict(zip("0123456789+-=()*∗′∘°†‡", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾**′°°†‡", strict=True))
_LOW = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_ACCENTS = frozenset("'`^\"~=.\\")
_SIGN_OF = {"super": "^", "sub": "_"}
# Letters in the fonts of maths, which nobody types.
_STYLED = re.compile("[ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℊℴ\U0001d400-\U0001d7ff]")
# Indices within indices: deeper is no name.
_DEPTH = 3
_KEPT = 1 << 16


def read(text: str) -> tuple[str, str | None]:
    """Return a text as it is read, and as it was written where that is something else."""
    told = readable(text)
    return told, (None if told == text else text)


def readable(text: str) -> str:
    """Return a text in TeX as it is read; one that would be empty stays as it is."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "$" not in text and "\\" not in text:
        return text
    if "\\text" in text or "\\href" in text:
        raised = _RAISED.sub(lambda found: f"${_SIGN_OF[found[1]]}{{{found[2]}}}$", text)
        text = _LINKED.sub(r"\1", raised)
    pieces = tex_maths.split(text)
    pieces[::2] = map(_prose, pieces[::2])
    pieces[1::2] = map(_maths, pieces[1::2])
    read = "".join(pieces)
    return unicodedata.normalize("NFC", read) if read.strip() else text


def _prose(text: str) -> str:
    if "\\" in text:
        text = _ESCAPED_S.sub("'s", text)
        text = _COMMAND.sub(lambda command: _command(command[0]), tex_accents.letters(text))
        text = _LETTERS_IN_BRACES.sub(_opened, _TIE.sub(" ", text))
    return _QUOTED.sub(r"“\1”", text)


def _opened(group: re.Match[str]) -> str:
    return group[0] if group[1] else group[2]


@lru_cache(maxsize=_KEPT)
def _command(text: str) -> str:
    if text == "\\ ":
        return " "
    if text[1:] in _ACCENTS:
        # An accent over no letter, and the end of a line: no text of arXiv's has them so.
        return text
    if not _is_known(text):
        return text
    # To TeX the bare sign parts the columns of a table, and pylatexenc leaves it out.
    told = _read(_BARE_AMPERSAND.sub(r"\&", text)) or text
    return told.strip() if text[0] == "{" else told


@lru_cache(maxsize=_KEPT)
def _maths(text: str) -> str:
    body = _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), tex_maths.body(text))
    if not _is_known(body):
        return text
    for _ in range(_DEPTH):
        body = _INDEX.sub(_index, body)
    return _read(body).strip().translate(_SIGNS_BACK) or text


def _index(found: re.Match[str]) -> str:
    """Return an index as small digits, or as it was written where it is more than a word."""
    sign, group, one = found.groups()
    said = _read(group if group is not None else one).strip()
    small = _HIGH if sign == "^" else _LOW
    if said and all(letter in small for letter in said):
        return "".join(small[letter] for letter in said)
    is_word = len(said) == 1 or said.replace(".", "").isalnum()
    return (sign + (said if is_word else f"{{{said}}}")).translate(_KEPT_SIGNS)


def _read(text: str) -> str:
    """Return what pylatexenc makes of a text, nothing where it cannot read it."""
    try:
        text = _reader()(_COMMAND_AND_BLANK.sub(r"\1{} ", text))
    except (LookupError, ValueError):
        # A command without the braces that it needs.
        return ""
    text = _STYLED.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)
    return " ".join(text.split()) if "  " in text or "\n" in text else text


def _is_known(text: str) -> bool:
    """Return whether pylatexenc knows all commands of a text, which is balanced and no comment."""
    if "%" in text.replace("\\%", "") or text.count("{") != text.count("}"):
        return False
    known = _known()
    return all(name in known or not name.isalpha() for name in _NAME.findall(text))


@cache
def _known() -> frozenset[str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415

    specs = get_default_latex_context_db().iter_macro_specs()
    return frozenset(spec.macroname for spec in specs) - _NOT_READ | frozenset(_OF_OUR_OWN)


@cache
def _reader() -> Callable[[str], str]:
    from pylatexenc import latex2text, latexwalker, macrospec  # noqa: PLC0415

    context = latex2text.get_default_latex_context_db()
    macros = [latex2text.MacroTextSpec(name, said) for name, said in _OF_OUR_OWN.items()]
    context.add_context_category("aiev", macros=macros, prepend=True)
    commands = latexwalker.get_default_latex_context_db()
    with_braces = [macrospec.MacroSpec(name, "{") for name in _OF_BIBTEX]
    commands.add_context_category("aiev", macros=with_braces, prepend=True)
    # Without a handler, logging prints the package's warnings on the user's terminal.
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    reader = latex2text.LatexNodes2Text(latex_context=context, math_mode="text")
    return partial(reader.latex_to_text, latex_context=commands)
