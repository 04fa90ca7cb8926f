"""A file as it stood at a git revision, as git itself tells it."""

import os
import subprocess
from pathlib import Path

from aiev.errors import UsageError

# What a hook is run with is about the repository of the hook, maybe by paths from its root.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_NOT_THERE = "what is new cannot be told"


def read_at(path: Path, revision: str) -> bytes | None:
    """Return the content of a file at a revision of its repository, None where it was not there.

    Raises UsageError where the file is in no repository, the revision is unknown, or git fails.
    """
    path = path.resolve()
    inside = _git(path.parent, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        raise UsageError(f"{_NOT_THERE}, the file is in no git repository: {path}{_said(inside)}")
    commit = _git(
        path.parent, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit.returncode:
        if revision == "HEAD":
            return None  # Nothing was ever committed.
        raise UsageError(
            f"git knows no such revision: {revision}",
            hint="where only the newest commits were fetched: `git fetch --unshallow`,"
            " or `fetch-depth: 0` of actions/checkout",
        )
    of = commit.stdout.decode("ascii").strip()
    listed = _git(path.parent, "ls-tree", "-z", of, "--", path.name)
    if listed.returncode == 0 and not listed.stdout:
        return None
    shown = _git(path.parent, "cat-file", "blob", f"{of}:./{path.name}")
    if listed.returncode or shown.returncode:
        raise UsageError(f"{_NOT_THERE}, git cannot read {path} at {revision}{_said(shown)}")
    return shown.stdout


def _git(folder: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {k: v for k, v in os.environ.items() if k not in _OF_A_HOOK}
    try:
        return subprocess.run(
            ["git", "-C", folder, *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**environment, "LC_ALL": "C"},
            check=False,
        )
    except OSError as error:
        raise UsageError(f"{_NOT_THERE}, git cannot be run: {error.strerror}") from None


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return what git said of its failure, unless it is that there is no repository."""
    text = done.stderr.decode("utf-8", errors="replace").strip().partition("\n")[0]
    return "" if not text or "not a git repository" in text else f" ({text})"
