"""The pager has the terminal to itself: what is typed there is for it."""

import os
import re
import struct
import sys
import time

import pytest

from running import COMMAND, TIMEOUT_S

fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

PAGER = """
import os, signal, sys
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"[still here]"))
lines = sys.stdin.read().count("\\n")
os.write(1, b"[up with %d]" % (lines > 5))
open("/dev/tty").readline()
os.write(1, b"[left]")
"""


def until(leader: int, pattern: str, seen: str = "") -> str:
    """Return what the terminal shows up to the pattern."""
    end = time.monotonic() + TIMEOUT_S
    while not re.search(pattern, seen) and time.monotonic() < end:
        try:
            seen += os.read(leader, 65536).decode()
        except OSError:  # Linux's way to say that the other side has closed.
            break
    assert re.search(pattern, seen), seen
    return seen


def test_ctrl_c_is_for_the_pager(home, seed, tmp_path):
    """It ended aiev while `less` had the terminal without echo, and so it stayed."""
    script = tmp_path / "pager.py"
    script.write_text(PAGER)
    environment = {**home.environment, "PAGER": f"{sys.executable} {script}"}
    environment.pop("COLUMNS", None)
    process, leader = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 4, 60, 0, 0))
        os.chdir(home.folder)
        os.execvpe(COMMAND[0], [*COMMAND, "search"], environment)
    try:
        until(leader, r"\[up with 1\]")
        os.write(leader, b"\x03")
        until(leader, r"\[still here\]")
        os.write(leader, b"q\n")
        until(leader, r"\[left\]")
        _, status = os.waitpid(process, 0)
    finally:
        os.close(leader)
    assert os.waitstatus_to_exitcode(status) == 0


def test_with_stdin_closed_nobody_can_turn_pages(home, seed):
    process, leader = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 4, 60, 0, 0))
        os.chdir(home.folder)
        os.close(0)
        os.execvpe(COMMAND[0], [*COMMAND, "search"], {**home.environment, "PAGER": "cat"})
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # Linux's way to say that the other side has closed.
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    _, status = os.waitpid(process, 0)
    assert (os.waitstatus_to_exitcode(status), b"fault" in shown) == (0, False), shown
