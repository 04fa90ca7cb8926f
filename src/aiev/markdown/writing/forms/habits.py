"""What a list does as a whole, found once for all edits of it: none of them makes a habit."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple, cast

from aiev.markdown.values import ParsedList

T = TypeVar("T")
Further = TypeVarTuple("Further")


def of_list(
    find: Callable[[ParsedList, *Further], T],
) -> Callable[[ParsedList, *Further], T]:
    """Make a function of a whole list answer, for an edited list, what it did before the edit.

    Several papers that wait to be added so come where and as each would by itself.
    """

    @wraps(find)
    def found(listed: ParsedList, *further: *Further) -> T:
        origin = listed.origin or listed
        key = (find, *further)
        if key not in origin.habits:
            origin.habits[key] = find(origin, *further)
        return cast("T", origin.habits[key])

    return found
