"""A list that keeps its first items and counts the rest, so that a million fit in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class CappedList(Generic[T]):
    """The first `most` of what was added; `count` tells how many that were."""

    most: int
    items: list[T] = field(default_factory=list)
    count: int = 0

    def add(self, items: Sequence[T]) -> None:
        """Count all of the items, and keep as many as there is room for."""
        self.count += len(items)
        self.items += items[: max(self.most - len(self.items), 0)]

    @property
    def more(self) -> int:
        """How many items were counted and not kept."""
        return self.count - len(self.items)
