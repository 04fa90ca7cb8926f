"""What a file keeps when a new one takes its place: owner, group, permissions, a lasting name."""

import errno
import os
import shutil
import stat
import sys
from pathlib import Path

from aiev.errors import OutputError


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
