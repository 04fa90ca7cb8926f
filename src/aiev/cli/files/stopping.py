"""Being ended from outside: as cleanly as by Ctrl-C."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Let `kill` and a closed terminal end the work as Ctrl-C does, so that no half file is left.

    Only Python's main thread hears of signals, and one that is ignored (nohup) stays so.
    """
    before = []
    if threading.current_thread() is threading.main_thread():
        ends = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
        before = [(end, signal.getsignal(end)) for end in ends]
    before = [(end, handler) for end, handler in before if handler is signal.SIG_DFL]
    for end, _ in before:
        signal.signal(end, _interrupt)
    try:
        yield
    finally:
        for end, handler in before:
            signal.signal(end, handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
