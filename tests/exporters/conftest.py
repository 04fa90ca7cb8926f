"""Readers of what is exported that several tests ask."""

import subprocess
from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def pandoc() -> Callable[..., str]:
    """Returns what pandoc makes of a text; fails where it warns."""
    pypandoc = pytest.importorskip("pypandoc", reason="needs pypandoc_binary from the test extra")
    program = pypandoc.get_pandoc_path()

    def run(text: str, *options: str) -> str:
        done = subprocess.run(
            [program, "--wrap=none", "--fail-if-warnings", *options],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return run
