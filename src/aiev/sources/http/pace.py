"""Turns at a server: one request at a time and a pause after it, over all processes of a user."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from filelock import BaseFileLock, FileLock, Timeout

from aiev import private_files
from aiev.errors import SourceError
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import ARXIV, Host

LONGEST_WAIT_S = 120.0
"""Where a host wants a longer pause than this, aiev stops and says when to come back."""

_POLL_S = 0.25
_LONGEST_MEMORY_S = 3600.0


class Pace:
    """The turns at a host, kept in a file: a lock and the moment from which it may be asked again.

    The lock dies with the process that holds it, so a crash leaves nothing to clean up.
    Source: https://info.arxiv.org/help/api/tou.html (one connection, one request in 3 seconds,
    counted over all machines under one's control).
    """

    def __init__(
        self,
        folder: Path,
        *,
        delay_s: float,
        deadline: Deadline,
        report: Callable[[str], None],
        host: Host = ARXIV,
    ) -> None:
        self._path = folder / host.pace_file
        self._host = host
        self._delay_s = delay_s
        self._deadline = deadline
        self._report = report

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the lock and for the pause, let the caller ask, then note the time.

        Raises SourceError where the deadline comes first or the host asked for a long absence.
        """
        with self._locked() as file:
            self._wait(_read(file))
            # Noted before the request too: a process killed while asking has asked all the same.
            self._write(file, self._deadline.clock() + self._delay_s)
            try:
                yield
            finally:
                self._write(file, self._deadline.clock() + self._delay_s)

    def postpone(self, seconds: float) -> None:
        """Keep every aiev process from asking for so many seconds, but at most an hour."""
        with self._locked() as file:
            free_at_s = self._deadline.clock() + min(seconds, _LONGEST_MEMORY_S)
            self._write(file, max(_read(file), free_at_s))

    def forgive(self) -> None:
        """Drop the pause after a request that never reached the host."""
        with self._locked() as file:
            self._write(file, self._deadline.clock())

    def _wait(self, free_at_s: float) -> None:
        wait_s = free_at_s - self._deadline.clock()
        if wait_s > _LONGEST_MEMORY_S + self._delay_s:
            return  # Nobody asked for that: the machine's clock was set back.
        if wait_s > max(LONGEST_WAIT_S, self._delay_s):
            until = time.strftime("%H:%M", time.localtime(free_at_s))
            raise SourceError(
                f"{self._host.name} asked for a pause until {until}",
                hint=f"run `{self._host.command}` after {until}",
            )
        if wait_s > 0:
            if wait_s > self._delay_s:
                self._report(f"not asking {self._host.name} for {wait_s:.0f} s, as it wants")
            self._deadline.pause(wait_s)

    @contextmanager
    def _locked(self) -> Iterator[TextIO]:
        lock = FileLock(
            self._path.with_name(f"{self._path.name}.lock"), mode=private_files.FILE_MODE
        )
        try:
            private_files.make_folder(self._path.parent)
            file = self._path.open("a+", encoding="ascii", errors="replace")
        except OSError as error:
            raise self._unusable(error) from error
        with file:
            self._acquire(lock)
            try:
                yield file
            finally:
                lock.release()

    def _acquire(self, lock: BaseFileLock) -> None:
        is_told = False
        while True:
            try:
                lock.acquire(blocking=False)
            except Timeout:
                if not is_told:
                    self._report(f"waiting for another aiev that is asking {self._host.name}")
                    is_told = True
                self._deadline.pause(_POLL_S)
            except OSError as error:
                raise self._unusable(error) from error
            else:
                return

    def _write(self, file: TextIO, free_at_s: float) -> None:
        try:
            file.seek(0)
            file.truncate()
            file.write(f"{free_at_s:.3f}\n")
            file.flush()
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> SourceError:
        name = self._host.name
        return SourceError(
            f"the time of the last request cannot be kept: {self._path}: {error.strerror}",
            hint=f"make that folder writable: without it {name} could be asked too often",
        )


def _read(file: TextIO) -> float:
    file.seek(0)
    try:
        return float(file.read(64))
    except ValueError:
        return 0.0
