"""Reading the steps that the log has, the last first."""

import sqlite3
from enum import StrEnum

from aiev.value import value

_STEPS = """
select id, started_at, command, state, changes, first_change, last_change
from undo_step
order by turn desc, id
"""


class State(StrEnum):
    """Whether a step can be taken back, and why not."""

    KEPT = "kept"
    TOO_LARGE = "too large"
    NOT_LOGGED = "not logged"


@value
class LoggedStep:
    """One command that wrote: when it was begun (UTC), its command line, and how many changes.

    The changes are those of rows that are kept, between two numbers.
    """

    id: int
    started_at: str
    command: str
    state: str
    changes: int
    first_change: int
    last_change: int


def read(connection: sqlite3.Connection) -> tuple[LoggedStep, ...]:
    """Return all steps, the one that wrote last first."""
    return tuple(LoggedStep(*row) for row in connection.execute(_STEPS))
