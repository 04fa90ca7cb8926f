"""The first of many: what would fill the memory or the screen is counted, and its start kept."""

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
        """Count all, and keep as many as there is room for."""
        self.count += len(items)
        self.items += items[: max(self.most - len(self.items), 0)]

    @property
    def more(self) -> int:
        """How many were counted and not kept."""
        return self.count - len(self.items)
