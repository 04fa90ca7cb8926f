"""Plain text in the fields of a BibTeX entry: capitals that mean something stay capitals."""

import pytest

from aiev.exporters.bibliography import latex_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Inside a word, and letters alone, but for the two that are English words.
        ("MoE for GPU-Free Serving", "{MoE} for {GPU}-Free Serving"),
        ("Plan B of a Model", "Plan {B} of a Model"),
        ("A Model and I", "A Model and I"),
        ("Can I Serve", "Can I Serve"),
        ("What A Model", "What A Model"),
        # The name of a system before the first colon, and nothing after it.
        ("Mamba: Linear Time", "{Mamba}: Linear Time"),
        ("Mamba: Ring: Tree", "{Mamba}: Ring: Tree"),
        ("Mamba Again: Linear Time", "Mamba Again: Linear Time"),
        ("Linear Time", "Linear Time"),
        ("mamba: Linear Time", "mamba: Linear Time"),
        # A name before or after maths, whose length counts as well.
        ("Mamba$x$: Time", "{Mamba}{$x$}: Time"),
        ("$x$: Linear Time", "{$x$}: Linear Time"),
        ("$x$Kite: Linear Time", "{$x$}{Kite}: Linear Time"),
        ("Fast $x$ and Kite: Linear", "Fast {$x$} and Kite: Linear"),
    ],
)
def test_capitals_that_carry_meaning_are_in_braces(text, expected):
    assert latex_text.title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% of $5 & more_", r"50\% of \$5 \& more\_"),
        (r"{a} \b", r"\{a\} \textbackslash{}b"),
        ("a } b", r"a \textbraceright{} b"),
        ("} a {", r"\textbraceright{} a \textbraceleft{}"),
    ],
)
def test_what_latex_would_obey_is_a_character(text, expected):
    assert latex_text.escape(text) == expected


def test_addresses_and_dois_stay_what_they_are():
    assert latex_text.verbatim("https://a.test/x?y={z}&w") == "https://a.test/x?y=%7Bz%7D&w"
    assert latex_text.doi(r"10.1/a_{b}\c") == "10.1/a_%7Bb%7D%5Cc"
