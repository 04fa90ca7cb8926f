"""Making the next item while the one before is being stored."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Yields the items of an iterator; the next one is made in a thread once `start` is called.

    Two threads that both run Python hold each other up at every turn. So the thread does not run
    all along, but from when the caller says that it leaves Python to the other.
    """

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._next: Future[T | None] | None = None

    def __enter__(self) -> "Ahead[T]":
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
        """Begin with the next item, unless it is begun; what that raises comes when it is due."""
        if self._next is None:
            self._next = self._pool.submit(next, self._items, None)
        return self._next
