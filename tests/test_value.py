"""Values behave as frozen dataclasses with slots do, without their cost at start-up."""

import pickle
import subprocess
import sys

import pytest

from aiev.value import as_dict, replace, value


@value
class Point:
    """A point that must not lie left of the axis."""

    x: int
    y: int = 0

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("left of the axis")

    @property
    def length(self) -> int:
        return self.x + self.y


@value
class Other:
    """The same fields under another name."""

    x: int
    y: int = 0


def test_fields_are_given_by_place_name_or_default() -> None:
    assert (Point(1, 2).y, Point(y=2, x=1).y, Point(1).y) == (2, 2, 0)
    assert Point(3, 4).length == 7


@pytest.mark.parametrize("call", [Point, lambda: Point(1, 2, 3), lambda: Point(1, z=2)])
def test_a_missing_or_surplus_field_is_an_error(call) -> None:
    with pytest.raises(TypeError):
        call()


def test_checks_run_when_a_value_is_made_and_changed() -> None:
    with pytest.raises(ValueError, match="left"):
        Point(-1)
    with pytest.raises(ValueError, match="left"):
        replace(Point(1), x=-1)


def test_equal_fields_of_one_class_are_one_value() -> None:
    assert Point(1, 2) == Point(1, 2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Other(1, 2)
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_nothing_can_be_set_or_added() -> None:
    point = Point(1)
    for name in ("x", "z"):
        with pytest.raises(AttributeError):
            setattr(point, name, 5)
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_a_value_matches_by_place_and_survives_pickling() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)
    assert as_dict(replace(Point(1, 2), y=5)) == {"x": 1, "y": 5}


def test_declaring_values_does_not_load_dataclasses() -> None:
    """Loading it, with `inspect`, costs as much as half a search."""
    code = "import sys, aiev.value; print('dataclasses' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
