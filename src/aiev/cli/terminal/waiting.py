"""The sign on stderr that a command is at work: one line on a terminal, after a moment.

A thread draws it, as a query or a request keeps the command itself busy; it needs no library, not
even `threading`, so that a command which is done at once pays nothing for it.
"""

import os
import time
from _thread import LockType, allocate_lock, start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from aiev.cli.terminal.cells import fitted, width
from aiev.cli.terminal.output import NoSign

_SHOWN_AFTER_S = 0.3
_EVERY_S = 0.1
_DOTS, _STROKES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "|/-\\"
# A terminal shows a control key where the line is.
_ECHO = len("^C")
_USUAL_COLUMNS = 80
_LEAST_TOLD_S = 1.0
_LEAST_SHARE = 0.02

_DOINGS = {
    "import": "reading", "enrich": "getting ready", "discover": "getting ready",
    "add": "adding", "edit": "editing", "remove": "removing", "merge": "merging",
    "rename": "renaming", "sort": "sorting", "undo": "taking back", "search": "searching",
    "similar": "comparing", "show": "looking up", "topics": "counting", "orgs": "counting",
    "authors": "counting", "tags": "counting", "lists": "counting", "stats": "counting",
    "save": "saving", "new": "looking", "diff": "comparing", "cite": "citing",
    "check": "checking", "sync": "comparing", "export": "gathering papers",
    "backup": "copying", "doctor": "examining the database", "migrate": "migrating",
}  # fmt: skip
"""What a command does while it says nothing; of one that is not here nothing is shown."""


class Sign(NoSign):
    """One line that shows what is done, for how long and, where that is known, how long still.

    Everything that goes to the terminal meanwhile must pass it (`say`), or end it (`rest`).
    """

    is_shown = True

    def __init__(self, stderr: TextIO) -> None:
        super().__init__(stderr)
        self._lock = allocate_lock()
        self._what = self._how_far = ""
        self._share = self._first_share = 0.0
        self._start_s = self._quiet_until_s = 0.0
        self._again_s: float | None = None
        self._frame = self._width = 0

    @contextmanager
    def during(self, command: str) -> Iterator[None]:
        """Show that a command is at work, as long as it says nothing itself."""
        doing = _DOINGS.get(command)
        if doing is None:
            yield
            return
        over = allocate_lock()
        over.acquire()
        self.tell(doing)
        # Without a thread there is no sign, and the command does as well.
        with suppress(RuntimeError):
            start_new_thread(self._draw_until, (over,))
        try:
            yield
        finally:
            over.release()
            self.rest()

    def tell(self, what: str, how_far: str = "", share: float = 0.0) -> None:
        """Show what is done from now on, how far it is, and by its share how long it will take."""
        with self._lock:
            now_s = time.monotonic()
            if not self._what:
                self._quiet_until_s = now_s + _SHOWN_AFTER_S
            if what != self._what:
                # Interrupted work goes on in the middle.
                self._start_s, self._first_share = now_s, share
            self._what, self._how_far, self._share = what, how_far, share

    def say(self, text: str) -> None:
        """Print a text in place of the line, which comes again after a moment."""
        with self._lock:
            self._wipe()
            self._stderr.write(text)
            self._stderr.flush()
            self._quiet_until_s = time.monotonic() + _SHOWN_AFTER_S

    def rest(self) -> None:
        """Show nothing until something is told again."""
        if not self._what:
            return
        with self._lock:
            self._wipe()
            self._what = ""

    def sleep(self, seconds: float) -> None:
        """Sleep, and show how long it will take."""
        self._again_s = time.monotonic() + seconds
        try:
            time.sleep(seconds)
        finally:
            self._again_s = None

    def _draw_until(self, over: LockType) -> None:
        while not over.acquire(timeout=_EVERY_S):
            with self._lock:
                now_s = time.monotonic()
                # A stream that is gone, the command itself will find.
                with suppress(OSError, ValueError):
                    if self._what and now_s >= self._quiet_until_s:
                        self._draw(now_s)

    def _draw(self, now_s: float) -> None:
        has_dots = (self._stderr.encoding or "").lower().startswith("utf")
        frames = _DOTS if has_dots else _STROKES
        self._frame = (self._frame + 1) % len(frames)
        line = f"{frames[self._frame]} {self._what}{self._how_far}{self._times(now_s)}"
        line = fitted(line, max(columns(self._stderr) - _ECHO - 1, 0))
        shown = width(line)
        self._stderr.write("\r" + line + " " * max(self._width - shown, 0))
        self._stderr.flush()
        self._width = shown

    def _times(self, now_s: float) -> str:
        took_s = now_s - self._start_s
        parts = [minutes(took_s)] if took_s >= _LEAST_TOLD_S else []
        if self._again_s is not None:
            parts.append(f"goes on in {minutes(max(self._again_s - now_s, 0))}")
        gained = self._share - self._first_share
        if gained >= _LEAST_SHARE and self._share < 1:
            parts.append(f"{minutes(took_s * (1 - self._share) / gained)} left")
        return "".join(f" · {part}" for part in parts)

    def _wipe(self) -> None:
        if self._width:
            self._stderr.write(f"\r{' ' * (self._width + _ECHO)}\r")
            self._stderr.flush()
            self._width = 0


def minutes(seconds: float) -> str:
    """Return a time as `7 s` or `2:05`."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02}"


def columns(stream: TextIO) -> int:
    """Return how many columns the terminal has; 80 where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_COLUMNS
    except (OSError, ValueError):
        return _USUAL_COLUMNS
