"""Where a command's answer goes: data to stdout, messages to stderr."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO, TextIOWrapper

from aiev import json_text
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Cell, Column
from aiev.light_typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from aiev.cli.terminal.ink import Ink

_NARROWEST, _WIDEST = 40, 250
_LEAST_ROOM = 20
_PAGER = "less"
# Quit where all fits, keep colours, leave the text on the screen afterwards.
_LESS = "FRX"
_LINK_START = "\x1b]8;;"
_LINK = r"\x1b]8;;[^\x1b]*\x1b\\"
# The first that passes links on.
_LESS_WITH_LINKS = 581


class NoSign:
    """Says what it is given, and shows nothing of work that is under way: nobody looks."""

    is_shown = False

    def __init__(self, stderr: TextIO) -> None:
        self._stderr = stderr

    def during(self, _command: str) -> AbstractContextManager[None]:
        """Show that a command is at work, as long as it says nothing itself."""
        return _Unseen()

    def tell(self, what: str, how_far: str = "", share: float = 0.0) -> None:
        """Show what is done from now on, how far it is, and by its share how long it will take."""

    def say(self, text: str) -> None:
        """Print a text in place of what is shown."""
        self._stderr.write(text)
        self._stderr.flush()

    def rest(self) -> None:
        """Show nothing until something is told again."""

    def sleep(self, seconds: float) -> None:
        """Sleep, and show how long it will take."""
        time.sleep(seconds)


class _Unseen:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_raised: object) -> None:
        pass


class Output:
    """The two streams of a run and what they can show.

    `is_terminal` says whether people read stdout; `is_plain` that they want no colour;
    `is_closed` that stdout leads nowhere.
    """

    def __init__(
        self, stdout: TextIO, stderr: TextIO, *, is_plain: bool, is_closed: bool = False
    ) -> None:
        self._stdout = self._screen = stdout
        self.stderr = stderr
        self.sign = _sign(stderr)
        self.kept = "what was finished is kept"
        """What is said where the user stops the command: how much of it is done."""
        self.is_closed = is_closed
        self._columns: int | None = None
        self.is_terminal = stdout.isatty()
        self.is_plain = is_plain or os.environ.get("TERM") == "dumb"

    @property
    def stdout(self) -> TextIO:
        """The stream that takes the data; the sign makes room for what may come on the screen."""
        if self.sign.is_shown and self._stdout is self._screen and not self._is_in_file:
            self.sign.rest()
        return self._stdout

    @property
    def _is_in_file(self) -> bool:
        """Whether the data go into a file, and to nobody who may show them meanwhile."""
        try:
            return stat.S_ISREG(os.fstat(self._stdout.fileno()).st_mode)
        except (OSError, ValueError):
            return False

    @property
    def ink(self) -> Ink:
        """The colours and links of lines that are drawn here."""
        from aiev.cli.terminal.ink import Ink, has_links

        return Ink(is_plain=self.is_plain, has_links=has_links())

    @property
    def width(self) -> int:
        """How many columns there are to write in."""
        if self._columns is not None:
            return self._columns
        try:
            columns = int(os.environ.get("COLUMNS", "")) or 80
        except ValueError:
            try:
                columns = os.get_terminal_size(self._stdout.fileno()).columns or 80
            except (OSError, ValueError):
                columns = 80
        return max(_NARROWEST, min(columns, _WIDEST))

    def paged(self) -> _Paged:
        """Gather what is printed within a `with`; page it where it is longer than the screen."""
        return _Paged(self)

    def line(self, text: str = "") -> None:
        """Print a line of data that is already safe."""
        self.stdout.write(text + "\n")

    def sentence(self, text: str) -> None:
        """Print a sentence that is already safe; on a terminal it is broken between its words."""
        if not self.is_terminal:
            self.line(text)
            return
        from aiev.cli.terminal.cells import wrapped

        for line in wrapped(text, self.width):
            self.line(line)

    def hanging(self, head: str, text: str) -> None:
        """Print a text behind a head; on a terminal its further lines stand as far in."""
        room = self.width - len(head)
        if not self.is_terminal or room < _LEAST_ROOM:
            self.line(head + text)
            return
        from aiev.cli.terminal.cells import wrapped

        for line in wrapped(text, room):
            self.line(head + line)
            head = " " * len(head)

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
        self._stdout.flush()
        self.sign.say(printable.lines(text) + "\n")

    def ask(self, question: str) -> None:
        """Print a question to stderr, behind which the answer is typed."""
        self.sign.rest()
        self.stderr.write(question)
        self.stderr.flush()


def _sign(stderr: TextIO) -> NoSign:
    """Return what shows that a command is at work, on a terminal whose lines are written over."""
    if not stderr.isatty() or os.environ.get("TERM") == "dumb":
        return NoSign(stderr)
    from aiev.cli.terminal.waiting import Sign

    return Sign(stderr)


class _Paged:
    """What is printed meanwhile, gathered for the pager where people read it."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._gathered: StringIO | None = None

    def __enter__(self) -> None:
        out = self._out
        if out.is_terminal:
            self._stdout, columns = out._stdout, out.width
            self._height = _height(out._stdout)
            self._gathered = StringIO()
            out._stdout, out._columns = self._gathered, columns

    def __exit__(self, kind: object, *_raised: object) -> None:
        if self._gathered is None:
            return
        out = self._out
        out._stdout, out._columns = self._stdout, None
        if kind is not None:
            return
        text = self._gathered.getvalue()
        out.sign.rest()
        if text.count("\n") < self._height or not _page(text):
            out.stdout.write(text)


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
    if _LINK_START in text and not _passes_links(command[0]):
        import re

        text = re.sub(_LINK, "", text)
    environment = {"LESS": _LESS, **os.environ}
    # Ctrl-C is for the pager, which has the terminal in a mode of its own and stays; a handler that
    # does nothing, unlike none, is not passed on to it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), env=environment, check=False)
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode == 0


def _passes_links(pager: str) -> bool:
    """Return whether it is a `less` that hands hyperlinks on, where an older one prints them."""
    import subprocess
    from pathlib import PurePath

    if PurePath(pager).name != "less":
        return False
    try:
        said = subprocess.run(
            [pager, "--version"], capture_output=True, text=True, timeout=2, check=False
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    version = (said.split() or [""])[1:2]
    return bool(version) and version[0].isdigit() and int(version[0]) >= _LESS_WITH_LINKS


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
