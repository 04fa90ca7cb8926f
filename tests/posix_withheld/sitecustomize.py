"""Takes away from aiev what only POSIX systems have, in each Python that finds this on its path.

It stands for Windows, where nobody has run aiev. What libraries and tests take from POSIX, where
there is such, is theirs: only a module of aiev's own finds it missing.
"""

import builtins
import errno
import fcntl
import os
import pathlib
import signal
import sys

MODULES = frozenset(("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"))
NAMES = {
    os: (
        "chown fchmod fchown fork forkpty fstatvfs getegid geteuid getgid getgroups getloadavg"
        " getpgid getpgrp getuid initgroups killpg lchown lockf mkfifo mknod nice openpty"
        " O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK posix_fadvise posix_fallocate pread pwrite"
        " register_at_fork sched_yield sendfile setgid setpgid setsid setuid statvfs sync uname"
        " WNOHANG wait wait3 wait4 writev"
    ),
    signal: (
        "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2"
        " SIGWINCH alarm pause pthread_sigmask setitimer sigwait"
    ),
}
"""What Python's documentation names as Unix only, of the modules that Windows has too."""


def _asks_aiev(frame) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] == "aiev"


def _withhold(module, names) -> None:
    """Take attributes from a module, as far as aiev sees."""
    kept = {name: vars(module).pop(name) for name in names if hasattr(module, name)}

    def find(name):
        if name not in kept or _asks_aiev(sys._getframe(1)):
            raise AttributeError(f"{module.__name__} has no {name} on Windows")
        return kept[name]

    module.__getattr__ = find


def _is_open(path) -> bool:
    handles = pathlib.Path("/proc/self/fd")
    whole = os.path.realpath(os.fsdecode(path))
    return any(os.path.realpath(one) == whole for one in handles.iterdir())


def _behave_as_windows() -> None:
    """Rename no file that is open, and flush none that is open for reading alone."""

    def refusing(real):
        def rename(source, target, **named):
            if _is_aiev_running() and (_is_open(source) or _is_open(target)):
                raise PermissionError(errno.EACCES, "open, as Windows has it", os.fspath(source))
            return real(source, target, **named)

        return rename

    os.rename, os.replace = refusing(os.rename), refusing(os.replace)
    flush = os.fsync

    def fsync(handle):
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "open for reading alone, as Windows has it")
        flush(handle)

    os.fsync = fsync
    # What aiev does on Windows alone is done then.
    vars(sys).pop("platform")
    sys.__getattr__ = _platform


def _platform(name):
    if name != "platform":
        raise AttributeError(f"module 'sys' has no attribute {name!r}")
    return "win32" if _asks_aiev(sys._getframe(1)) else "linux"


def _is_aiev_running() -> bool:
    """Return whether a rename is of aiev's own, by `pathlib` or not."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__", "").startswith("pathlib"):
        frame = frame.f_back
    return frame is not None and _asks_aiev(frame)


def _take_away() -> None:
    _behave_as_windows()
    for module, names in NAMES.items():
        _withhold(module, names.split())
    real = builtins.__import__

    def importing(name, *place, **named):
        if name in MODULES and _asks_aiev(sys._getframe(1)):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *place, **named)

    builtins.__import__ = importing


_take_away()
