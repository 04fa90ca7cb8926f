"""Regular expressions that are compiled when they are first asked: most runs ask hardly any.

To load `re` costs a tenth of a search, and to compile a pattern some of that again.
"""

from aiev.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Pattern

_ASKED = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Lazy:
    """Stands for a pattern until it is asked anything, then answers with the pattern's methods."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> object:
        import re  # noqa: PLC0415  # the point of all this

        compiled = re.compile(self.pattern)
        # Found at once from now on, as nothing is looked for here that the instance has.
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        return getattr(compiled, name)


def regex(pattern: str) -> "Pattern[str]":
    """Return a regular expression; flags stand in it, as in `(?i)`.

    A mistake in it is raised where it is first asked.
    """
    return _Lazy(pattern)  # type: ignore[return-value]  # has all of its methods
