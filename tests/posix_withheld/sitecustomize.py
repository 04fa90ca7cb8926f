"""Takes away from aiev what only POSIX systems have, in each Python that finds this on its path.

It stands for Windows, where nobody has run aiev. What libraries and tests take from POSIX, where
there is such, is theirs: only a module of aiev's own finds it missing.
"""

import builtins
import os
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
    kept = {name: vars(module).pop(name) for name in names if hasattr(module, name)}

    def find(name):
        if name not in kept or _asks_aiev(sys._getframe(1)):
            raise AttributeError(f"{module.__name__} has no {name} on Windows")
        return kept[name]

    module.__getattr__ = find


def _take_away() -> None:
    for module, names in NAMES.items():
        _withhold(module, names.split())
    real = builtins.__import__

    def importing(name, *place, **named):
        if name in MODULES and _asks_aiev(sys._getframe(1)):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *place, **named)

    builtins.__import__ = importing


_take_away()
