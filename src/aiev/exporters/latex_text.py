"""Plain text as LaTeX for the fields of a BibTeX entry: harmless, and the same when typeset.

Letters stay UTF-8. Maths between dollar signs is kept when it holds only commands known to be
harmless: a title must not be able to read a file or run a program when a paper is typeset.
"""

import re
from urllib.parse import quote

from aiev.exporters.plain_text import one_line

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
# Titles come as TeX from arXiv: what is a character there already stays one.
_SPECIAL = re.compile(r"\\[&%#_]|[" + re.escape("".join(_ESCAPES)) + "]")
_LITERAL_BRACE = re.compile(r"\\textbrace(left|right)\{\}")
# Sums of money are no maths: `from $5 to $10`, `$5-$10`.
_MATHS = re.compile(r"(?<!\\)\$(?!\d[^$]*\$\d)([^$\s](?:[^$]{0,200}?[^$\s\\])?)\$")
_COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])")
_MATHS_COMMANDS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu "
    "nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma "
    "Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph ell hbar imath jmath Re Im wp "
    "infty partial nabla forall exists neg emptyset varnothing angle prime dagger ddagger "
    "star ast circ bullet cdot cdots ldots dots vdots ddots times div pm mp oplus ominus "
    "otimes oslash odot wedge vee cap cup setminus in notin ni subset supset subseteq "
    "supseteq le leq ge geq ne neq ll gg lesssim gtrsim approx sim simeq cong equiv propto "
    "mid parallel perp to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow "
    "Leftarrow Leftrightarrow uparrow downarrow longrightarrow langle rangle lfloor rfloor "
    "lceil rceil lvert rvert lVert rVert vert Vert left right big Big sum prod int oint lim "
    "sup inf min max log ln exp sin cos tan det dim ker arg deg gcd frac tfrac dfrac binom "
    "sqrt hat widehat tilde widetilde bar overline underline vec dot ddot check mathbb mathbf "
    "mathcal mathfrak mathit mathrm mathscr mathsf mathtt bm boldsymbol operatorname text "
    "textbf textit textrm textsc textsf texttt emph rm bf it sf tt cal quad qquad , ; : !"
)
_HARMLESS = frozenset((*_MATHS_COMMANDS.split(), " "))
_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"(?P<before>[^\w$]*)(?P<core>.*?)(?P<after>[^\w$]*)", re.DOTALL)
_PART = re.compile(r"[^-–—/:]+")
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"


def escape(text: str) -> str:
    """Answer the text with everything that LaTeX or BibTeX would obey written as a character."""
    text = one_line(text)
    return _with_pairs(_escape(text)) if _SPECIAL.search(text) else text


def title(text: str) -> str:
    """Answer a title in which maths is kept and capitals that carry meaning are in braces.

    These are capitals inside a word (`MoE`, `GPU-Free`), letters alone, and the name of a system
    before the first colon (`Mamba: …`), which styles would otherwise write small.
    """
    text = one_line(text)
    pieces: list[str] = []
    start = 0
    name_end = _name_end(text)
    for match in _MATHS.finditer(text):
        if _is_harmless(match[1]):
            pieces.append(_words(text[start : match.start()], name_end=name_end - start))
            # Styles change the case of what is outside braces, maths included.
            pieces.append("{" + match[0] + "}")
            start = match.end()
    pieces.append(_words(text[start:], name_end=name_end - start))
    return _with_pairs("".join(pieces))


def verbatim(text: str) -> str:
    """Answer an address or identifier for a field that is not typeset as text."""
    return quote(one_line(text), safe=_URL_SAFE)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], match[0]), text)


def _with_pairs(escaped: str) -> str:
    r"""Answer the text with literal braces as `\{` and `\}` where they come in pairs.

    Programs that are no LaTeX know these better than the commands, but readers of BibTeX count
    them as braces, so that a single one would take the rest of the file with it.
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
    """Answer where a name of one word before the first colon ends, or 0."""
    name, colon, _ = text.partition(":")
    return len(name) if colon and len(name.split()) == 1 else 0


def _words(text: str, *, name_end: int) -> str:
    return _TOKEN.sub(lambda match: _protect(match[0], is_name=match.start() < name_end), text)


def _protect(word: str, *, is_name: bool) -> str:
    if word.isalpha() and (word if is_name else word[1:]).islower():
        return word
    match = _CORE.fullmatch(word)
    if match is None:
        return _escape(word)
    core = match["core"]
    if is_name and core != core.lower():
        core = "{" + _escape(core) + "}"
    else:
        core = _PART.sub(lambda part: _protect_part(part[0]), core)
    return _escape(match["before"]) + core + _escape(match["after"])


def _protect_part(part: str) -> str:
    escaped = _escape(part)
    is_alone = len(part) == 1 and part.isupper() and part not in "AI"
    has_capital = any(character.isupper() for character in part[1:])
    return "{" + escaped + "}" if is_alone or has_capital else escaped


def _is_harmless(maths: str) -> bool:
    """Say whether the maths has balanced braces and none but known commands."""
    if re.search(r"[%#&~]|\^\^", maths):
        return False
    if any(name not in _HARMLESS for name in _COMMAND.findall(maths)):
        return False
    depth = 0
    for character in maths:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
