"""Each bench runs in a plain clone, on data that it makes up, and says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import snapshots

BENCHES = Path(__file__).parent
# The smallest run of each, in which nothing is warm; page.py draws in a browser for minutes.
RUNS = {
    "all.py": ("--only", "start-up", "--rounds", "0"),
    "all_of_arxiv.py": ("--records", "300", "--rounds", "1", "--queries", "4", "--floor"),
    "agents.py": ("--papers", "100", "--rounds", "1"),
    "completion.py": ("--papers", "100", "--rounds", "0"),
    "engine.py": ("--papers", "100", "--rounds", "1"),
    "large_list.py": ("--copies", "1", "--sections", "2"),
    "loading.py": ("--records", "300", "--rounds", "1"),
    "main_job.py": ("--rounds", "0"),
    "made_snapshot.py": ("snapshot.jsonl", "--records", "300"),
    "page.py": ("--help",),
    "parse_speed.py": ("--rounds", "1"),
    "pending.py": ("--sections", "1", "--pending", "0", "--rounds", "0"),
    "peers.py": ("--papers", "100", "--rounds", "0"),
    "process.py": ("--papers", "100", "--rounds", "0"),
    "relevance.py": ("--topics", "4"),
    "search_latency.py": ("--sizes", "100", "--rounds", "1"),
    "snapshot.py": ("--records", "300", "--rounds", "1"),
    "unchanged.py": ("--sections", "1", "--rounds", "0"),
    "whole_base.py": ("--records", "300", "--rounds", "0"),
    "writing.py": ("--rounds", "0"),
}


def run(home, name, *words, papers="", is_measured=True):
    real = {"AIEV_BENCH_PAPERS": str(papers), "AIEV_BENCH_LISTS": ""}
    program = [BENCHES / name] if is_measured else ["-c", UNMEASURED, BENCHES, name]
    return subprocess.run(
        [sys.executable, *program, *words],
        capture_output=True,
        text=True,
        env={**os.environ, **home.environment, **real},
        cwd=home.folder,
        check=False,
    )


# Of all.py, in parts that one process has time for.
LEAST = (
    *("--papers", "5", "--records", "300", "--sections", "1", "--pending", "1", "--topics", "4"),
    *("--rounds", "0"),
)
PARTS = (
    ("start-up", "reading", "completion", "agents"),
    ("writing", "unchanged", "pending"),
    ("latency", "relevance", "main job", "parsing", "large list", "loading"),
)
# What is measured has run where each bench runs alone; here it is which figures there are.
UNMEASURED = """
import runpy, sys
_, folder, *sys.argv = sys.argv
sys.path.insert(0, folder)
import measure
measure.process_cpu_ms = lambda cases, **_: {case.name: 1.0 for case in cases}
measure.call_cpu_ms = lambda calls, **_: dict.fromkeys(calls, 1.0)
runpy.run_path(f"{folder}/{sys.argv[0]}", run_name="__main__")
"""


@pytest.mark.parametrize("name", RUNS)
def test_it_runs_without_real_data(home, name):
    done = run(home, name, *RUNS[name])
    assert done.returncode == 0, done.stderr
    assert "made up" in done.stdout or name in ("main_job.py", "page.py")


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_all_of_them_run_together_and_no_target_is_without_a_figure(home, part):
    done = run(home, "all.py", "--only", *part, *LEAST, is_measured=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("running: ")] == [
        f"running: {name}" for name in part
    ]


def test_the_parts_are_all_of_them(home):
    listed = run(home, "all.py", "--list").stdout.splitlines()
    assert sorted(listed) == sorted(name for part in PARTS for name in part)


def test_two_revisions_are_compared_by_what_the_first_wrote(home):
    words = ("--only", "large list", "--sections", "1")
    assert run(home, "all.py", *words, "--json", "before.json").returncode == 0
    before = json.loads((home.folder / "before.json").read_text())
    assert [(row["bench"], row["name"], row["unit"]) for row in before] == [
        ("a list of 80 entries beside tokenising", name, "ms CPU")
        for name in ("tokenise", "parse", "import")
    ]
    # A figure that the earlier revision lacked stands alone.
    kept = [{**row, "ratio": 1234.5} for row in before[:2]]
    (home.folder / "before.json").write_text(json.dumps(kept))
    shown = run(home, "all.py", *words, "--against", "before.json").stdout.splitlines()[-3:]
    assert ["before 1234.50 x" in line for line in shown] == [True, True, False], shown
    assert shown[0].endswith(" 1.00 x  before 1234.50 x   0.00"), shown


def test_every_command_among_the_benches_is_run():
    files = (path for path in BENCHES.glob("*.py") if path != Path(__file__))
    assert {path.name for path in files if "__main__" in path.read_text()} == set(RUNS)


def test_real_papers_that_are_not_there_are_told(home):
    done = run(home, "process.py", papers="nowhere.jsonl")
    assert done.returncode == 1
    assert done.stderr == "AIEV_BENCH_PAPERS names nothing that is there: nowhere.jsonl\n"


def test_real_papers_are_taken_and_named(home):
    """In the shape of arXiv's public snapshot, as anyone can get it."""
    name = "papers.jsonl.gz"
    path = snapshots.write(home.folder / name, [snapshots.fields(f"2401.{n:05}") for n in range(9)])
    done = run(home, "process.py", "--papers", "50", "--rounds", "0", papers=path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"papers: real, of {name}\n")
