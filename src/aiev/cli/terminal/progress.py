"""How far long work has come: what the sign on stderr says of it, and which line stays."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiev.cli.terminal import printable
from aiev.cli.terminal.output import Output
from aiev.cli.terminal.printable import counted

Clock = Callable[[], float]


class Meter:
    """Shows how many lines are read, their rate and the time that is left."""

    def __init__(self, output: Output, what: str, *, clock: Clock = time.monotonic) -> None:
        self._output = output
        self._what = printable.one_line(what)
        self._clock = clock
        self._start_s = clock()
        self._how_far = ""

    def show(self, count: int, share: float) -> None:
        """Show that `count` lines are read, which is `share` of the file."""
        self._how_far = self.text(count, share, self._clock() - self._start_s)
        self._output.sign.tell(self._what, self._how_far, share)

    def text(self, count: int, share: float, elapsed_s: float) -> str:
        """Return how far it is after so many seconds."""
        rate = f", {count / elapsed_s:,.0f}/s" if elapsed_s > 0 else ""
        return f": {count:,} lines{rate}, {share:.0%}"

    def end(self) -> None:
        """Leave the line as it stands."""
        if self._how_far:
            _keep(self._output, self._what + self._how_far)
            self._how_far = ""


@contextmanager
def meter(output: Output, what: str) -> Iterator[Meter]:
    """Yield a meter whose line ends however the work does."""
    made = Meter(output, what)
    try:
        yield made
    finally:
        made.end()


@contextmanager
def transient(
    output: Output, what: str, unit: str, *, is_even: bool = False
) -> Iterator[Callable[[int, float], None]]:
    """Yield a function that shows a count and a share; nothing of it stays.

    The time that is left is shown where the work `is_even`: where it goes over the papers several
    times, how long the next pass takes cannot be told from the one before.
    """

    def show(count: int, share: float) -> None:
        how_far = f": {count:,} {unit}, {share:.0%}"
        output.sign.tell(what, how_far, share if is_even else 0.0)

    try:
        yield show
    finally:
        output.sign.rest()


class Counter:
    """Shows how many of the papers are done; messages between stand on lines of their own.

    While they are asked about, the sign shows it with the time that was taken and that is left;
    once they are, the line stays.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._what = self._how_far = ""
        self.is_shown = output.stderr.isatty()
        """Whether there is a terminal to show it on."""

    def show(self, what: str, done: int, asked: int) -> None:
        """Show that `done` of the `asked` papers are done; each `what` gets a line of its own."""
        if what != self._what:
            self.end()
            self._what = what
        if asked:
            self._how_far = f": {done:,} of {counted(asked, 'paper')}"
            self._output.sign.tell(what, self._how_far, done / asked)
            if done:
                self._output.kept = f"{done:,} of {counted(asked, 'paper')} are done and kept"

    def say(self, text: str) -> None:
        """Print a message that is no progress, on a line of its own."""
        self._output.message(text)

    def sleep(self, seconds: float) -> None:
        """Wait, and count the seconds down where somebody looks."""
        self._output.sign.sleep(seconds)

    def end(self) -> None:
        """Leave the line as it stands."""
        if self._how_far:
            _keep(self._output, self._what + self._how_far)
            self._how_far = ""


@contextmanager
def counter(output: Output) -> Iterator[Counter]:
    """Yield a counter whose line ends however the work does."""
    made = Counter(output)
    try:
        yield made
    finally:
        made.end()


def _keep(output: Output, line: str) -> None:
    """Print the last that was shown, where somebody looks."""
    output.sign.rest()
    if output.stderr.isatty():
        output.message(line)
