r"""Maths in titles: where it stands (and is not money), and whether it may be typeset.

`$x$`, `$$x$$` and `\(x\)` are maths. A title must not be able to read a file or run a program when
somebody typesets their bibliography, so that only commands known to be harmless may be typeset.
All patterns take time in proportion to the text.
"""

import re
from collections.abc import Iterator

_BODY = r"(?:[^$\\]|\\[^()]){1,200}"
_MATHS = re.compile(rf"(?P<dollars>\$\$?)(?P<body>{_BODY})(?P=dollars)|\\\({_BODY}\\\)|\\.")
_COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])")
_COMMAND_OR_GROUP = re.compile(r"\\[A-Za-z]+|\{[^{}]*\}")
_WORD = re.compile(r"[A-Za-z]{2}")
_BRACE = re.compile(r"\\[{}]")
_FORBIDDEN = re.compile(r"(?<!\\)[%#&]|\^\^")
_COMMANDS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu "
    "nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma "
    "Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph ell hbar imath jmath Re Im wp "
    "infty partial nabla forall exists neg emptyset varnothing angle prime dagger ddagger "
    "star ast circ bullet cdot cdots ldots dots vdots ddots times div pm mp oplus ominus "
    "otimes oslash odot wedge vee cap cup setminus in notin ni subset supset subseteq "
    "supseteq le leq ge geq ne neq ll gg lesssim gtrsim approx sim simeq cong equiv propto "
    "mid parallel perp to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow "
    "Leftarrow Leftrightarrow uparrow downarrow longrightarrow circlearrowright "
    "circlearrowleft langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert "
    "Vert left right big Big sum prod int oint lim sup inf min max log ln exp sin cos tan det "
    "dim ker arg deg gcd frac tfrac dfrac binom sqrt boxed hat widehat tilde widetilde bar "
    "overline underline vec dot ddot check operatorname quad qquad , ; : ! > / - | { } % # & _"
)
_FONTS = (
    "mathbb mathbf mathcal mathfrak mathit mathrm mathscr mathsf mathtt bm boldsymbol text "
    "textbf textit textrm textsc textsf texttt textnormal mbox emph rm bf it sf tt sc cal "
    "displaystyle textstyle scriptstyle scriptscriptstyle tiny scriptsize footnotesize small "
    "normalsize large Large"
)
FONTS = frozenset(_FONTS.split())
"""Commands that say in which font or size something is set."""

_HARMLESS = frozenset((*_COMMANDS.split(), *FONTS, " "))
_FONT = re.compile(rf"\\(?:{'|'.join(sorted(FONTS))})(?![A-Za-z])")


def split(text: str) -> list[str]:
    """Return pieces that joined are the text: plain text, maths with its signs, and so on."""
    pieces: list[str] = []
    end = 0
    for start, stop in _spans(text):
        pieces += (text[end:start], text[start:stop])
        end = stop
    return [*pieces, text[end:]]


def body(maths: str) -> str:
    """Return what stands between the signs of a piece of maths."""
    return maths.strip("$") if maths.startswith("$") else maths[2:-2]


def without_fonts(text: str) -> str:
    """Return the text without commands that say in which font or size something is set."""
    return _FONT.sub("", text) if "\\" in text else text


def is_harmless(body: str) -> bool:
    """Return whether the body of maths has balanced braces and only known commands.

    BibTeX counts braces that are written as characters, TeX does not.
    """
    return (
        not _FORBIDDEN.search(body)
        and all(name in _HARMLESS for name in _COMMAND.findall(body))
        and _is_balanced(body)
        and _is_balanced(_BRACE.sub("", body))
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if "$" not in text and "\\(" not in text:
        return
    end = 0
    while match := _MATHS.search(text, end):
        end = match.end()
        if match["dollars"] and _is_prose(match["body"], text[end : end + 1]):
            # The second sign may begin maths: `for $5 at $n$`.
            end = match.start() + 1
        elif match["dollars"] or end - match.start() > 2:
            yield match.span()


def _is_prose(body: str, after: str) -> bool:
    r"""Return whether the dollar signs around a text are no maths: `from $5 to $10`, `$A and $B`.

    Maths is rarely set with a space inside the signs, and then (`$\sim 10 $`) has no words.
    """
    if not body.strip():
        return True
    if body[0].isdecimal() and after.isdecimal():
        return True
    is_tight = not body[0].isspace() and not body[-1].isspace()
    return not is_tight and _WORD.search(_COMMAND_OR_GROUP.sub(" ", body)) is not None


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
