"""Putting the files of an export in place and taking them out, one by one."""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from aiev.cli.files import manifest
from aiev.cli.files.manifest import Written
from aiev.errors import OutputError
from aiev.file_metadata import keep_owner, sync_folder

PREFIX, SUFFIX = ".aiev-export-", ".part"
_UNFINISHED = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")

# A disk takes many files at once in little more time than one: 14 times as fast was measured.
_FILES_AT_ONCE, _THREADS = 64, 16
# The errors of removing a folder that holds something, or on which something is mounted.
_IN_USE = (errno.ENOTEMPTY, errno.EEXIST, errno.EBUSY)

# A link of the user's is named itself; Windows knows no other way.
_AS_IT_IS = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to write, and the texts that aiev may have written there before."""

    name: str
    text: bytes
    own: Sequence[Written]


@dataclass(frozen=True, slots=True)
class _Made:
    """The new content of a file beside it; `now` is what the file held, None where there is none.

    `is_aside` says that this is the user's, and needs another name.
    """

    wanted: Wanted
    temporary: Path
    handle: int
    now: Written | None
    is_aside: bool


class FolderFiles:
    """The files of a folder that an export writes, by their paths within it.

    Only plain files within plain folders are ever written or removed: links, pipes and devices are
    the user's. `tell` gets a sentence for each file of the user that gets another name.
    """

    def __init__(self, root: Path, *, shown: Path, tell: Callable[[str], None]) -> None:
        self._root = root
        self._shown = shown
        self._tell = tell
        self._changed: set[Path] = set()
        self._ours: set[tuple[int, int]] = set()

    def check(self, name: str) -> None:
        """Raise OutputError where something other than a plain file or folder is in the way."""
        path = PurePosixPath(name)
        assert ".." not in path.parts, "formats name files within the folder"
        for within in (*reversed(_above(name)), path):
            mode = _mode(self._root / within)
            if mode is None:
                return
            wanted, is_there = (
                ("file", stat.S_ISREG(mode)) if within == path else ("folder", stat.S_ISDIR(mode))
            )
            if not is_there:
                raise OutputError(
                    f"the export has a {wanted} of this name, and something else is there:"
                    f" {self._shown / within}",
                    hint="move it elsewhere, or name another folder",
                )

    def put(self, files: Iterable[Wanted]) -> None:
        """Write the texts, in their order, in place of those that aiev wrote there.

        What stands below a text of aiev's stays below the new one. A file that begins with none of
        them is the user's, and keeps all but its name. One that holds all of the new text already
        stays as it is; another keeps its owner, group and permissions.
        """
        left = iter(files)
        with ThreadPoolExecutor(_THREADS) as pool:
            while wanted := tuple(islice(left, _FILES_AT_ONCE)):
                while wanted:
                    wanted = self._put_some(wanted, pool)

    def put_own(self, name: str, content: bytes) -> None:
        """Write a file in which only aiev writes."""
        now = self._content(self._root / name)
        if now != content:
            self.put([Wanted(name, content, () if now is None else (manifest.of(now),))])

    def drop(self, name: str, *, own: Sequence[Written]) -> None:
        """Take out a file that is as aiev wrote it, and the folders that it leaves empty."""
        place = self._root / name
        try:
            self.check(name)
        except OutputError:
            return
        now = self._content(place)
        if now is not None:
            found = place.stat()
            if (found.st_dev, found.st_ino) in self._ours or manifest.added(now, own) != b"":
                return
            place.unlink()
            self._changed.add(place.parent)
        for folder in place.parents:
            if folder == self._root:
                return
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError as error:
                if error.errno not in _IN_USE:
                    raise
                return
            self._changed.discard(folder)
            self._changed.add(folder.parent)

    def remove_unfinished(self, names: Iterable[str]) -> None:
        """Remove what an export that was killed left beside the files of these names."""
        folders = {self._root, *(self._root / one for name in names for one in _above(name))}
        for folder in folders:
            if not stat.S_ISDIR(_mode(folder) or 0):
                continue
            for place in folder.iterdir():
                if is_unfinished(place.name) and stat.S_ISREG(_mode(place) or 0):
                    place.unlink()

    def sync(self) -> None:
        """Make the names that were changed since the last time outlive a loss of power."""
        for folder in sorted(self._changed):
            sync_folder(folder)
        self._changed.clear()

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while _mode(folder) is None:
            missing.append(folder)
            folder = folder.parent
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            self._changed.add(one.parent)

    def _content(self, place: Path) -> bytes | None:
        if _mode(place) is None:
            return None
        self.check(place.relative_to(self._root).as_posix())
        return place.read_bytes()

    def _put_some(self, files: Sequence[Wanted], pool: ThreadPoolExecutor) -> tuple[Wanted, ...]:
        """Write files, and return those that an editor saved in the meantime."""
        made: list[_Made] = []
        opened: list[int] = []
        again = []
        try:
            for wanted in files:
                if (one := self._make(wanted)) is not None:
                    made.append(one)
                    opened.append(one.handle)
            for _ in pool.map(os.fsync, [one.handle for one in made]):
                pass
            while opened:  # Windows renames no file that is open.
                os.close(opened.pop())
            for one in made:
                place = self._root / one.wanted.name
                now = self._content(place)
                if (None if now is None else manifest.of(now)) != one.now:
                    again.append(one.wanted)
                    continue
                if one.is_aside:
                    self._keep_aside(place)
                one.temporary.replace(place)
                self._changed.add(place.parent)
        finally:
            for handle in opened:
                os.close(handle)
            for one in made:
                with suppress(FileNotFoundError):
                    one.temporary.unlink()
        for wanted in files:
            with suppress(FileNotFoundError):
                found = (self._root / wanted.name).stat()
                self._ours.add((found.st_dev, found.st_ino))
        return tuple(again)

    def _make(self, wanted: Wanted) -> _Made | None:
        """Return the file's new content, made beside it; None where it holds that already."""
        place = self._root / wanted.name
        self._make_folder(place.parent)
        now = self._content(place)
        below = b"" if now is None else manifest.added(now, wanted.own)
        content = wanted.text + (below or b"")
        if now == content:
            return None
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=place.parent)
        try:
            with os.fdopen(os.dup(handle), "wb") as file:
                file.write(content)
            within = self._shown / place.relative_to(self._root)
            keep_owner(Path(name), place, shown=within)
        except BaseException:
            os.close(handle)
            Path(name).unlink()
            raise
        known = None if now is None else manifest.of(now)
        return _Made(wanted, Path(name), handle, known, is_aside=below is None)

    def _keep_aside(self, place: Path) -> None:
        """Give a file of the user a second name; the first is then free for another file."""
        number = 2
        while True:
            aside = place.with_stem(f"{place.stem} (own {number})")
            try:
                # A name more, so that the file has one at every moment, and no other file loses it.
                os.link(place, aside, **_AS_IT_IS)
                break
            except FileExistsError:
                if os.path.samestat(aside.lstat(), place.lstat()):
                    # An export was ended after this step.
                    break
                number += 1
            except OSError:
                # The file system knows one name a file.
                if _mode(aside) is None:
                    place.rename(aside)
                    break
                number += 1
        self._tell(f"your own file is kept as {self._shown / aside.relative_to(self._root)}")


def is_unfinished(name: str) -> bool:
    """Return whether a file of this name was left unfinished by an export that was killed."""
    return _UNFINISHED.fullmatch(name) is not None


def _above(name: str) -> Sequence[PurePosixPath]:
    """Return the folders that a file lies in, the innermost first, without the root."""
    return PurePosixPath(name).parents[:-1]


def _mode(place: Path) -> int | None:
    """Return the type and permissions of what is there, links not followed; None for nothing."""
    try:
        return place.lstat().st_mode
    except FileNotFoundError:
        return None
