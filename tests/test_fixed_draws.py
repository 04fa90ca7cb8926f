"""Tests draw the same values in every run: alone or after others, with CI set or not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fixed_draws import PROFILE_VARIABLE
from running import TIMEOUT_S

TESTS = Path(__file__).parent
# A seed is made of the source of the test, which must be the same in each run.
DRAWING = """
import {imported}
from hypothesis import given, settings
from hypothesis import strategies as st

@settings(max_examples=40)
@given(st.integers(), st.binary(), st.text(), st.floats())
def test_draw(number, content, text, share):
    with open("drawn", "a") as file:
        print(ascii((number, content, text, share)), file=file)
"""


@pytest.fixture(scope="module")
def draw(tmp_path_factory):
    """Runs a test that draws, in a process and a folder of its own, and answers what it drew."""
    # What Hypothesis knows of Unicode is no draw, and takes most of a run to work out anew.
    storage = tmp_path_factory.mktemp("storage")

    def run(name, *options, imported="os", **environment):
        folder = tmp_path_factory.mktemp(name)
        code = DRAWING.format(imported=imported)
        (folder / "test_draw.py").write_text(code, encoding="utf-8")
        (folder / "conftest.py").write_text("import fixed_draws\nfixed_draws.load_profile()\n")
        kept = {k: v for k, v in os.environ.items() if k not in ("CI", PROFILE_VARIABLE)}
        # Other plugins take longer to load than the test takes.
        given = {
            "PYTHONPATH": str(TESTS), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(storage), **environment,
        }  # fmt: skip
        words = ["-m", "pytest", "-q", "-c", "/dev/null", "--rootdir", str(folder), *options]
        done = subprocess.run(
            [sys.executable, *words, "-p", "_hypothesis_pytestplugin", str(folder)],
            cwd=folder, env={**kept, **given}, capture_output=True, text=True,
            timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return (folder / "drawn").read_text().splitlines()

    return run


@pytest.fixture(scope="module")
def usual(draw):
    return draw("usual")


def test_a_test_draws_the_same_whatever_else_is_loaded_or_set(draw, usual):
    """Hypothesis draws the constants of loaded modules too, and has a profile of its own for CI."""
    assert len(set(usual)) > 20
    loaded = "aiev.sources.files.chunks, aiev.services.lists.read_list, aiev.cli.main"
    assert draw("other", imported=loaded, PYTHONHASHSEED="3", CI="true") == usual


def test_the_profile_that_explores_draws_anew(draw, usual):
    assert draw("named", **{PROFILE_VARIABLE: "explore"}) != usual
    assert draw("option", "--hypothesis-profile", "explore", CI="true") != usual
