"""The citation keys of a document are found, and nothing that is none."""

import pytest

from aiev.errors import InputError
from aiev.sources.files import cited_keys
from proportion import takes_time_in_proportion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", ["a"]),
        (r"\cite{a, b,c}", ["a", "b", "c"]),
        ("\\cite{a,\n  b}", ["a", "b"]),
        (r"\citep[see][p.~3]{a} \citet*{b} \Citet{c} \citealp{d} \citeauthor{e}", list("abcde")),
        (r"\parencite[1]{a} \Textcite{b} \autocite{c} \footcite{d} \nocite{e}", list("abcde")),
        (
            r"\footfullcite{a} \supercite{b} \smartcite{c} \fullcite{d} \citeyearpar{e}",
            list("abcde"),
        ),
        (r"\cites[1]{a}[2]{b} \parencites(pre)(post)[1]{c}{d}", list("abcd")),
        (r"\cite{a}{b}", ["a"]),
        (r"\nocite{*}", ["*"]),
        (r"50\% of \cite{a} % \cite{b}", ["a"]),
        (r"\\% \cite{b}", []),
        (r"\setcitestyle{authoryear} \citetext{see} \bibcite{x}{1} \citestyle{y} \excited{z}", []),
        (r"\DeclareCiteCommand{\foo}", []),
        (r"\cite{DBLP:conf/x/Foo24} \cite{a+b_c:d-e}", ["DBLP:conf/x/Foo24", "a+b_c:d-e"]),
    ],
)
def test_every_command_that_cites_in_latex(text, expected):
    assert list(cited_keys.in_latex(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As @a says, [@b; see -@c, p. 3] and [-@d].", list("abcd")),
        ("[@Foo2024a:x_y.z] @{https://x.io/a} @a.", ["Foo2024a:x_y.z", "https://x.io/a", "a"]),
        ("mail ada@x.io, `@code`, @fig-one, @tbl:two, https://x.io/@ada", []),
        ("```\n@code\n```\n@a\n~~~\n@b\n~~~\n", ["a"]),
    ],
)
def test_every_form_that_cites_in_markdown(text, expected):
    assert list(cited_keys.in_markdown(text)) == expected


def test_what_a_document_takes_in_is_read_too_each_file_once(tmp_path):
    (tmp_path / "sec").mkdir()
    (tmp_path / "paper.tex").write_text(
        r"\cite{a}\input{sec/one}\include{sec/two.tex}\input{gone}% \input{not}"
    )
    (tmp_path / "sec" / "one.tex").write_text(r"\cite{b}\input{paper}")
    (tmp_path / "sec" / "two.tex").write_text(r"\cite{a,c}\input{sec/one}")
    found = cited_keys.read(tmp_path / "paper.tex")
    assert found.keys == ("a", "b", "c")
    assert found.missing == (tmp_path / "gone.tex",)


def test_what_latex_noted(tmp_path):
    (tmp_path / "p.aux").write_text(
        "\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\\bibcite{e}{1}\n\\@input{q.aux}\n"
    )
    (tmp_path / "q.aux").write_text("\\citation{f}\n")
    assert cited_keys.read(tmp_path / "p.aux").keys == ("a", "b", "c", "d", "f")


def test_a_file_of_another_encoding_is_read_and_a_missing_one_told(tmp_path):
    (tmp_path / "p.tex").write_bytes("Müller \\cite{a}".encode("latin-1"))
    assert cited_keys.read(tmp_path / "p.tex").keys == ("a",)
    with pytest.raises(InputError, match="no file at this path"):
        cited_keys.read(tmp_path / "none.md")


@pytest.mark.parametrize("piece", [r"\cite", r"\cites{a}", r"\cite[", r"\cite[]", "{", "[@a", "%"])
def test_a_long_document_takes_a_moment(piece):
    assert takes_time_in_proportion(lambda text: list(cited_keys.in_latex(text)), piece, end="}")
    assert takes_time_in_proportion(lambda text: list(cited_keys.in_markdown(text)), piece, end="`")
