"""What annotations take from `typing`, without loading it, which costs a third of a search.

Type checkers see `typing` itself. While running, `Annotated[int, said]` and the like only hold what
stands in the brackets, which is all that the command line reads of them.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import (
        Annotated,
        Any,
        Literal,
        NoReturn,
        TextIO,
        TypedDict,
        TypeVar,
        Unpack,
        dataclass_transform,
        get_args,
    )
else:
    _Alias = type(list[int])

    class _Form:
        """A form with brackets; an alias of Python's own, which `|` and `get_args` know."""

        def __class_getitem__(cls, said):
            return _Alias(cls, said)

    class Annotated(_Form):
        """A type and what is said of it."""

    class Literal(_Form):
        """One of some values."""

    class Unpack(_Form):
        """The named values of a `TypedDict`."""

    class TypedDict(dict):
        """Names and the types of their values."""

        def __init_subclass__(cls, *, total=True):
            pass

    class Any:
        """Of any type."""

    class NoReturn:
        """Never anything: what raises."""

    class TextIO:
        """A stream of text."""

    def TypeVar(name, **_said):  # noqa: N802  # as `typing` calls it
        """Return what stands for a type, of which nothing is asked while running."""
        return object

    def dataclass_transform(**_said):
        """Return a decorator that changes nothing."""
        return lambda decorated: decorated

    def get_args(form):
        """Return what stands in the brackets of a form, of `typing` or of this."""
        return getattr(form, "__args__", ()) + getattr(form, "__metadata__", ())


__all__ = (
    "TYPE_CHECKING",
    "Annotated",
    "Any",
    "Literal",
    "NoReturn",
    "TextIO",
    "TypeVar",
    "TypedDict",
    "Unpack",
    "dataclass_transform",
    "get_args",
)
