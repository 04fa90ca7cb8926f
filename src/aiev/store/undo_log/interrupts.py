"""Ctrl-C while SQLite calls back: raised there, it would be lost, and the statement just fail."""

import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType


class Interruption:
    """Whether Ctrl-C came within one of the functions of this code, which SQLite calls."""

    def __init__(self, connection: sqlite3.Connection, within: tuple[CodeType, ...]) -> None:
        self._connection = connection
        self._within = within
        self._has_come = False

    def check(self) -> None:
        """End the running statement if Ctrl-C has come; to be called within it."""
        if self._has_come:
            self._connection.interrupt()

    @contextmanager
    def minded(self) -> Iterator[None]:
        """Raise KeyboardInterrupt at the end of the statement that Ctrl-C has ended."""
        with _handling(self._come):
            try:
                yield
            except Exception:
                if not self._has_come:
                    raise
            if self._has_come:
                raise KeyboardInterrupt

    def _come(self, number: int, frame: FrameType | None) -> None:
        # Python handles a signal that came meanwhile as soon as SQLite calls one of its functions.
        at = frame
        while at is not None and at.f_code not in self._within:
            at = at.f_back
        if at is None:
            signal.default_int_handler(number, frame)
        self._has_come = True
        self._connection.interrupt()


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Let `handler` hear of Ctrl-C meanwhile, where nothing else does but Python itself."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
