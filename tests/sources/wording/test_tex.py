"""Fields of BibTeX as they are read; what is no TeX is not touched."""

import pytest

from aiev.sources.arxiv import tex_reading
from aiev.sources.wording import tex
from proportion import takes_time_in_proportion


@pytest.mark.parametrize(
    ("field", "said"),
    [
        # `\~` and `\^` are signs but before a letter.
        (r"Jo\~ao Espa{\~n}a", "João España"),
        (r"Beno{\^\i}t R\^{o}le Th\^eo", "Benoît Rôle Thêo"),
        (r"\~{}x, x\^{}2, x\^2", "~x, x^2, x^2"),
        (r"{\'E}t{\'e}, M\"uller, {\O}rsted", "Été, Müller, Ørsted"),
        (r"{{DeepSeek}-{R1}} and {a {b {C}}}", "DeepSeek-R1 and a b C"),
        (r"\textit{in vivo} {\em A \& B} {\bf C D}", "in vivo A & B C D"),
        (r"\textit{A & B}, \textbf{50\% x}, \texttt{a\_b}", "A & B, 50% x, a_b"),
        (r"\textit{a {\textbf{b {\emph{c {D}}}}}}", "a b c D"),
        (r"H{\textsubscript{2}}O", "H₂O"),
        (r"\href{https://example.org/x}{the text}", "the text"),
        (r"\enquote{what {It} says} \mkbibquote{x}", "“what It says” “x”"),
        (r"{\noopsort{1973c}}Knuth\relax, a\hspace{1em}b", "Knuth, a b"),
        (r"\textnormal{abc d} \hbox{x} \uppercase{abc}", "abc d x abc"),
        (r"\{x\} \textbackslash y \textless z \textasciitilde", r"{x} \y < z ~"),
        (r"``a'' -- b---c~d \$5 50\% \#1", "“a” – b—c d $5 50% #1"),
        (r"{$\alpha$}-nets and $x_{1}$", r"$\alpha$-nets and $x_{1}$"),
        (r"C:\dir", r"C:\dir"),
    ],
)
def test_a_field_says_what_its_tex_says(field, said):
    """Tilde and circumflex stood before their letters; a link's address ran into its text."""
    assert tex.plain(field) == said


@pytest.mark.parametrize("name", sorted(tex_reading._WITH_BRACES | tex_reading._BEFORE_BRACES))
def test_every_command_with_a_text_in_braces_says_it(name):
    r"""`\textnormal` said `%s`, which pylatexenc puts in where it knows of no braces."""
    assert tex_reading.readable(rf"a \{name}{{xy}} b") == "a xy b"


@pytest.mark.parametrize(
    "piece", ["\\~", "\\noopsort ", "\\textit{", "\\emph ", "{\\^ ", "\\hspace{"]
)
def test_reading_takes_time_in_proportion(piece):
    assert takes_time_in_proportion(tex.plain, piece, end="{")


def test_an_address_keeps_its_signs():
    assert tex.verbatim(r"https://example.org/\~user\_a\%20") == "https://example.org/~user_a%20"
