"""What the words of one field name: organizations, unknown names, and words that name nothing."""

from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the table does not know, as written, and the closest names, best first."""

    text: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one field names: canonical names, unknown names, and words that name nothing."""

    names: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What was found so far in one field, each with its place.

    `seats` are the places of names that are towns too, and mean the town here.
    """

    names: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, Unknown]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    seats: set[int] = field(default_factory=set)

    def resolution(self) -> Resolution:
        """Return what was found, each once, in the order of the text."""
        return Resolution(
            tuple(dict.fromkeys(_in_order(self.names))),
            tuple(dict.fromkeys(_in_order(self.unknown))),
            tuple(dict.fromkeys(_in_order(self.notes))),
        )


def _in_order(items: list[tuple[int, T]]) -> list[T]:
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]
