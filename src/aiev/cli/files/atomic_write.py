"""Writing a result to a file: whole or not at all, also where aiev is ended meanwhile."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from aiev import private_files, unfinished
from aiev.errors import OutputError
from aiev.file_metadata import keep_owner, sync_folder

Keep = Callable[[Path, bytes, bytes], None]
# The whole name of a copy may leave no room for more.
_LONGEST = 50


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
    tell: Callable[[str], None],
    mode: int | None = None,
    keep: Keep | None = None,
) -> None:
    """Put the chunks in place of the file at `path`, keeping its permissions, owner and group.

    A new file has the permissions `mode`, without it those that the user wants new files to have.

    Until all is written the old file stays. A device or pipe is written to directly. `check` says
    whether the old file may be replaced, by raising where it may not: it is called before the first
    chunk is made, and again just before the old file goes. A file that may be written, in a folder
    that may not, is written in place; a copy of what it held is kept in the folder `spare`, which
    is told, and without such a folder it is refused. `tell` gets a sentence about that, and where
    the disk did not confirm the new name. `keep` is called with the file, what it holds and what is
    put in its place, just before that is done, where the two differ.

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
            _write_in_place(target, chunks, check, spare=spare, tell=tell, keep=keep)
        else:
            _replace(target, chunks, check, tell, mode=mode, keep=keep)
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror}): {path}") from error


def resolved(path: Path) -> Path:
    """Return where the path leads; raises OSError where its links lead round in a circle."""
    try:
        return path.resolve()
    except RuntimeError:  # What Python before 3.13 raises for them.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@stopping_cleanly()
def _replace(
    target: Path,
    chunks: Iterable[str | bytes],
    check: Callable[[], None],
    tell: Callable[[str], None],
    *,
    mode: int | None,
    keep: Keep | None,
) -> None:
    handle, made = unfinished.make(target)
    is_open = True
    try:
        try:
            _write(handle, chunks)
            keep_owner(made, target, shown=target, mode=mode)
            os.fsync(handle)
            check()
            if keep is not None and target.exists():
                held, new = target.read_bytes(), made.read_bytes()
                if held != new:
                    keep(target, held, new)
            if sys.platform == "win32":  # Which renames no file that is open.
                os.close(handle)
                is_open = False
            made.replace(target)
        finally:
            if is_open:
                os.close(handle)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    _make_lasting(target, tell)


def _make_lasting(target: Path, tell: Callable[[str], None]) -> None:
    """Flush the new name; where that fails the file is written all the same, which is told."""
    try:
        sync_folder(target.parent)
    except OSError as error:
        tell(
            f"the file is written, and the disk did not say that it will last"
            f" ({error.strerror}): {target}"
        )


@stopping_cleanly()
def _write_in_place(
    target: Path,
    chunks: Iterable[str | bytes],
    check: Callable[[], None],
    *,
    spare: Path,
    tell: Callable[[str], None],
    keep: Keep | None,
) -> None:
    held = target.read_bytes()
    content = b"".join(c.encode("utf-8") if isinstance(c, str) else c for c in chunks)
    copy = _keep_beside(spare, target, held)
    check()
    if keep is not None and held != content:
        keep(target, held, content)
    tell(
        f"the folder of {target} cannot be written to: it is written in place, and what it held"
        f" is kept as {copy}"
    )
    try:
        _overwrite(target, content)
    except BaseException:
        with suppress(OSError):
            _overwrite(target, held)
        raise


def _keep_beside(spare: Path, target: Path, held: bytes) -> Path:
    """Return where what the target holds is kept now, whole, in the folder given."""
    private_files.make_folder(spare)
    handle, made = unfinished.make(spare / f"{target.name[:_LONGEST]}.before")
    try:
        try:
            _write(handle, [held])
            os.fsync(handle)
        finally:
            os.close(handle)
        kept = spare / f"{target.name[:_LONGEST]}.{made.stem[-8:]}.before"
        made.replace(kept)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    sync_folder(spare)
    return kept


def _overwrite(target: Path, content: bytes) -> None:
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _write(handle: int, chunks: Iterable[str | bytes]) -> None:
    with os.fdopen(os.dup(handle), "wb") as file:
        for chunk in chunks:
            file.write(chunk.encode("utf-8") if isinstance(chunk, str) else chunk)
