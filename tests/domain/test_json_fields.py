"""Fields of JSON from outside are of the type that is asked for, or there is a clear error."""

import pytest

from aiev.domain.json_fields import Fields


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("text", "a\0b", "a\ufffdb"),
        ("raw", "a\0b", "a\0b"),
        ("text", None, None),
        ("needed", "x", "x"),
        ("number", 7, 7),
        ("flag", True, True),
        ("texts", ["a", None, "b"], ("a", "b")),
        ("maybe_texts", ["a", None], ("a", None)),
        ("numbers", [1, None, 2], (1, 2)),
    ],
)
def test_a_field_of_the_right_type_is_read(method, value, expected):
    assert getattr(Fields({"x": value}), method)("x") == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [("text", None), ("number", None), ("flag", False), ("texts", ()), ("objects", [])],
)
def test_an_absent_field_is_none_or_empty(method, expected):
    assert getattr(Fields({}), method)("x") == expected


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("text", 1),
        ("text", "\ud800"),
        ("needed", ""),
        ("number", "1"),
        ("number", True),
        ("number", -1),
        ("number", 2**63),
        ("flag", 1),
        ("texts", "a"),
        ("texts", [1]),
        ("numbers", ["1"]),
        ("objects", ["a"]),
        ("within", []),
    ],
)
def test_a_field_of_another_type_is_an_error_that_says_so(method, value):
    with pytest.raises(ValueError, match=r"x|JSON object"):
        getattr(Fields({"x": value}), method)("x")


def test_what_is_no_object_is_refused():
    with pytest.raises(ValueError, match="no JSON object"):
        Fields(["x"])


def test_an_object_within_is_read_by_name_and_a_row_as_it_is():
    fields = Fields({"a": {"b": "c", "n": 1, "none": None}})
    assert fields.within("a").names() == ("b", "n", "none")
    assert fields.within("a").row() == {"b": "c", "n": 1, "none": None}
    assert fields.within("z").names() == ()
