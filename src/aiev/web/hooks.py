"""Datasette's hooks with types, which it has not."""

from collections.abc import Sequence
from typing import Protocol


class Outcome(Protocol):
    """What the other plugins answered to a hook."""

    def get_result(self) -> Sequence[object]:
        """Return what each of them answered."""
        ...

    def force_result(self, result: Sequence[object]) -> None:
        """Put other answers in their place."""
        ...
