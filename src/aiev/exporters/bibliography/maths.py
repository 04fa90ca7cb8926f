r"""Maths in titles: whether it may be typeset.

A title must not be able to read a file or run a program when
somebody typesets their bibliography, so that only commands known to be harmless may be typeset.
"""

import re

_COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])")
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


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
