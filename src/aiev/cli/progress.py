"""How far a long read has come, on one line of stderr that is written over."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiev.cli import printable
from aiev.cli.run import Run

_EVERY_S = 0.2
_PATIENCE_S = 1.0


class Meter:
    """Shows a count, its rate and the time that is left; nothing where stderr is no terminal.

    A passing one comes after a second and leaves nothing: for work that most often is done by then.
    """

    def __init__(
        self,
        run: Run,
        what: str,
        *,
        clock: Callable[[], float],
        unit: str = "lines",
        is_passing: bool = False,
    ) -> None:
        self._stderr = run.output.stderr
        self._is_shown = self._stderr.isatty()
        self._what = printable.one_line(what)
        self._unit = unit
        self._is_passing = is_passing
        self._clock = clock
        self._start_s = self._shown_s = clock()
        self._first_share: float | None = None
        self._width = 0

    def show(self, count: int, share: float) -> None:
        """Tell that `count` are done and `share` of the work is behind them."""
        now_s = self._clock()
        if self._first_share is None:
            # An interrupted read goes on in the middle of the file.
            self._first_share = share
        if not self._is_shown or (now_s - self._shown_s < _EVERY_S and share < 1):
            return
        if self._is_passing and now_s - self._start_s < _PATIENCE_S:
            return
        self._shown_s = now_s
        self._write(self.text(count, share, now_s - self._start_s))

    def text(self, count: int, share: float, elapsed_s: float) -> str:
        """Answer the line after so many seconds."""
        parts = [f"{self._what}: {count:,} {self._unit}"]
        # A passing one may be of several passes, of which none tells of the next.
        if elapsed_s > 0 and not self._is_passing:
            parts.append(f"{count / elapsed_s:,.0f}/s")
        parts.append(f"{share:.0%}")
        gained = share - (self._first_share or 0.0)
        if gained > 0 and share < 1 and not self._is_passing:
            left_s = round(elapsed_s * (1 - share) / gained)
            parts.append(f"{left_s // 60}:{left_s % 60:02} left")
        return ", ".join(parts)

    def end(self) -> None:
        """Leave the line as it stands, or a passing one as if it had not been."""
        if self._width:
            self._stderr.write(f"\r{' ' * self._width}\r" if self._is_passing else "\n")
            self._stderr.flush()
            self._width = 0

    def _write(self, text: str) -> None:
        self._stderr.write("\r" + text.ljust(self._width))
        self._stderr.flush()
        self._width = len(text)


@contextmanager
def meter(run: Run, what: str, *, unit: str = "lines", is_passing: bool = False) -> Iterator[Meter]:
    """Yield a meter whose line ends however the work does."""
    made = Meter(run, what, clock=time.monotonic, unit=unit, is_passing=is_passing)
    try:
        yield made
    finally:
        made.end()
