"""Patterns that are compiled when they are first asked."""

import re
import subprocess
import sys

import pytest

from aiev import lazy_regex
from running import TIMEOUT_S


def test_a_pattern_answers_as_one_that_was_compiled_at_once():
    form, text = r"(?P<year>\d{4})-(\d\d)", "in 2024-11 and 2025-01"
    lazy, eager = lazy_regex.compile(form, re.IGNORECASE), re.compile(form, re.IGNORECASE)
    assert lazy.pattern == eager.pattern
    for _ in range(2):  # before and after it is compiled
        assert lazy.search(text, 4).span() == eager.search(text, 4).span()
        assert lazy.findall(text) == eager.findall(text)
        assert lazy.sub("x", text, count=1) == eager.sub("x", text, count=1)
        assert lazy.fullmatch(text) is eager.match(text) is None
    assert (lazy.groups, lazy.groupindex, lazy.flags) == (2, {"year": 1}, eager.flags)


def test_a_mistake_is_raised_where_the_pattern_is_first_asked():
    broken = lazy_regex.compile("(")
    with pytest.raises(re.error):
        broken.search("(")


def test_what_reads_and_writes_lists_compiles_hardly_a_pattern_when_it_is_loaded():
    counted = """
import re._compiler, sys
import sqlmodel, rapidfuzz.process, pyromark
count, compile = 0, re._compiler.compile
def counting(*words):
    global count
    count += 1
    return compile(*words)
re._compiler.compile = counting
import aiev.services.lists.add_paper
assert "aiev.markdown.reading.words.venues" in sys.modules
print(count)
"""
    done = subprocess.run(
        [sys.executable, "-c", counted], capture_output=True, timeout=TIMEOUT_S, check=True
    )
    assert int(done.stdout) <= 40
