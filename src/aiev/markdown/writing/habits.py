"""What a list does as a whole, found once for all edits of it: none of them makes a habit."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from aiev.markdown.values import ParsedList

T = TypeVar("T")


def of_list(find: Callable[[ParsedList], T]) -> Callable[[ParsedList], T]:
    """Make a function of a whole list answer, for an edited list, what it did before the edit.

    Several papers that wait to be added so come where and as each would by itself.
    """

    @wraps(find)
    def found(listed: ParsedList) -> T:
        if find not in listed.habits:
            listed.habits[find] = find(listed)
        return cast("T", listed.habits[find])

    return found
