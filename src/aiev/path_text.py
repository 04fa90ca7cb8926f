"""Paths as texts: what `pathlib` would say of them, without loading it.

It loads what reads addresses and patterns too, all in all a sixth of a search.
"""

import os
from errno import ELOOP

StrPath = str | os.PathLike[str]
_ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in "%?#"}


def exists(path: StrPath) -> bool:
    """Return whether there is something at a path; raises OSError where that cannot be told."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        if error.errno != ELOOP:
            raise
        return False
    return True


def as_uri(path: StrPath) -> str:
    """Return a path as an absolute `file:` address, as SQLite reads it."""
    text = os.fspath(path)
    if os.sep != "/":
        # Drives and shares have forms of their own.
        from pathlib import Path  # noqa: PLC0415

        return Path(text).absolute().as_uri()
    return "file://" + os.path.join(os.getcwd(), text).translate(_ESCAPES)
