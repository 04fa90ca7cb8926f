"""New files that are being made beside those whose place they take, and what killed runs left."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ModuleNotFoundError:  # Windows, where a file that is open cannot be removed.
    fcntl = None

_SUFFIX = ".aiev-part"
# The whole name may leave no room for more.
_LONGEST = 50


def make(target: Path) -> tuple[int, Path]:
    """Return the handle and the path of a new file beside the target, for the user alone.

    What runs that were killed have left for this target is taken away. A lock tells it from what is
    being written, and ends with the process or the handle.
    """
    _remove_left(target)
    while True:
        handle, name = tempfile.mkstemp(_SUFFIX, _prefix(target), target.parent)
        if fcntl is not None:
            with suppress(OSError):  # Some network file systems know no locks.
                fcntl.flock(handle, fcntl.LOCK_EX)
            # Another run may have taken it for left before it was locked.
            if not Path(name).exists():
                os.close(handle)
                continue
        return handle, Path(name)


def write_private(path: Path, text: str) -> None:
    """Put a file for the user alone in place of another, whole or not at all; raises OSError."""
    handle, made = make(path)
    try:
        with os.fdopen(os.dup(handle), "w", encoding="utf-8") as file:
            file.write(text)
        if fcntl is None:  # Windows renames no file that is open.
            os.close(handle)
            handle = -1
        made.replace(path)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    finally:
        if handle >= 0:
            os.close(handle)


def _remove_left(target: Path) -> None:
    left = re.compile(rf"{re.escape(_prefix(target))}[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
    with suppress(OSError):  # The folder cannot be looked into: what is made in it tells why.
        for place in sorted(target.parent.iterdir()):
            if left.fullmatch(place.name) and place.is_file() and not place.is_symlink():
                with suppress(OSError):
                    _remove_unless_locked(place)


def _remove_unless_locked(place: Path) -> None:
    if fcntl is None:
        place.unlink()
        return
    with place.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        place.unlink()


def _prefix(target: Path) -> str:
    return f".{target.name[:_LONGEST]}."
