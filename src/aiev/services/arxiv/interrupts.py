"""Ctrl-C while something is stored: it is finished first, as it would have to be done again."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether Ctrl-C was pressed; the work ends soon after."""

    def __init__(self) -> None:
        self.is_due = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        """Note the first Ctrl-C; raises KeyboardInterrupt at the second, for who cannot wait."""
        if self.is_due:
            raise KeyboardInterrupt
        self.is_due = True


@contextmanager
def put_off() -> Iterator[Interrupt]:
    """Yield what tells of a Ctrl-C; raises KeyboardInterrupt at the end where there was one.

    Only Python's main thread hears of it; elsewhere nothing changes.
    """
    interrupt = Interrupt()
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield interrupt
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupt.is_due:
        raise KeyboardInterrupt
