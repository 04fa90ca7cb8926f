r"""TeX is read as it is meant, and what cannot be read stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.sources.arxiv import tex_reading
from aiev.sources.arxiv.tex_reading import readable
from proportion import takes_time_in_proportion

SIGNS = [*"ab1 \\{}$^_%&#~()`'\"", "\\(", "\\)", "\\alpha", "\\textbf{", "\\'", "_{", "^{-1}"]
TEX = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Schr\"odinger, Erd\H{o}s, na\"{\i}ve", "Schrödinger, Erdős, naïve"),
        (r"\L{}ukasz \o rsted {\"o}l", "Łukasz ørsted öl"),
        (r"$\alpha$-entmax and $\pi_0$", "α-entmax and π₀"),
        ("H$_2$O, S$^2$FT, $10^{-3}$", "H₂O, S²FT, 10⁻³"),
        (r"A$^*$, $A^\ast$, $90^{\circ}$, 90{\deg}", "A*, A*, 90°, 90°"),
        (r"$D_{\mathrm{KL}}$, $x_{i,j}$, $L_\infty$", "D_KL, x_{i,j}, L_∞"),
        (r"$\mathcal{V}isi\mathcal{P}runer$ in $\mathbb{R}^d$", "VisiPruner in R^d"),
        (r"${\rm TiO}_2$ at $z \approx 8$", "TiO₂ at z ≈ 8"),
        (r"\textbf{S}ome \emph{new} {\it in situ} $\texttt{Code}$", "Some new in situ Code"),
        (r"M\textsuperscript{4}, 5\% of R\&D, $1\%$", "M⁴, 5% of R&D, 1%"),
        (r"See \href{http://a.example}{this} or \url{http://b.example}", "See this or http://b.example"),
        ("Robots&#39; ``own'' $x$ &amp; y", "Robots' “own” x & y"),
        (r"a$\unicode{x2013}$b", "a–b"),
    ],
)  # fmt: skip
def test_a_text_is_read_as_it_is_meant(written, read):
    assert tex_reading.read(written) == (read, written)


@pytest.mark.parametrize(
    "text",
    [
        "Plain words",
        "From $5 to $10, or US$5/$6",
        r"\ours beats \foo{bar} by C:\new \n",
        r"as in \cite{kite} and \ref{fig}",
        r"$\begin{matrix} a & b\end{matrix}$",
        "Q&A of R&D; a_b x^2 {a, b}",
        "$ $",
    ],
)
def test_what_cannot_be_read_stays_as_it_is_written(text):
    assert tex_reading.read(text) == (text, None)


@given(TEX)
def test_any_text_is_read_to_something(text):
    assert readable(text).strip() or not text.strip()


@pytest.mark.parametrize("piece", ["$", "$a$ ", "\\a{", "\\'", "{\\it a", "_{", "$_{a", "\\href{a"])
def test_a_long_text_takes_a_moment(piece):
    assert takes_time_in_proportion(readable, piece, end="$")
