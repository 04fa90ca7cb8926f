"""The command that is running: all that it writes, in however many transactions, is one step.

Loads next to nothing: every command says what it is, and most of them write nothing.
"""

import os
import time
from collections.abc import Callable
from contextvars import ContextVar


class Step:
    """One run of a command; `tell` says its command line, and is asked once it has written."""

    def __init__(self, tell: Callable[[], str]) -> None:
        # Drawn, so that two processes need not agree on numbers before they write.
        self.id = int.from_bytes(os.urandom(4)) >> 1
        self.started_s = time.time()
        self.tell = tell


_running: ContextVar[Step | None] = ContextVar("step", default=None)


class during:  # noqa: N801  # read as the verb of a `with`
    """Let what is written meanwhile be one step, told by the command line that `tell` returns."""

    def __init__(self, tell: Callable[[], str]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        self._token = _running.set(Step(self._tell))

    def __exit__(self, *_raised: object) -> None:
        _running.reset(self._token)


def current() -> Step:
    """Return the step of the running command, or a new one where no command is running."""
    return _running.get() or Step(str)
