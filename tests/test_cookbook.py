"""The cookbook's lines, each run in a git repository that holds a list, and what they come to."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from arxiv_search_server import ArxivSearchServer
from arxiv_server import Paper
from places import ROOT
from running import run_here, run_process
from works_server import ICLR, WorksServer, paper

LISTED = """# Birds

## Waders

- [Heron: Waders at Night](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | ICLR 2024
- [Stilt: Long Legs in Shallow Water](https://arxiv.org/abs/2402.00002) | 2 Feb 2024 | ICML 2024
"""
FINDINGS = 1


@pytest.fixture
def arxiv():
    lately = datetime.now(UTC) - timedelta(days=3)
    with ArxivSearchServer(
        [
            Paper("2401.00001", "Heron: Waders at Night", "They stand still."),
            Paper("2402.00002", "Stilt: Long Legs in Shallow Water", "They walk."),
            Paper(
                "2403.00003",
                "Avocet: Waders That Sweep",
                "Waders sweep their bills.",
                published=f"{lately:%Y-%m-%dT%H:%M:%SZ}",
            ),
        ]
    ) as server:
        yield server


def lines():
    page = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
    cookbook = page.partition("\n## Cookbook\n")[2]
    blocks = re.findall(r"^```console\n(.*?)^```$", cookbook, re.DOTALL | re.MULTILINE)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


def workflows():
    page = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
    cookbook = page.partition("\n## Cookbook\n")[2]
    for block in re.findall(r"^```yaml\n(.*?)^```$", cookbook, re.DOTALL | re.MULTILINE):
        [job] = yaml.safe_load(block)["jobs"].values()
        yield [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.skipif(shutil.which("bash") is None, reason="GitHub's runners run steps by bash")
def test_the_steps_of_the_workflows_run_on_a_list_with_a_wrong_id(home, arxiv):
    """`bash -e` ends a step at the first code that is not 0, as that of an id nobody has."""
    folder = home.folder / "birds"
    folder.mkdir()
    tools = home.folder / "bin"
    tools.mkdir()
    (tools / "pip").write_text("#!/bin/sh\n")
    (tools / "aiev").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aiev "$@"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    listed = LISTED + "- [Nobody](https://arxiv.org/abs/2404.09999) | 4 Apr 2024 | ICML 2024\n"
    (folder / "README.md").write_text(listed)
    home.environment["AIEV_ARXIV_URL"] = arxiv.url
    home.environment["PATH"] = f"{tools}:{home.environment['PATH']}"
    home = replace(home, folder=folder)
    page, weekly = workflows()
    for commands in (page, weekly, weekly):
        shutil.rmtree(folder / "site", ignore_errors=True)
        for command in commands:
            done = run_process(home, command=("bash", "-e", "-c", command))
            assert done.code == 0, (command, done)
        if commands is page:
            assert "They stand still." in (folder / "site" / "index.html").read_text()
    written = (folder / "README.md").read_text()
    assert written.count("\n- [") == 4
    assert "[Avocet: Waders That Sweep](https://arxiv.org/abs/2403.00003)" in written


@pytest.fixture
def works():
    with WorksServer() as server:
        title, authors = "Avocet: Waders That Sweep", ("A. Asker",)
        server.papers["ARXIV:2403.00003"] = paper("2403.00003", title, authors=authors, **ICLR)
        yield server


def test_each_line_does_what_is_said(home, arxiv, works, monkeypatch):
    folder = home.folder / "birds"
    folder.mkdir()
    (folder / "README.md").write_text(LISTED)
    for command in (
        "git init --quiet .",
        "git add README.md",
        "git -c user.name=Ada -c user.email=ada@birds.test commit --quiet -m birds",
    ):
        subprocess.run(shlex.split(command), cwd=folder, check=True, env=home.environment)
    home.environment["AIEV_ARXIV_URL"] = arxiv.url
    for name in ("S2", "OPENALEX"):
        home.environment[f"AIEV_{name}_URL"] = works.url
        home.environment[f"AIEV_{name}_DELAY"] = "0"
    monkeypatch.chdir(folder)
    for line in lines():
        words = shlex.split(line)
        done = run_here(home, *words[1:])
        allowed = (0, FINDINGS) if words[1] == "check" else (0,)
        assert done.code in allowed, (line, done)
    written = (folder / "README.md").read_text()
    assert "(https://openreview.net/forum?id=heron) | 3 Jan 2024 | ICML 2025" in written
    assert written.count("\n- [") == 3
    assert "[Avocet: Waders That Sweep](https://arxiv.org/abs/2403.00003)" in written
    assert next(line for line in written.splitlines() if "Avocet" in line).endswith("ICLR 2025")
    assert "Waders at Night" in (folder / "papers.bib").read_text()
    assert "Waders at Night" in (folder / "index.html").read_text()
    found = run_here(home, "show", "2401.00001", "--json")
    assert "https://openreview.net/forum?id=heron" in found.out
    assert "They stand still." in found.out
