"""Nothing that only POSIX systems have is needed: all of it is taken away from aiev here.

It stands for Windows, where nobody has run aiev: paths, consoles and shells are as they are. The
main job is run each time; `AIEV_TESTS_WITHOUT_POSIX=1 pytest tests/cli` runs all of the command
line's tests so, as the CI does.
"""

import json
import os
import subprocess
import sys

import pytest

from arxiv_server import Paper
from running import COMMAND, POSIX_WITHHELD, ROOT, TIMEOUT_S, run_process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes away what Linux has")
PATH = os.pathsep.join(map(str, [ROOT / "src", POSIX_WITHHELD, ROOT / "tests"]))


@pytest.fixture
def bare(home, arxiv):
    def run(*words, command=COMMAND):
        return run_process(home, *words, command=command, AIEV_ARXIV_URL=arxiv.url, PYTHONPATH=PATH)

    return run


# One process for many command lines: each its own would take most of the time to start.
SEVERAL = """
import json, os, sys
from pathlib import Path
from running import Home, run_here
home = Home(Path.cwd(), dict(os.environ))
for words in json.loads(sys.argv[1]):
    done = run_here(home, *words)
    print(json.dumps([done.code, done.out, done.err]))
"""


# Each as a module of aiev's own and as another one would say it.
SAID = """
import os, signal
asked = {"__name__": NAME}
for line in (
    "import fcntl", "import pwd", "from termios import tcgetattr", "os.getuid", "os.fchmod(0, 0)",
    "os.O_NONBLOCK", "signal.SIGHUP", "hasattr(signal, 'SIGHUP') or 1 / 0", "from os import fork",
):
    try:
        exec(line, asked | {"os": os, "signal": signal})
    except (ImportError, AttributeError, ZeroDivisionError):
        print("missing")
    except OSError:
        pass
"""


def test_what_only_posix_has_is_missing_for_aiev_alone():
    def missing(name):
        done = subprocess.run(
            [sys.executable, "-c", SAID.replace("NAME", repr(name))],
            env={**os.environ, "PYTHONPATH": PATH}, capture_output=True, text=True,
            timeout=TIMEOUT_S, check=True,
        )  # fmt: skip
        return done.stdout.count("missing")

    assert (missing("aiev.unfinished"), missing("other")) == (9, 0)


def test_the_main_job(bare, home, arxiv):
    arxiv.add(Paper("2411.11217"), Paper("2401.00001", title="Heron: Waders at Night"))
    listed = home.folder / "birds.md"
    listed.write_text(
        "# Birds\n\n## Waders\n\n- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024\n"
    )

    def done(*words):
        found = bare(*words)
        assert (found.code, "Traceback" in found.err) == (0, False), found.err
        return found.out

    assert "1 enriched" in done("import", listed)
    assert "Waders at Night" in done("search", "heron")
    exports = {"bibtex": "papers.bib", "csv": "papers.csv", "atom": "feed.xml"}
    folders = {name: str(home.folder / name) for name in ("html", "obsidian")}
    lines = [
        ["add", "2411.11217", "--topic", "Waders"],
        ["edit", "2401.00001", "--date", "2024-01-04", "--note", "seen"],
        ["sync", str(listed)],
        ["show", "2401.00001", "--json"],
        *(["export", name, "-o", to] for name, to in exports.items()),
        *(["export", name, "-o", to] for name, to in folders.items() for _ in range(2)),
        ["check", str(listed)], ["doctor"], ["topics"], ["stats"], ["cite", "2401.00001"],
        ["lists"], ["similar", "2401.00001"], ["export", "source"], ["backup", "copy.db"],
        ["--version"], ["search", "--help"], ["remove", "2411.11217"], ["enrich", "--refresh"],
        ["search", "("],
    ]  # fmt: skip
    found = bare(json.dumps(lines), command=(sys.executable, "-c", SEVERAL))
    assert found.code == 0, found.err
    answers = [json.loads(line) for line in found.out.splitlines()]
    for words, (code, _out, err) in zip(lines, answers, strict=True):
        assert (code, "Traceback" in err) == (2 if words == ["search", "("] else 0, False), err
    assert "2411.11217" in listed.read_text()
    assert json.loads(answers[3][1])["entries"][0]["note"] == "seen"
    for name in (*exports.values(), *folders.values()):
        assert (home.folder / name).stat().st_size
