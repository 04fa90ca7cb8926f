"""What taking a step back came to."""

from collections import Counter

from aiev.store.undo.plan import Obstacle
from aiev.store.undo_log.steps import LoggedStep
from aiev.value import value


@value
class TakenBack:
    """A step that was taken back: rows that are gone, back, or as before again, by table.

    Where there are obstacles, nothing was done.
    """

    step: LoggedStep
    removed: Counter[str]
    restored: Counter[str]
    changed: Counter[str]
    obstacles: tuple[Obstacle, ...]
