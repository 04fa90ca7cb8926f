"""Each console block of the README and the docs runs, and prints what the page shows.

All pages use one place, which is put back as it was after each page; plain commands run in this
process, as a process for each of the hundred and more would take minutes.
"""

import re
import shlex
from pathlib import Path

import pytest

import docs_place
from console_blocks import FENCED, steps
from places import ROOT
from running import Outcome, run_here, run_shell

# The Chinese README has the same blocks (`test_translation.py`).
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "README.zh-CN.md"),
]
# The cookbook has a list of its own (`test_cookbook.py`).
COOKBOOK = "\n## Cookbook\n"
FINDINGS = 1
ANSWERING = {
    "search", "similar", "show", "topics", "orgs", "authors", "tags", "lists", "stats", "cite",
    "add", "edit", "remove", "merge", "rename", "sort", "discover", "diff", "check", "import",
}  # fmt: skip
"""Commands whose example has gone stale where they print nothing on stdout."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_SHELL = re.compile(r"[|;<>&~$`]")
# What a block of `sh` has that no test can run: it installs, or asks others than arXiv.
NOT_RUN = re.compile(r"pip|uv |claude|--links|--organizations|\.bashrc|add 10\.|\.venv")


@pytest.fixture(scope="module")
def place(tmp_path_factory, seed_template):
    with docs_place.made(tmp_path_factory.mktemp("docs"), seed=seed_template) as made:
        yield made


@pytest.fixture
def home(place):
    yield place.home
    place.restore()


def is_plain(command: str) -> bool:
    """Return whether a command line is aiev's alone."""
    return command.startswith("aiev ") and not _SHELL.search(_QUOTED.sub("", command))


def run(home, command: str) -> Outcome:
    """Run a command line; what is aiev's in it, joined by `|` or `;`, runs in this process."""
    pieces = re.split(r" (\|) |(;) ", command)
    if not all(map(is_plain, pieces[::3])):
        return run_shell(home, f"cd {shlex.quote(str(Path.cwd()))}; set -o pipefail; {command}")
    out, err, before = "", "", b""
    for at in range(0, len(pieces), 3):
        words = shlex.split(pieces[at])[1:]
        done = run_here(home, *words, stdin=before)
        if done.code not in (0, FINDINGS):
            return done
        is_piped = at + 1 < len(pieces) and pieces[at + 1] == "|"
        before = done.out.encode() if is_piped else b""
        out, err = out + ("" if is_piped else done.out), err + done.err
    return Outcome(done.code, out, err)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_line_runs_and_prints_what_is_shown(home, page):
    for step in steps(page.read_text(encoding="utf-8").partition(COOKBOOK)[0]):
        done = run(home, step.command)
        words = step.command.split()
        command = words[1] if words[0] == "aiev" else ""
        codes = (0, FINDINGS) if command in ("check", "diff") else (0,)
        assert done.code in codes, (step, done)
        assert "Traceback" not in done.err, (step, done)
        assert not step.missing(done.out + done.err), (step, done)
        if command in ANSWERING and "--fix" not in words and is_plain(step.command):
            assert done.out.strip(), f"nothing is found: {step.command}\n{done.err}"
            assert "\tunchanged\t" not in done.out, step.command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_can_run_stands_in_a_console_block(page):
    for kind, body in FENCED.findall(page.read_text(encoding="utf-8")):
        assert kind != "sh" or "aiev" not in body or NOT_RUN.search(body), body
