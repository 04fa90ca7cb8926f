"""Where a command's answer goes: data to stdout, messages to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO, TextIOWrapper

from aiev import json_text
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Cell, Column
from aiev.light_typing import TextIO

_NARROWEST, _WIDEST = 40, 250
_PAGER = "less"
# Quit where all fits, keep colours, leave the text on the screen afterwards.
_LESS = "FRX"


class Output:
    """The two streams of a run and what they can show.

    `is_terminal` says whether people read stdout; `is_plain` that they want no colour;
    `is_closed` that stdout leads nowhere.
    """

    def __init__(
        self, stdout: TextIO, stderr: TextIO, *, is_plain: bool, is_closed: bool = False
    ) -> None:
        self.stdout, self.stderr = stdout, stderr
        self.is_closed = is_closed
        self._columns: int | None = None
        self.is_terminal = stdout.isatty()
        self.is_plain = is_plain or os.environ.get("TERM") == "dumb"

    @property
    def width(self) -> int:
        """How many columns there are to write in."""
        if self._columns is not None:
            return self._columns
        try:
            columns = int(os.environ.get("COLUMNS", "")) or 80
        except ValueError:
            try:
                columns = os.get_terminal_size(self.stdout.fileno()).columns or 80
            except (OSError, ValueError):
                columns = 80
        return max(_NARROWEST, min(columns, _WIDEST))

    def paged(self) -> _Paged:
        """Gather what is printed within a `with`; page it where it is longer than the screen."""
        return _Paged(self)

    def line(self, text: str = "") -> None:
        """Print a line of data that is already safe."""
        self.stdout.write(text + "\n")

    def rows(self, rows: Iterable[Sequence[object]]) -> None:
        """Print rows for programs: tab-separated, no heading, absent values empty."""
        for row in rows:
            self.line("\t".join("" if v is None else printable.one_line(str(v)) for v in row))

    def json(self, value: Mapping[str, object]) -> None:
        """Print one JSON object; on a terminal no control character stays raw."""
        # What the stream cannot write must be escaped as JSON does it.
        if not self.is_terminal and self.stdout.encoding == "utf-8":
            self.line(json_text.dumps(value))
            return
        import codecs
        import json

        is_utf8 = codecs.lookup(self.stdout.encoding or "utf-8").name == "utf-8"
        text = json.dumps(value, ensure_ascii=not is_utf8, indent=2 if self.is_terminal else None)
        if self.is_terminal:
            text = printable.lines(text)
        self.line(text)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        title: str | None = None,
        is_spaced: bool = False,
    ) -> None:
        """Draw rows under headings, for a terminal; with `is_spaced` a blank line between rows."""
        from aiev.cli.terminal import tables

        to = tables.console(self.stdout, width=self.width, is_plain=self.is_plain)
        tables.print_table(to, columns, rows, title=title, is_spaced=is_spaced)

    def record(self, title: str, fields: Iterable[tuple[str, str | None]]) -> None:
        """Draw one record, names on the left and values on the right, for a terminal."""
        from aiev.cli.terminal import tables

        to = tables.console(self.stdout, width=self.width, is_plain=self.is_plain)
        tables.print_record(to, title, fields)

    def bars(self, title: str, counts: Sequence[tuple[str, int]]) -> None:
        """Draw a bar for each name and its count, for a terminal."""
        from aiev.cli.terminal import charts, tables

        to = tables.console(self.stdout, width=self.width, is_plain=self.is_plain)
        charts.print_bars(to, title, counts)

    def timeline(self, dated: Iterable[tuple[str, str, int]]) -> None:
        """Draw months, series and their counts as columns, for a terminal."""
        from aiev.cli.terminal import charts, tables
        from aiev.domain import timeline

        to = tables.console(self.stdout, width=self.width, is_plain=self.is_plain)
        found = [timeline.Dated(*one) for one in dated]
        fitted = timeline.fit(found, columns=charts.columns_for(self.width))
        charts.print_timeline(to, fitted, is_plain=self.is_plain)

    def message(self, text: str) -> None:
        """Print something that is no data, to stderr."""
        self.stdout.flush()
        self.stderr.write(printable.lines(text) + "\n")
        self.stderr.flush()


class _Paged:
    """What is printed meanwhile, gathered for the pager where people read it."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._gathered: StringIO | None = None

    def __enter__(self) -> None:
        out = self._out
        if out.is_terminal:
            self._stdout, columns = out.stdout, out.width
            self._height = _height(out.stdout)
            self._gathered = StringIO()
            out.stdout, out._columns = self._gathered, columns

    def __exit__(self, kind: object, *_raised: object) -> None:
        if self._gathered is None:
            return
        self._out.stdout, self._out._columns = self._stdout, None
        if kind is not None:
            return
        text = self._gathered.getvalue()
        if text.count("\n") < self._height or not _page(text):
            self._stdout.write(text)


def _height(stream: TextIO) -> int:
    """Return how many lines the terminal shows; 24 where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).lines or 24
    except (OSError, ValueError):
        return 24


def standard(*, is_plain: bool) -> Output:
    """Return the output of this process.

    A closed stream is one that takes nothing: the next file opened would get its number.
    """
    is_closed = sys.stdout is None
    # Python has None for a stream that was closed before it started (`aiev stats >&-`).
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return Output(sys.stdout, sys.stderr, is_plain=is_plain, is_closed=is_closed)


def _page(text: str) -> bool:
    """Show the text through `PAGER`, else `less`; False where there is none or nobody to read.

    An empty `PAGER` means none.
    """
    import shlex
    import shutil
    import signal
    import subprocess

    command = shlex.split(os.environ.get("PAGER", _PAGER))
    has_reader = sys.stdin is not None and sys.stdin.isatty()
    if not command or not has_reader or shutil.which(command[0]) is None:
        return False
    environment = {"LESS": _LESS, **os.environ}
    # Ctrl-C is for the pager, which has the terminal in a mode of its own and stays; a handler that
    # does nothing, unlike none, is not passed on to it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), env=environment, check=False)
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode == 0


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
