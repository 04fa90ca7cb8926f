"""Writing a result to a file: whole or not at all, also where aiev is ended meanwhile."""

import errno
import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from aiev.errors import OutputError


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Let `kill` and a closed terminal end the work as Ctrl-C does, so that no half file is left.

    Only Python's main thread hears of signals, and one that is ignored (nohup) stays so.
    """
    before = []
    if threading.current_thread() is threading.main_thread():
        ends = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
        before = [(end, signal.getsignal(end)) for end in ends]
    before = [(end, handler) for end, handler in before if handler is signal.SIG_DFL]
    for end, _ in before:
        signal.signal(end, _interrupt)
    try:
        yield
    finally:
        for end, handler in before:
            signal.signal(end, handler)


def write_whole(
    path: Path,
    chunks: Iterable[str | bytes],
    *,
    check: Callable[[], None] = lambda: None,
    spare: Path | None = None,
    tell: Callable[[str], None] = lambda _text: None,
    mode: int | None = None,
) -> None:
    """Put the chunks in place of the file at `path`, keeping its permissions, owner and group.

    A new file has the permissions `mode`, without it those that the user wants new files to have.

    Until all is written the old file stays. A device or pipe is written to directly. `check` says
    whether the old file may be replaced, by raising where it may not: it is called before the first
    chunk is made, and again just before the old file goes. A file that may be written, in a folder
    that may not, is written in place; a copy of what it held is kept in the folder `spare`, which
    is told, and without such a folder it is refused.

    Raises OutputError where the file cannot be written or would change hands; what the chunks and
    `check` raise passes through.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                _write(device.fileno(), chunks)
            return
        target = resolved(path)
        if target.exists() and not os.access(target, os.W_OK):
            # Taking its place needs no permission of the file's own, but it says no.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        check()
        is_closed = target.exists() and not os.access(target.parent, os.W_OK | os.X_OK)
        if is_closed and spare is not None:
            _write_in_place(target, chunks, check, spare=spare, tell=tell)
        else:
            _replace(target, chunks, check, mode=mode)
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror}): {path}") from error


def resolved(path: Path) -> Path:
    """Return where the path leads; raises OSError where its links lead round in a circle."""
    try:
        return path.resolve()
    except RuntimeError:  # What Python before 3.13 raises for them.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, as a file's own fsync does not."""
    if sys.platform == "win32":  # Which opens no folders, and writes names in order.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems have no such thing for folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def new_mode() -> int:
    """Return the permissions that the user wants new files to have."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@stopping_cleanly()
def _replace(
    target: Path, chunks: Iterable[str | bytes], check: Callable[[], None], *, mode: int | None
) -> None:
    # The whole name may leave no room for more.
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
    made = Path(name)
    try:
        try:
            _write(handle, chunks)
            keep_owner(made, target, shown=target, mode=mode)
            os.fsync(handle)
        finally:
            # Windows renames no file that is open.
            os.close(handle)
        check()
        made.replace(target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise


def keep_owner(made: Path, target: Path, *, shown: Path, mode: int | None = None) -> None:
    """Give a new file the permissions, owner and group of the one whose place it takes.

    Where there is none it gets `mode`, without it the permissions of a new file. Raises OutputError
    where they cannot be kept, naming the file as `shown`.
    """
    try:
        old = target.lstat()
    except FileNotFoundError:
        made.chmod(new_mode() if mode is None else mode)
        return
    new = made.stat()
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            shutil.chown(made, old.st_uid, old.st_gid)
        except PermissionError:
            raise OutputError(
                f"the file's owner or group could not be kept: {shown}",
                hint="write it as its owner does, or name another one",
            ) from None
    made.chmod(stat.S_IMODE(old.st_mode))


def _write_in_place(
    target: Path,
    chunks: Iterable[str | bytes],
    check: Callable[[], None],
    *,
    spare: Path,
    tell: Callable[[str], None],
) -> None:
    held = target.read_bytes()
    content = b"".join(c.encode("utf-8") if isinstance(c, str) else c for c in chunks)
    handle, copy = tempfile.mkstemp(prefix=f"{target.name[:50]}.", suffix=".before", dir=spare)
    try:
        _write(handle, [held])
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(spare)
    check()
    tell(
        f"the folder of {target} cannot be written to: it is written in place, and what it held"
        f" is kept as {copy}"
    )
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _write(handle: int, chunks: Iterable[str | bytes]) -> None:
    with os.fdopen(os.dup(handle), "wb") as file:
        for chunk in chunks:
            file.write(chunk.encode("utf-8") if isinstance(chunk, str) else chunk)
