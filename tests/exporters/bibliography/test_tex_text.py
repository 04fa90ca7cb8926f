"""TeX in titles and journals is read as the text that it stands for, in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.exporters import registry
from aiev.exporters.bibliography import tex_text
from aiev.exporters.exporter import ExportRequest
from exporters.sample_papers import paper
from proportion import takes_time_in_proportion

SIGNS = [*"abO \\{}$`'\"~^_&%#;1", "\\textit{", "\\it ", "$x$"]
TEX = st.lists(st.sampled_from(SIGNS)).map("".join)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Schr\"odinger Meets \textit{Euclid}", "Schrödinger Meets Euclid"),
        (r"Schr{\"o}dinger and Erd\H{o}s", "Schrödinger and Erdős"),
        (r"{\tt Gmunu}: a code of {\em our} own", "Gmunu: a code of our own"),
        (r"Sets of $\texttt{SAILOR}$ and $x^2$", "Sets of SAILOR and $x^2$"),
        (r"Over \{0,1\} with Q\&A at 5\% of \$10", "Over {0,1} with Q&A at 5% of $10"),
        ("``Deep'' Scheduling of {LLM}s", "“Deep” Scheduling of LLMs"),
        (r"\textbf{Bold \emph{and} slanted}", "Bold and slanted"),
        ("Don&#39;t Stop at Q&A &amp; C&D", "Don't Stop at Q&A & C&D"),
        (r"fran\c{c}ais", "français"),
        (
            r"[N~{\sc ii}] in NGC\,1904 of \texttt{function\_graph}",
            "[N ii] in NGC 1904 of function_graph",
        ),
        (r"Fixed-\texorpdfstring{$x_{\rm H}$}{x} Grids", r"Fixed-$x_{\rm H}$ Grids"),
        (r"By \underline{V}alue at W_{1+n}", "By Value at W_{1+n}"),
        (r"Keeps \unknown{this} and a_{2}", r"Keeps \unknown{this} and a_{2}"),
        (r"360{\deg} of W_{1+\infty} at \nu = 1 \alphabet", "360° of W_{1+∞} at ν = 1 \\alphabet"),
        (r"Density$\unicode{x2013}$Hubble", "Density–Hubble"),
        (r"Keeps \(x^{2}\) and $$y^{2}$$", r"Keeps \(x^{2}\) and $$y^{2}$$"),
        ("{}", "{}"),
        ("Keeps $\\alpha_{i}$ and ~/.bashrc", "Keeps $\\alpha_{i}$ and ~/.bashrc"),
    ],
)
def test_commands_are_read_and_maths_and_the_unknown_stay(written, read):
    assert tex_text.plain(written) == read


@given(st.text(st.characters(exclude_characters="\\{`&")))
def test_a_text_without_tex_is_as_it_was(text):
    assert tex_text.plain(text) == text


@given(TEX)
def test_nothing_fails_and_maths_stays(text):
    tex_text.plain(text)
    assert "$\\alpha_{1}$" in tex_text.plain(text.replace("$", "") + " $\\alpha_{1}$")


@pytest.mark.parametrize(
    "piece",
    ["a", "\\", "{", "}", "\\textit{", "\\texorpdfstring{$", "{\\it ", "`", "$", "\\a", "&#"],
)
def test_a_long_text_takes_a_moment(piece):
    assert takes_time_in_proportion(tex_text.plain, piece, end="{")


@pytest.mark.parametrize("name", ["bibtex", "csl-json", "ris"])
def test_citations_have_titles_as_they_are_read(name):
    title = r"Schr\"odinger's \textit{Euclid}"
    cited = paper(1, title, arxiv_id="2405.00001", issued="2024", journal_ref=r"Ann. Fran\c{c}. 3")
    text = "".join(registry.load(name).render((cited,), ExportRequest()))
    assert "Schrödinger's Euclid" in text.replace(r"\u00f6", "ö").replace("’", "'")
    assert "Franç." in text
    assert "textit" not in text


def test_a_title_that_is_not_arxivs_is_no_tex():
    text = "".join(
        registry.load("ris").render(
            (paper(1, r"C:\it {x}", url="https://a.test"),), ExportRequest()
        )
    )
    assert r"C:\it {x}" in text
