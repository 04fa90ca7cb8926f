"""`json_text` writes what `json` writes, as programs read it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_any_value_is_written_as_json_writes_it(value):
    assert json_text.dumps(value) == json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ['a "quoted" \\word', "line\nand\ttab", "\x00\x1f\x7f\x9f", "\u2028é😀", "\b\f\r\\n"]
)
def test_signs_that_json_escapes_are_escaped_once(text):
    assert json.loads(json_text.dumps(text)) == text
    assert json_text.dumps(text) == json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e300, -0.0])
def test_numbers_without_end_are_written_as_json_does(number):
    assert json_text.dumps({"n": number}) == json.dumps({"n": number})


def test_what_is_no_json_is_refused():
    with pytest.raises(TypeError):
        json_text.dumps({"of": {1, 2}})
