"""Faults at drawn calls of the commands that write: a few here, five hundred by hand.

`python tests/faults/inject.py --faults 500` draws anew with each `--seed`; foreign.py runs commands
on databases that aiev did not write so.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import TIMEOUT_S

DRIVER = Path(__file__).with_name("inject.py")
FAULTS = 6
"""One each for so many of the commands."""


@pytest.mark.skipif(sys.platform != "linux", reason="the shim is preloaded as Linux does it")
@pytest.mark.skipif(
    not any(map(shutil.which, ("cc", "gcc", "clang"))), reason="needs a C compiler for the shim"
)
def test_what_faults_leave_is_sound_told_and_put_right_by_the_next_run():
    done = subprocess.run(
        [sys.executable, DRIVER, "--faults", str(FAULTS), "--seed", "1"],
        capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert sum(found["kinds"].values()) == FAULTS
    # The faults came to pass: some runs were killed.
    assert "-9" in found["exit codes"]


@pytest.mark.skipif(sys.platform == "win32", reason="an alarm bounds each command")
def test_on_databases_of_others_every_command_ends_and_is_told():
    done = subprocess.run(
        [sys.executable, DRIVER.with_name("foreign.py"), "--runs", "40", "--seed", "1"],
        capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["damages"]) > 1
