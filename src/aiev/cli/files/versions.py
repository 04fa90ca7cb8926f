"""What lists' files held before aiev wrote into them, kept in the user's data folder, bounded.

A version is a file of its own, for the user alone: one line of JSON about it, then the bytes.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from aiev import private_files, step, unfinished
from aiev.config import data_folder
from aiev.errors import InputError
from aiev.file_metadata import sync_folder
from aiev.value import value

MOST_OF_A_FILE = 10
MOST_BYTES = 64 << 20
"""How much is kept of all files together."""

EARLIER, LATER = "earlier", "later"
_ABOUT = ("kind", "kept_at", "command", "written")
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")


@value
class Version:
    """A text that a file held: `kind` is earlier for one that a command wrote over, else later.

    A later one is what `aiev undo --file` has put the earlier one in place of. `written` is the
    hash of what came in its place, `kept_at` says when (UTC).
    """

    place: Path
    kind: str
    kept_at: str
    command: str
    written: str
    content: bytes


def is_list_file(path: Path) -> bool:
    """Return whether a file is of the kind that lists are kept in."""
    return path.suffix.lower() in _SUFFIXES


def keeper(
    tell: Callable[[str], None], *, kind: str = EARLIER
) -> Callable[[Path, bytes, bytes], None]:
    """Return what `write_whole` calls with a file, what it holds, and what is put in its place.

    That a version could not be kept is told, and the file is written all the same.
    """

    def keep(path: Path, held: bytes, new: bytes) -> None:
        try:
            _keep(path, held, new, kind)
        except OSError as error:
            tell(
                f"aiev: what the file held before could not be kept"
                f" ({error.strerror or error}): {path}"
            )

    return keep


def of(path: Path) -> tuple[Version, ...]:
    """Return the versions of a file, the last first; raises InputError for one that is damaged."""
    return tuple(map(_read, reversed(list(_places(_folder(path))))))


def hash_of(content: bytes) -> str:
    """Return the hash by which a text is known again."""
    return sha256(content).hexdigest()


def drop(version: Version) -> None:
    """Forget a version whose text is in the file again; where that fails, the next undo does it."""
    with suppress(OSError):
        version.place.unlink()


def _keep(path: Path, held: bytes, new: bytes, kind: str) -> None:
    from filelock import FileLock  # noqa: PLC0415  # Few commands write into lists.

    folder = _folder(path)
    private_files.make_folder(folder)
    about = {
        "path": str(path),
        "kind": kind,
        "kept_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": step.current().tell(),
        "written": hash_of(new),
    }
    with FileLock(folder.parent / ".lock", mode=private_files.FILE_MODE):
        there = list(_places(folder))
        if there and _is_kept(there[-1], held, about["written"]):
            return  # By a run that was ended before it wrote the file.
        target = folder / f"{int(there[-1].name) + 1 if there else 1:06}"
        handle, made = unfinished.make(target)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(about).encode("ascii") + b"\n" + held)
                file.flush()
                os.fsync(handle)
            made.replace(target)
        except BaseException:
            with suppress(OSError):
                made.unlink()
            raise
        sync_folder(folder)
        _let_go(folder)


def _is_kept(place: Path, held: bytes, written: str) -> bool:
    with suppress(InputError):
        version = _read(place)
        return (version.content, version.written) == (held, written)
    return False


def _let_go(folder: Path) -> None:
    for place in list(_places(folder))[:-MOST_OF_A_FILE]:
        place.unlink(missing_ok=True)
    every = [place for one in folder.parent.iterdir() if one.is_dir() for place in _places(one)]
    size = 0
    for place in sorted(every, key=lambda one: one.stat().st_mtime_ns, reverse=True):
        size += place.stat().st_size
        if size > MOST_BYTES:
            place.unlink(missing_ok=True)


def _folder(path: Path) -> Path:
    return data_folder() / "versions" / sha256(os.fsencode(path)).hexdigest()[:16]


def _places(folder: Path) -> Iterator[Path]:
    """Yield where the versions of a file lie, the oldest first."""
    with suppress(FileNotFoundError):
        yield from sorted(place for place in folder.iterdir() if place.name.isdigit())


def _read(place: Path) -> Version:
    try:
        head, _, content = place.read_bytes().partition(b"\n")
        about = json.loads(head)
        kind, kept_at, command, written = (str(about[name]) for name in _ABOUT)
    except OSError as error:
        raise InputError(f"a kept version cannot be read ({error.strerror}): {place}") from error
    except (ValueError, KeyError, TypeError):
        raise InputError(
            f"a kept version is damaged: {place}", hint="what follows its first line is the text"
        ) from None
    return Version(place, kind, kept_at, command, written, content)
