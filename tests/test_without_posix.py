"""The main job needs nothing that only POSIX systems have: all of it is taken away here.

It stands for Windows, where nobody has run aiev: paths, consoles and shells are as they are.
"""

import json
import subprocess
import sys

import pytest

from arxiv_server import Paper
from running import TIMEOUT_S

PRELUDE = """
import os, signal, sys
# What libraries take from POSIX, where there is such, is theirs and loaded before.
import ctypes, multiprocessing.util, pathlib, platform, random, shutil, subprocess, tempfile
import filelock, webbrowser

def withheld(name, real):
    def call(*given, **named):
        if sys._getframe(1).f_globals["__name__"].startswith("aiev"):
            raise AttributeError(f"aiev calls os.{name}")
        return real(*given, **named)
    return call

for name in "fcntl grp pty pwd resource syslog termios tty".split():
    sys.modules[name] = None
for name in (
    "chown fchmod fchown fork forkpty fstatvfs getegid geteuid getgid getpgid getuid killpg lchown"
    " openpty posix_fadvise posix_fallocate sched_yield setsid statvfs sync"
).split():
    setattr(os, name, withheld(name, getattr(os, name)))
for name in "SIGALRM SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 alarm setitimer".split():
    delattr(signal, name)
from aiev.cli.main import main
sys.argv[0] = "aiev"
main()
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes away what Linux has")


@pytest.fixture
def bare(home, arxiv):
    def run(*words, given=None):
        return subprocess.run(
            [sys.executable, "-c", PRELUDE, *map(str, words)],
            input=given,
            env={**home.environment, "AIEV_ARXIV_URL": arxiv.url},
            cwd=home.folder,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )

    return run


def test_the_main_job(bare, home, arxiv):
    arxiv.add(Paper("2411.11217"), Paper("2401.00001", title="Heron: Waders at Night"))
    listed = home.folder / "birds.md"
    listed.write_text(
        "# Birds\n\n## Waders\n\n- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024\n"
    )

    def done(*words, code=0):
        found = bare(*words)
        assert (found.returncode, b"Traceback" in found.stderr) == (code, False), found.stderr
        return found.stdout.decode()

    assert "1 enriched" in done("import", listed)
    assert "Waders at Night" in done("search", "heron")
    done("add", "2411.11217", "--topic", "Waders")
    done("edit", "2401.00001", "--date", "2024-01-04", "--note", "seen")
    assert json.loads(done("show", "2401.00001", "--json"))["entries"][0]["note"] == "seen"
    done("sync", listed)
    assert "2411.11217" in listed.read_text()
    for name in ("papers.bib", "papers.csv", "feed.xml"):
        kind = {"bib": "bibtex", "csv": "csv", "xml": "atom"}[name.partition(".")[2]]
        done("export", kind, "-o", name)
        assert (home.folder / name).stat().st_size
    for kind in ("html", "obsidian"):
        done("export", kind, "-o", home.folder / kind)
        done("export", kind, "-o", home.folder / kind)
        assert (home.folder / kind).stat().st_size
    for words in (
        ["check", listed], ["doctor"], ["topics"], ["stats"], ["cite", "2401.00001"], ["lists"],
        ["similar", "2401.00001"], ["export", "source"], ["backup", "copy.db"], ["--version"],
        ["search", "--help"], ["remove", "2411.11217"], ["enrich", "--refresh"],
    ):  # fmt: skip
        done(*words)
    done("search", "(", code=2)
