"""The first sentence of an abstract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.exporters.html.gist import split
from aiev.exporters.plain_text import one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Large models need much memory to serve. We page it.",
         "Large models need much memory to serve."),
        ("Wait! We serve mixtures of experts from the host. And so on.",
         "Wait! We serve mixtures of experts from the host."),
        ("As shown by Dao et al. 2022 and others (e.g. Rabe) it is fast. Next.",
         "As shown by Dao et al. 2022 and others (e.g. Rabe) it is fast."),
        ("We follow the method of J. Smith and of K. Jones here. It works.",
         "We follow the method of J. Smith and of K. Jones here."),
        ("It reaches 3.5 times the throughput of version 2.0 of vLLM? Yes.",
         "It reaches 3.5 times the throughput of version 2.0 of vLLM?"),
        ("One sentence without an end, however long it may be", None),
    ],
)  # fmt: skip
def test_it_ends_where_the_sentence_does(text, expected):
    assert split(text)[0] == (expected or text)


@given(st.text(alphabet='aA.!? "(1', max_size=200).map(one_line))
def test_both_parts_are_the_text(text):
    first, rest = split(text)
    assert (f"{first} {rest}" if rest else first) == text
