"""The options of the commands as parts of the same tree that query text becomes."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from aiev.errors import UsageError
from aiev.query import dates
from aiev.query.tree import Dates, Name, Node, Text, conjunction, disjunction
from aiev.value import value

_T = TypeVar("_T")
_DATE = "write 2024, 2024-05 or 2024-05-28, or 30d, 2w, 6m, 1y for so long ago"


@value
class Filters:
    """What a result must be besides its words: one of each option's values, of all the options.

    `since`, `until` and `year` are written as in the query language.
    """

    topics: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    year: str | None = None

    def tree(self, *, today: date) -> Node:
        """Return the filters as a tree; raises UsageError for a date that cannot be read."""
        parts: list[Node] = [
            disjunction(tuple(Name(field, value.strip()) for value in values))
            for field, values in (
                ("topic", self.topics),
                ("org", self.organizations),
                ("category", self.categories),
                ("kind", self.kinds),
                ("tag", self.tags),
                ("list", self.lists),
            )
            if values
        ]
        if self.authors:
            parts.append(disjunction(tuple(Text(a, "phrase", "author") for a in self.authors)))
        low = None if self.since is None else _read(dates.since, self.since, today)
        high = None if self.until is None else _read(dates.until, self.until, today)
        if low is not None and high is not None and high <= low:
            raise UsageError(f"the range ends before it starts: {self.since}..{self.until}")
        if low is not None or high is not None:
            parts.append(Dates("date", low, high))
        if self.year is not None:
            span = _read(dates.span, self.year, today, hint="write 2024, or 2023..2025 for several")
            parts.append(Dates("date", *span))
        return conjunction(tuple(parts))


def _read(read: Callable[[str, date], _T], text: str, today: date, *, hint: str = _DATE) -> _T:
    try:
        return read(text.strip(), today)
    except ValueError as error:
        raise UsageError(f"{error}: {text}", hint=hint) from None
