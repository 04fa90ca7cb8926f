"""One tree of errors: each carries its facts, one sentence, an exit code and perhaps a hint."""

from __future__ import annotations

from aiev.path_text import StrPath

_SHOWN = 300
"""At most so many characters are shown of a text that cannot be read."""


class ExitCode:
    """What the process answers to its caller; part of the command contract.

    Plain numbers: every command loads these, and `enum` takes its time.
    """

    DONE = 0
    FAILED = 1
    USAGE = 2
    STORE = 3
    SOURCE = 4
    PARTIAL = 5
    INTERRUPTED = 130


class AievError(Exception):
    """The root of what aiev raises; its text is the sentence that the user reads."""

    exit_code: int = ExitCode.FAILED
    hint: str | None = None

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class UsageError(AievError):
    """An argument, option or setting cannot be used as given."""

    exit_code = ExitCode.USAGE


class QueryError(UsageError):
    """The search text cannot be read; `column` counts characters from 1."""

    hint = "quote the text to search for it literally"

    def __init__(self, text: str, *, column: int, reason: str, hint: str | None = None) -> None:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        super().__init__(f"{reason} at column {column}: {shown}", hint=hint)
        self.text, self.column, self.reason = text, column, reason


class InputError(AievError):
    """A file or stream given to aiev cannot be read as what it should be."""


class FormatError(InputError):
    """A file or stream is of another format than what was asked for."""

    exit_code = ExitCode.USAGE


class NotFoundError(AievError):
    """What was asked for by name is not in the knowledge base."""


class AmbiguousError(AievError):
    """What was asked for by name has a name that several things of the knowledge base share."""


class PrivateError(AievError):
    """What was asked for is the user's own, and not shown unless they say so."""


class UndoError(AievError):
    """What was done cannot be taken back."""


class OutputError(AievError):
    """The result could not be written where it should go."""


class HalfDoneError(AievError):
    """The first of two things that belong together was done, and the second was not."""

    exit_code = ExitCode.PARTIAL


class StoreError(AievError):
    """The database cannot be used; `path` says which."""

    exit_code = ExitCode.STORE

    def __init__(self, message: str, *, path: StrPath, hint: str | None = None) -> None:
        super().__init__(f"{message}: {path}", hint=hint)
        self.path = path


class StoreWriteError(StoreError):
    """The database is sound but this write failed: read-only, full, or locked too long."""

    exit_code = ExitCode.FAILED


class SourceError(AievError):
    """A source of metadata could not answer."""

    exit_code = ExitCode.SOURCE
    hint = "run `aiev enrich` to go on once the source can be reached"
