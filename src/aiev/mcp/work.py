"""The requests that wait and the one at work, and how a client calls either off.

A client may cancel while the server works, so that a thread of its own reads what comes in. The
work itself stays in the main thread, where a signal can end it whatever it waits for: SQLite, a
server of others, or the clock.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Queue
from typing import TypeVar

from aiev.mcp.wire import Wire

T = TypeVar("T")

_WAITING_AT_MOST = 64
"""Further requests stay in the pipe, so that the client waits and no memory fills."""
_SIGNAL = getattr(signal, "SIGUSR1", None)  # Windows has none: there SQLite alone is interrupted.


class CancelledError(BaseException):
    """The client has called off the request at work; no reply to it may be sent."""


class Work:
    """What a client has asked for, in order.

    `interrupt` ends a query that SQLite runs; it is called from another thread.
    """

    def __init__(self, wire: Wire, interrupt: Callable[[], None]) -> None:
        self._wire, self._interrupt = wire, interrupt
        self._queue: Queue[object] = Queue(_WAITING_AT_MOST)
        self._lock = threading.Lock()
        self._waiting: set[object] = set()
        self._at_work: object = None
        self._called_off: set[object] = set()

    def start(self) -> None:
        """Begin to read; for the main thread."""
        if _SIGNAL is not None:
            signal.signal(_SIGNAL, self._on_signal)
        threading.Thread(target=self._read, daemon=True).start()

    def messages(self) -> Iterator[object]:
        """Yield what was read, in order, until the client has closed its end."""
        while (message := self._queue.get()) is not self:
            yield message
            # What was no request never ran: a later one of its id is not called off with it.
            with self._lock:
                self._waiting.difference_update(_ids(message))
                self._called_off.difference_update(_ids(message))

    def run(self, request_id: object, answer: Callable[[], T]) -> T | None:
        """Return what `answer` returns, or None where the client calls the request off."""
        try:
            try:
                with self._lock:
                    self._waiting.discard(request_id)
                    self._at_work = request_id
                    is_wanted = request_id not in self._called_off
                result = answer() if is_wanted else None
            finally:
                with self._lock:
                    self._at_work = None
                    is_wanted = request_id not in self._called_off
                    self._called_off.discard(request_id)
        except CancelledError:
            # The signal may come within the lines above, too.
            self._at_work = None
            self._called_off.discard(request_id)
            return None
        return result if is_wanted else None

    def _read(self) -> None:
        # A wire that cannot be read is one whose other end is gone.
        with suppress(OSError):
            for message in self._wire.messages():
                cancelled = _cancelled(message)
                if cancelled is not None:
                    self._cancel(cancelled)
                    continue
                with self._lock:
                    self._waiting.update(_ids(message))
                self._queue.put(message)
        self._queue.put(self)

    def _cancel(self, request_id: object) -> None:
        """Call off a request that waits or is at work; one that is answered or unknown is none."""
        with self._lock:
            is_at_work = self._at_work == request_id
            if not is_at_work and request_id not in self._waiting:
                return
            self._called_off.add(request_id)
        if is_at_work:
            self._interrupt()
            if _SIGNAL is not None:
                signal.pthread_kill(threading.main_thread().ident or 0, _SIGNAL)

    def _on_signal(self, _number: int, _frame: object) -> None:
        # Between the sending and the coming of the signal the request may have ended.
        if self._at_work is not None and self._at_work in self._called_off:
            raise CancelledError


def _ids(message: object) -> Iterator[object]:
    """Yield the ids of the requests of a message, which may be a batch of them."""
    for one in message if isinstance(message, list) else [message]:
        if isinstance(one, dict) and isinstance(one.get("id"), str | int):
            yield one["id"]


def _cancelled(message: object) -> object:
    """Return the id of the request that a message calls off; None for any other message."""
    if not isinstance(message, dict) or message.get("method") != "notifications/cancelled":
        return None
    params = message.get("params")
    request_id = params.get("requestId") if isinstance(params, dict) else None
    return request_id if isinstance(request_id, str | int) else None


def handle_stop_signals() -> None:
    """Let the signals by which a client or a system ends a server end it cleanly."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, _stop)


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
