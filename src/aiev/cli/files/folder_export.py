"""Writing a result into a folder, file by file: what is the user's there stays as it is."""

import os
import re
import stat
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import IO

from aiev.cli.files import manifest
from aiev.cli.files.atomic_write import resolved, stopping_cleanly
from aiev.cli.files.folder_files import PREFIX, SUFFIX, FolderFiles, Wanted, is_unfinished
from aiev.cli.files.manifest import MANIFEST, Written
from aiev.errors import OutputError
from aiev.exporters.exporter import FolderFile

fcntl: ModuleType | None
try:
    import fcntl
except ModuleNotFoundError:  # Windows, which locks no folders.
    fcntl = None

_LOCK = ".aiev-export.lock"
Tell = Callable[[str], None]


@stopping_cleanly()
def write_folder(path: Path, files: Iterable[FolderFile], *, tell: Tell = lambda _: None) -> None:
    """Put the files in place of those that the last export wrote, one after the other.

    All are made before the first is put in place, so that what `files` raises leaves the folder as
    it was. What aiev did not write is neither moved nor copied, and what the user wrote below a
    file's text stays there. A file that was changed otherwise, or that stands where a new one goes,
    is kept beside the new one as `NAME (own 2)`. An export that is ended between two files is
    finished by the next one. Raises OutputError where the folder cannot be written, or where it
    holds files and was not made by an export.
    """
    try:
        target = resolved(path)
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror}): {path}") from error
    _tell_of_copies(target, tell)
    try:
        with _made_where_missing(target, shown=path), _alone(target, shown=path):
            old = _load(target, shown=path)
            # The spool has no name, so that nothing is left of it however aiev ends.
            with tempfile.TemporaryFile(prefix=PREFIX, suffix=SUFFIX, dir=target) as spool:
                new = _Spooled(spool, files)
                _put_all(FolderFiles(target, shown=path, tell=tell), old, new, shown=path)
    except OSError as error:
        raise OutputError(f"the folder cannot be written ({error.strerror}): {path}") from error


class _Spooled:
    """The new files, made and not yet put in place; they may be more than fits into memory."""

    def __init__(self, spool: IO[bytes], files: Iterable[FolderFile]) -> None:
        self._spool = spool
        self._starts: dict[str, int] = {}
        self.texts: dict[str, Written] = {}
        for file in files:
            assert file.path not in self.texts, "formats name no two files alike"
            content = file.text.encode("utf-8")
            self._starts[file.path] = spool.tell()
            spool.write(content)
            self.texts[file.path] = manifest.of(content)
        spool.flush()

    def content(self, name: str) -> bytes:
        self._spool.seek(self._starts[name])
        return self._spool.read(self.texts[name].size_bytes)


def _put_all(
    folder: FolderFiles, old: Mapping[str, Sequence[Written]], new: _Spooled, *, shown: Path
) -> None:
    for name in new.texts:
        folder.check(name)
    folder.remove_unfinished(old)
    # Where this is ended midway the next export must know both what was there and what came.
    known = {name: list(texts) for name, texts in old.items()}
    for name, text in new.texts.items():
        if text not in known.setdefault(name, []):
            known[name].append(text)
    folder.put_own(MANIFEST, manifest.dump(known))
    folder.sync()
    try:
        _put_files(folder, known, new)
        written = {name: [text] for name, text in new.texts.items()}
        folder.put_own(MANIFEST, manifest.dump(written))
        folder.sync()
    except OSError as error:
        raise OutputError(
            f"the folder is written in part only ({error.strerror}): {shown}",
            hint="nothing of yours is lost, and the next export into it does the rest",
        ) from error


def _put_files(folder: FolderFiles, known: Mapping[str, Sequence[Written]], new: _Spooled) -> None:
    # Some file systems take names that differ in case alone for one.
    own: dict[str, list[Written]] = defaultdict(list)
    for name, texts in known.items():
        own[name.casefold()] += texts
    folder.put(Wanted(name, new.content(name), own[name.casefold()]) for name in new.texts)
    for name, texts in known.items():
        if name not in new.texts:
            folder.drop(name, own=texts)
    folder.sync()


def _load(target: Path, *, shown: Path) -> Mapping[str, Sequence[Written]]:
    """Return what the last export wrote; nothing where the folder holds nothing of others."""
    if all(place.name == _LOCK or is_unfinished(place.name) for place in target.iterdir()):
        return {}
    return manifest.load(target, shown=shown)


@contextmanager
def _made_where_missing(target: Path, *, shown: Path) -> Iterator[None]:
    """Make the folder, and take it away again where nothing came into it."""
    is_new = not target.exists()
    if not is_new and not target.is_dir():
        raise OutputError(f"this path is a file, not a folder: {shown}")
    target.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        if is_new:
            with suppress(OSError):  # It holds something, as it should.
                target.rmdir()


@contextmanager
def _alone(target: Path, *, shown: Path) -> Iterator[None]:
    """Keep other exports out of the folder: each would take the other's files for the user's."""
    busy = OutputError(f"another export writes into this folder: {shown}", hint="let it end first")
    if fcntl is None:  # Windows opens no folders.
        from filelock import FileLock, Timeout  # noqa: PLC0415  # There alone it is needed.

        lock = FileLock(target / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise busy from None
        try:
            yield
        finally:
            lock.release()
            with suppress(OSError):
                (target / _LOCK).unlink()
        return
    handle = os.open(target, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise busy from None
        except OSError:
            # Some network file systems lock no folders; there the user must see to it.
            pass
        yield
    finally:
        os.close(handle)


def _tell_of_copies(target: Path, tell: Tell) -> None:
    """Tell of folders beside the target that hold it as it was or was to be.

    Earlier versions of aiev built the folder anew and swapped it in. What is left where one was
    killed may hold the only copy of a user's notes, so it is not aiev's to remove.
    """
    name = re.compile(rf"\.{re.escape(target.name[:50])}\.[a-z0-9_]{{8}}(\.old)?")
    with suppress(OSError):
        for place in sorted(target.parent.iterdir()):
            if name.fullmatch(place.name) and place.is_dir() and not place.is_symlink():
                is_built = stat.S_IMODE(place.stat().st_mode) == 0o700  # As `mkdtemp` makes them.
                if is_built or (place / MANIFEST).exists():
                    tell(
                        f"an export that was ended left a folder, which may hold notes of yours:"
                        f" {place}\nhint: take out what is yours, then remove it"
                    )
