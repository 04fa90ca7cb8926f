"""How far long work has come, on one line of stderr that is written over."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from aiev.cli.terminal import printable
from aiev.cli.terminal.output import Output
from aiev.cli.terminal.printable import counted

_EVERY_S = 0.2
_SHOWN_AFTER_S = 1.0
# A terminal shows a control key where the line is.
_ECHO = len("^C")
_USUAL_COLUMNS = 80

Clock = Callable[[], float]


class _Line:
    """One line on stderr, written over now and then; nothing where stderr is no terminal."""

    def __init__(self, stderr: TextIO, *, now_s: float) -> None:
        self._stderr = stderr
        self._is_shown = self._stderr.isatty()
        self._written_s = now_s
        self._width = 0

    def write(self, text: str, now_s: float, *, is_last: bool = False) -> None:
        """Write the text in place of the last one, unless that is only a moment old."""
        if not self._is_shown or (now_s - self._written_s < _EVERY_S and not is_last):
            return
        self._written_s = now_s
        # Longer than a row, it could not be written over.
        text = text[: max(self._columns() - _ECHO - 1, 0)]
        self._stderr.write("\r" + text.ljust(self._width))
        self._stderr.flush()
        self._width = len(text)

    @property
    def is_shown(self) -> bool:
        """Whether there is a terminal to show it on."""
        return self._is_shown

    def keep(self) -> None:
        """Leave the line as it stands."""
        self._end("\n")

    def wipe(self) -> None:
        """Remove the line, and what the terminal showed of a key behind it."""
        self._end(f"\r{' ' * (self._width + _ECHO)}\r")

    def _end(self, text: str) -> None:
        if self._width:
            self._stderr.write(text)
            self._stderr.flush()
            self._width = 0

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stderr.fileno()).columns or _USUAL_COLUMNS
        except OSError:
            return _USUAL_COLUMNS


class Meter:
    """Shows how many lines are read, their rate and the time that is left."""

    def __init__(self, output: Output, what: str, *, clock: Clock) -> None:
        self._what = printable.one_line(what)
        self._clock = clock
        self._start_s = clock()
        self._line = _Line(output.stderr, now_s=self._start_s)
        self._first_share: float | None = None

    def show(self, count: int, share: float) -> None:
        """Show that `count` lines are read, which is `share` of the file."""
        now_s = self._clock()
        if self._first_share is None:
            # An interrupted read goes on in the middle of the file.
            self._first_share = share
        text = self.text(count, share, now_s - self._start_s)
        self._line.write(text, now_s, is_last=share >= 1)

    def text(self, count: int, share: float, elapsed_s: float) -> str:
        """Return the line after so many seconds."""
        parts = [f"{self._what}: {count:,} lines"]
        if elapsed_s > 0:
            parts.append(f"{count / elapsed_s:,.0f}/s")
        parts.append(f"{share:.0%}")
        gained = share - (self._first_share or 0.0)
        if gained > 0 and share < 1:
            left_s = round(elapsed_s * (1 - share) / gained)
            parts.append(f"{left_s // 60}:{left_s % 60:02} left")
        return ", ".join(parts)

    def end(self) -> None:
        """Leave the line as it stands."""
        self._line.keep()


@contextmanager
def meter(output: Output, what: str) -> Iterator[Meter]:
    """Yield a meter whose line ends however the work does."""
    made = Meter(output, what, clock=time.monotonic)
    try:
        yield made
    finally:
        made.end()


@contextmanager
def transient(
    output: Output, what: str, unit: str, *, clock: Clock = time.monotonic
) -> Iterator[Callable[[int, float], None]]:
    """Yield a function that shows a count and a share, once a second has passed; wiped at the end.

    For work that most often takes less, and that may go over the papers several times: how long the
    next pass takes cannot be told from the one before.
    """
    start_s = clock()
    line = _Line(output.stderr, now_s=start_s)

    def show(count: int, share: float) -> None:
        now_s = clock()
        if now_s - start_s >= _SHOWN_AFTER_S:
            line.write(f"{what}: {count:,} {unit}, {share:.0%}", now_s)

    try:
        yield show
    finally:
        line.wipe()


class Counter:
    """Shows how many of the papers are done; messages between stand on lines of their own."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._what = ""
        self._line = _Line(output.stderr, now_s=0.0)

    @property
    def is_shown(self) -> bool:
        """Whether there is a terminal to show it on."""
        return self._line.is_shown

    def show(self, what: str, done: int, asked: int) -> None:
        """Show that `done` of the `asked` papers are done; each `what` gets a line of its own."""
        if what != self._what:
            self._line.keep()
            self._what = what
        if asked:
            self._line.write(f"{what}: {done:,} of {counted(asked, 'paper')}", 0.0, is_last=True)

    def say(self, text: str) -> None:
        """Print a message that is no progress, on a line of its own."""
        self._line.keep()
        self._output.message(text)

    def end(self) -> None:
        """Leave the line as it stands."""
        self._line.keep()


@contextmanager
def counter(output: Output) -> Iterator[Counter]:
    """Yield a counter whose line ends however the work does."""
    made = Counter(output)
    try:
        yield made
    finally:
        made.end()
