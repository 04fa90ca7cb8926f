"""A pattern that is compiled when it is first asked answers as any other."""

import re

import pytest

from aiev.lazy_regex import regex


def test_a_pattern_answers_as_re_does():
    lazy, eager = regex(r"(?i)(k)ite"), re.compile(r"(?i)(k)ite")
    for text in ("Kite", "two kites", "none"):
        assert bool(lazy.fullmatch(text)) == bool(eager.fullmatch(text))
        assert lazy.findall(text) == eager.findall(text)
        assert lazy.sub("x", text) == eager.sub("x", text)
    assert lazy.groups == 1
    assert lazy.pattern == eager.pattern


def test_a_mistake_is_raised_where_the_pattern_is_first_asked():
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("(")
