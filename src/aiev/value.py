"""Frozen values with slots, as light to declare as a plain class: no code is generated.

`dataclasses` writes and compiles half a dozen methods for each class and loads `inspect` to do so.
A search declares some sixty values; declaring them so cost more than the search itself, so start-up
has its own way: methods written once that look at the class. Type checkers read `@value` as a
frozen dataclass. What only writes may use dataclasses, which are there for everything else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_set = object.__setattr__


class _Value:
    """What every value can do, told by the names in `__match_args__`."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    _defaults: Mapping[str, object] = MappingProxyType({})

    def __init__(self, *values: object, **named: object) -> None:
        names = self.__match_args__
        if len(values) > len(names):
            raise TypeError(f"{type(self).__name__} takes {len(names)} values, not {len(values)}")
        for name, given in zip(names, values, strict=False):
            _set(self, name, given)
        rest = names[len(values) :]
        used = 0
        for name in rest:
            if name in named:
                _set(self, name, named[name])
                used += 1
            elif name in self._defaults:
                _set(self, name, self._defaults[name])
            else:
                raise TypeError(f"{type(self).__name__} needs a value for {name}")
        if used < len(named):
            unknown = ", ".join(name for name in named if name not in rest)
            raise TypeError(f"{type(self).__name__} has no place for {unknown}")
        self.__post_init__()

    def __post_init__(self) -> None:
        """Check what was given; raises ValueError for what cannot be."""

    def __setattr__(self, name: str, to: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _fields(self) == _fields(other)

    def __hash__(self) -> int:
        return hash(_fields(self))

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, _fields(self), strict=True)
        return (
            f"{type(self).__qualname__}({', '.join(f'{name}={given!r}' for name, given in pairs)})"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), _fields(self)


@dataclass_transform(frozen_default=True)
def value(declared: type[T]) -> type[T]:
    """Make a class of annotated names a frozen value with slots.

    A default must itself be frozen, as all values of the class share it.
    """
    names = tuple(declared.__annotations__)
    body = {
        name: member
        for name, member in declared.__dict__.items()
        if name not in names and name not in ("__dict__", "__weakref__")
    }
    body["_defaults"] = {n: declared.__dict__[n] for n in names if n in declared.__dict__}
    body["__slots__"] = body["__match_args__"] = names
    made: Any = type(declared.__name__, (_Value,), body)
    return made  # type: ignore[no-any-return]  # made from the class declared


def replace(of: T, **changes: object) -> T:
    """Return the same value with some of its fields changed."""
    fields = dict(zip(type(of).__match_args__, _fields(of), strict=True))  # type: ignore[attr-defined]  # every value has them
    return type(of)(**{**fields, **changes})


def as_dict(of: object) -> dict[str, object]:
    """Return a value's fields by name, in their order; values within stay values."""
    return dict(zip(type(of).__match_args__, _fields(of), strict=True))  # type: ignore[attr-defined]  # every value has them


def _fields(of: object) -> tuple[object, ...]:
    return tuple([getattr(of, name) for name in type(of).__match_args__])  # type: ignore[attr-defined]  # every value has them
