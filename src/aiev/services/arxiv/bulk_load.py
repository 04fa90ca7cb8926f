"""What lets a million papers be stored in one go: read ahead, and disturbed by nothing.

The next batch is made while the one before is being stored, Ctrl-C waits until a batch is stored,
and Python's garbage collector does not search through what waits.
"""

import gc
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")

_YOUNG_GENERATION = 1


class Prefetch(Generic[T]):
    """Yields the items of an iterator; the next one is made in a thread once `start` is called.

    Two threads that both run Python hold each other up at every turn. So the thread does not run
    all along: the caller calls `start` just before it waits for the database, outside Python.
    """

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._next: Future[T | None] | None = None

    def __enter__(self) -> "Prefetch[T]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def __iter__(self) -> Iterator[T]:
        while True:
            future = self.start()
            item = future.result()
            self._next = None
            if item is None:
                return
            yield item

    def start(self) -> "Future[T | None]":
        """Begin to make the next item, unless that has begun.

        An error while it is made is raised when the item is asked for.
        """
        if self._next is None:
            self._next = self._pool.submit(next, self._items, None)
        return self._next


class Interrupt:
    """A handler of Ctrl-C; once it was pressed, `is_due` is true and the work ends soon."""

    def __init__(self) -> None:
        self.is_due = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        """Note the first Ctrl-C; raise KeyboardInterrupt at the second, for who cannot wait."""
        if self.is_due:
            raise KeyboardInterrupt
        self.is_due = True


@contextmanager
def deferred_interrupt() -> Iterator[Interrupt]:
    """Yield what tells of a Ctrl-C; raise KeyboardInterrupt at the end if there was one.

    What is being stored is finished first, as it would have to be done again.
    Only Python's main thread is told of Ctrl-C; in another one nothing changes.
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


@contextmanager
def paused_garbage_collection() -> Iterator[None]:
    """Keep Python from searching for reference cycles, of which a million records make none.

    It would search through all that waits to be stored, again and again: a sixth of the time.
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def collect_recent_garbage() -> None:
    """Search once through what was made lately: each database session leaves cycles behind."""
    gc.collect(_YOUNG_GENERATION)
