"""Messages as lines: what comes in from a client, and what goes out to it, whole and at once.

The wire is a copy of standard output; standard output itself is turned to standard error, so that
nothing which prints can come between two messages.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from aiev.mcp.protocol import INVALID_REQUEST, PARSE_ERROR, Json, ProtocolError

LONGEST_LINE = 1 << 20
"""Longer lines are refused unread: no question needs a hundredth of it."""
_PIECE = 1 << 16


class Wire:
    """The two ends of one connection with a client."""

    def __init__(self, source: BinaryIO, target: int) -> None:
        self._source, self._target = source, target

    def messages(self) -> Iterator[object]:
        """Yield what each line holds; a ProtocolError in place of a line that holds no JSON."""
        # Lines end with a line feed alone: other ends of lines are letters within a text.
        while line := self._source.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                self._pass_over()
                yield ProtocolError(
                    INVALID_REQUEST, f"this line is longer than {LONGEST_LINE >> 20} MiB"
                )
                continue
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                yield ProtocolError(PARSE_ERROR, "this line is no JSON")

    def send(self, message: Json | list[Json]) -> None:
        """Write one message on a line of its own, however slowly the client reads.

        Raises BrokenPipeError where nobody reads any more.
        """
        # All of it in ASCII: some clients part lines at U+2028, and no surrogate breaks it.
        line = json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._target, rest[:_PIECE]) :]

    def _pass_over(self) -> None:
        """Read on to the end of a line, keeping none of it."""
        while piece := self._source.readline(_PIECE):
            if piece.endswith(b"\n"):
                return


def take_over_stdio() -> Wire:
    """Return the wire on this process's standard input and output, and turn both elsewhere.

    What prints from now on prints to standard error; what reads standard input finds nothing, so
    that no child process takes a client's words.
    """
    source, target = os.dup(0), os.dup(1)
    for descriptor in (source, target):
        # What starts a server may share ends that do not block; a full pipe is to be waited for.
        with suppress(OSError):
            os.set_blocking(descriptor, True)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # Standard error is closed.
        os.dup2(nothing, 2)
        os.dup2(nothing, 1)
    os.close(nothing)
    return Wire(os.fdopen(source, "rb"), target)
