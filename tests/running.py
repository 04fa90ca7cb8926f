"""Running aiev in tests: in this process, as a process of its own, or on a terminal."""

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from aiev.cli import main

COMMAND = (sys.executable, "-m", "aiev")
ROOT = Path(__file__).parents[1]
POSIX_WITHHELD = ROOT / "tests/posix_withheld"
"""On the path of a Python, it takes away from aiev what Windows does not have."""
IS_POSIX_WITHHELD = bool(os.environ.get("AIEV_TESTS_WITHOUT_POSIX"))
needs_posix = pytest.mark.skipif(
    IS_POSIX_WITHHELD or os.name != "posix", reason="tells of what only POSIX systems have"
)
TIMEOUT_S = 300
"""A hang is told all the same; a busy machine may need a minute for what takes a second."""
SIGN = re.compile(r"(?:\r[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] [^\r\n]*)+\r +\r")
"""What shows that a command is at work, up to where it is wiped."""
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x1b\x07]*(?:\x1b\\|\x07)")


@dataclass(frozen=True)
class Outcome:
    """What a run answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The lines of stdout, parted at their tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


@dataclass(frozen=True)
class Home:
    """A user's home of our own: where aiev keeps and finds everything, and nothing else."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def database(self) -> Path:
        return Path(self.environment["AIEV_DB"])


def make_home(folder: Path, *, arxiv_url: str) -> Home:
    """Return a home in an empty folder; arXiv is asked at the address given, without pauses."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return Home(
        folder,
        {
            **kept,
            "HOME": str(folder),
            "PYTHONPATH": os.pathsep.join(
                map(str, [ROOT / "src", *([POSIX_WITHHELD] if IS_POSIX_WITHHELD else [])])
            ),
            "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "AIEV_DB": str(folder / "aiev.db"),
            "AIEV_ARXIV_URL": arxiv_url,
            "AIEV_ARXIV_DELAY": "0",
            # Nobody beyond this machine is asked; what asks them names servers of its own.
            "AIEV_CROSSREF": "off",
            "AIEV_PAGES": "off",
            "COLUMNS": "80",
            "TERM": "xterm-256color",
        },
    )


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[BytesIO, BytesIO]]:
    out, err = BytesIO(), BytesIO()
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = TextIOWrapper(BytesIO(stdin), encoding="utf-8")
    sys.stdout = TextIOWrapper(out, encoding="utf-8", write_through=True)
    sys.stderr = TextIOWrapper(err, encoding="utf-8", write_through=True)
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = before


def run_here(home: Home, *words: object, stdin: bytes = b"", **changes: str) -> Outcome:
    """Run a command line in this process, its output going to pipes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("AIEV_", "NO_COLOR"))]:
            patch.delenv(name)
        for name, value in {**home.environment, **changes}.items():
            patch.setenv(name, value)
        with _streams(stdin) as (out, err):
            code = main.run([str(word) for word in words])
    return Outcome(int(code), out.getvalue().decode(), err.getvalue().decode())


def run_process(
    home: Home,
    *words: object,
    stdin: bytes | None = b"",
    command: Sequence[str] = COMMAND,
    **changes: str,
) -> Outcome:
    """Run a process to its end."""
    done = subprocess.run(
        [*command, *map(str, words)],
        input=stdin,
        capture_output=True,
        env={**home.environment, **changes},
        cwd=home.folder,
        timeout=TIMEOUT_S,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def start_process(
    home: Home, *words: object, stderr: int = subprocess.PIPE, **changes: str
) -> "subprocess.Popen[bytes]":
    """Start a process and leave it running."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**home.environment, **changes},
        cwd=home.folder,
    )


# A moment after the start would come too early on a slow machine and too late on a fast one.
_INTERRUPTED = """
import importlib, os, signal, sys
from aiev.cli import main
module, name, *words = sys.argv[1:]
place = importlib.import_module(module)
function = getattr(place, name)

def call(*given, **named):
    setattr(place, name, function)
    os.kill(os.getpid(), signal.SIGINT)
    return function(*given, **named)

setattr(place, name, call)
sys.argv = ["aiev", *words]
main.main()
"""


def interrupted(function: Callable[..., object]) -> tuple[str, ...]:
    """Return the command that runs aiev, in which Ctrl-C comes as the function is called first."""
    return (sys.executable, "-c", _INTERRUPTED, function.__module__, function.__name__)


def run_shell(home: Home, line: str, **changes: str) -> Outcome:
    """Run a shell's line in which `aiev` is the command; the code is that of the first command."""
    aiev = " ".join(f"'{word}'" for word in COMMAND)
    script = f'aiev() {{ {aiev} "$@"; }}\n{line}\nexit ${{PIPESTATUS[0]}}\n'
    return run_process(home, script, command=("bash", "-c"), **changes)


def run_on_terminal(
    home: Home,
    *words: object,
    columns: int = 80,
    typed: str | None = None,
    command: Sequence[str] = COMMAND,
    has_sign: bool = False,
    **changes: str,
) -> Outcome:
    """Run a process whose stdout and stderr are one terminal of this width.

    With `typed` its stdin is the terminal too, at which this line waits to be read. What showed
    for a moment that it is at work is left out, as it is a matter of time; `has_sign` keeps it.
    """
    # Where there is none, as on Windows, all other tests are to run.
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    from fcntl import ioctl

    leader, follower = pty.openpty()
    ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {**home.environment, **changes}
    environment.pop("COLUMNS", None)
    process = subprocess.Popen(
        [*command, *map(str, words)],
        stdin=subprocess.DEVNULL if typed is None else follower,
        stdout=follower,
        stderr=follower,
        env=environment,
        cwd=home.folder,
    )
    os.close(follower)
    if typed is not None:
        os.write(leader, f"{typed}\n".encode())
    read = bytearray()
    end = time.monotonic() + TIMEOUT_S
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([leader], [], [], 0.5)
            if not ready:
                continue
            try:
                piece = os.read(leader, 65536)
            except OSError:  # Linux's way to say that the other side has closed.
                break
            if not piece:
                break
            read += piece
        code = process.wait(timeout=TIMEOUT_S)
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    out = read.decode().replace("\r\n", "\n")
    return Outcome(code, out if has_sign else SIGN.sub("", out), "")
