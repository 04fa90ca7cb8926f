"""An interrupt that comes where Python cannot raise it still ends the command."""

import subprocess
import sys

import pytest

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


@needs_posix
def test_the_way_on_is_that_of_the_command_and_not_of_its_words(home):
    """A search for `import` that was interrupted told how to go on with an import."""
    asked = SCRIPT.replace('"stats"]', '"search", "import", "export"]')
    assert run(home, asked).stderr == b"aiev: interrupted; what was finished is kept\n"
    written = SCRIPT.replace('"stats"]', '"export", "markdown", "import"]')
    assert b"\nhint: a file is written whole" in run(home, written).stderr


def test_other_faults_there_are_told_as_ever(home):
    script = SCRIPT.replace("signal.raise_signal(signal.SIGINT)", "1 / 0").replace("600", "0")
    done = run(home, script)
    assert done.returncode == 0
    assert b"ZeroDivisionError" in done.stderr


# Memory runs out within a library, which then fails otherwise; and again as that is to be told.
FULL = """
import sys

import pytest
from aiev.cli import main
from aiev.errors import AievError

def body(words, out):
    try:
        raise MemoryError
    except MemoryError:
        raise {error}

def say(*_given):
    raise MemoryError

main._run, main._say = body, say
sys.argv = ["aiev", "stats"]
main.main()
"""


@pytest.mark.parametrize(
    "error",
    [
        "MemoryError", "IndexError('bytearray index out of range')",
        "SystemError('returned NULL without setting an exception')", "OSError(12, 'no memory')",
        "AievError('not enough')",
    ],
)  # fmt: skip
def test_where_memory_has_run_out_one_line_says_so(home, error):
    """The line was made readable for a terminal first, for which there was none left."""
    done = run(home, FULL.format(error=error))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"aiev: error: there is not enough memory for this\n"
