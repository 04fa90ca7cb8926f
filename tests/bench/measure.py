"""Measuring whole processes and calls against a baseline in the same run, taking turns."""

import compileall
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import aiev

AIEV = str(Path(sys.executable).with_name("aiev"))


@dataclass(frozen=True)
class Case:
    """A name and the command line that is measured under it."""

    name: str
    command: Sequence[str]
    exit_code: int = 0


@dataclass(frozen=True)
class Row:
    """One figure of a bench: what it is measured beside is the row of the ratio 1."""

    bench: str
    name: str
    amount: float
    ratio: float
    unit: str = "ms CPU"


rows: list[Row] = []
"""All that was printed in this process, for `all.py`."""


def process_cpu_ms(
    cases: Sequence[Case], *, rounds: int, environment: Mapping[str, str]
) -> dict[str, float]:
    """Return the median CPU time (user and system) of each command, in ms; they take turns.

    aiev's bytecode is brought up to date first, as an installer does it: a checkout whose bytecode
    is stale, or is not written (PYTHONDONTWRITEBYTECODE), would be compiled in each process.
    A turn before the rounds warms the caches; without rounds its times are told.
    """
    compileall.compile_dir(Path(aiev.__file__).parent, quiet=2)
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for turn in range(rounds + 1):
        for case in cases:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                case.command,
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL if case.exit_code else None,
                check=False,
            )
            assert done.returncode == case.exit_code, (case, done.returncode)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if turn or not rounds:
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                times[case.name].append(spent * 1000)
    return {name: median(values) for name, values in times.items()}


def call_cpu_ms(calls: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Return the median CPU time of each call, in ms, as `process_cpu_ms` takes them."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            before = resource.getrusage(resource.RUSAGE_SELF)
            call()
            after = resource.getrusage(resource.RUSAGE_SELF)
            if turn or not rounds:
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                times[name].append(spent * 1000)
    return {name: median(values) for name, values in times.items()}


def print_ratios(title: str, times: Mapping[str, float], *, baseline: str) -> None:
    """Print each time as a ratio to the baseline's."""
    print(f"\n{title}")
    for name, spent in times.items():
        rows.append(Row(title, name, spent, spent / times[baseline]))
        print(f"  {name:<44} {spent:9.1f} ms CPU  {spent / times[baseline]:6.2f} x")
