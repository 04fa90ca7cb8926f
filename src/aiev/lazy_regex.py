"""`re`, with patterns that are compiled when they are first asked: most runs ask hardly any.

Import it in the place of `re`. Some four hundred patterns read and write lists, whose compiling
costs a third of what SQLModel does; to load `re` itself, which is done when anything of it is
asked, costs a tenth of a search.
"""

from __future__ import annotations

from aiev.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import ASCII as ASCII
    from re import DOTALL as DOTALL
    from re import IGNORECASE as IGNORECASE
    from re import MULTILINE as MULTILINE
    from re import I as I
    from re import Match as Match
    from re import Pattern as Pattern
    from re import RegexFlag as RegexFlag
    from re import escape as escape
    from re import findall as findall
    from re import finditer as finditer
    from re import fullmatch as fullmatch
    from re import match as match
    from re import search as search
    from re import split as split
    from re import sub as sub

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def compile(pattern: str, flags: int | RegexFlag = 0) -> Pattern[str]:  # noqa: A001  # it is re's
    """Return a pattern that `re` compiles once it is asked for anything but its own text.

    A mistake in it is raised where it is first asked.
    """
    return _Lazy(pattern, flags)  # type: ignore[return-value]  # has all of its methods


def __getattr__(name: str) -> object:
    import re  # noqa: PLC0415  # the point of all this

    found: object = getattr(re, name)
    globals()[name] = found
    return found


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        import re  # noqa: PLC0415

        # Asked for what is not here yet. Later calls find the compiled pattern's methods at once.
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
