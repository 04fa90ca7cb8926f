"""Showing what is longer than the screen through the user's pager."""

import os
import shlex
import shutil
import signal
import subprocess
import sys

_DEFAULT = "less"
# Quit where all fits, keep colours, leave the text on the screen afterwards.
_LESS = "FRX"


def show(text: str) -> bool:
    """Show the text through `PAGER`, else `less`; False where there is none or nobody to read.

    An empty `PAGER` means none.
    """
    command = shlex.split(os.environ.get("PAGER", _DEFAULT))
    if not command or not sys.stdin.isatty() or shutil.which(command[0]) is None:
        return False
    environment = {"LESS": _LESS, **os.environ}
    # Ctrl-C is for the pager, which has the terminal in a mode of its own and stays; a handler that
    # does nothing, unlike none, is not passed on to it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), env=environment, check=False)
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode == 0
