"""An interrupt that comes where Python cannot raise it still ends the command."""

import subprocess
import sys

from running import TIMEOUT_S, needs_posix

# The command's body is ours; all around it is aiev's own entry point.
SCRIPT = """
import signal, sys, time
from aiev.cli import main

class Held:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def body(words, out):
    Held()
    time.sleep(600)
    return 0

main._run = body
sys.argv = ["aiev", "stats"]
main.main()
"""


def run(home, script):
    words = [sys.executable, "-c", script]
    return subprocess.run(
        words, env=home.environment, capture_output=True, timeout=TIMEOUT_S, check=False
    )


@needs_posix  # Elsewhere it is sent in a way that wakes a sleep there alone.
def test_an_interrupt_within_a_destructor_is_not_lost(home):
    """An import went on to its end with a traceback on stderr, and the exit code was 0."""
    done = run(home, SCRIPT)
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"aiev: interrupted; what was finished is kept\n"


@needs_posix  # Elsewhere it is sent in a way that wakes a sleep there alone.
def test_a_busy_machine_loses_none_either(home):
    """It was sent again while the thread that sends it was waited for, and was lost there."""
    busy = (
        "import threading\nstart = threading.Thread.start\n"
        "threading.Thread.start = lambda thread: (start(thread), time.sleep(1))\n"
    )
    done = run(home, SCRIPT.replace("\nclass Held", f"\n{busy}\nclass Held"))
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"aiev: interrupted; what was finished is kept\n"


def test_other_faults_there_are_told_as_ever(home):
    script = SCRIPT.replace("signal.raise_signal(signal.SIGINT)", "1 / 0").replace("600", "0")
    done = run(home, script)
    assert done.returncode == 0
    assert b"ZeroDivisionError" in done.stderr
