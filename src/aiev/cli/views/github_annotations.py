"""Findings as workflow commands of GitHub Actions, which shows them at their lines.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions, and for what
is escaped how https://github.com/actions/toolkit, packages/core/src/command.ts.
"""

from collections.abc import Iterator, Sequence

from aiev.cli.files.repository import path_within
from aiev.cli.terminal import printable
from aiev.domain.finding import LEVELS
from aiev.services.checks.checked import ListFinding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
# GitHub cuts what is longer.
_LONGEST = 4096


def lines(found: Sequence[ListFinding]) -> Iterator[str]:
    """Yield a command for each finding, the worst first: of each level GitHub shows but ten."""
    for one in sorted(found, key=lambda one: -LEVELS.index(one.finding.level)):
        of = one.finding
        properties = ",".join(
            f"{name}={_property(text)}"
            for name, text in (
                ("file", path_within(one.list)),
                ("line", str(of.line)),
                ("title", f"aiev {of.code}"),
            )
        )
        yield f"::{_COMMANDS[of.level]} {properties}::{_data(of.message[:_LONGEST])}"


def _data(text: str) -> str:
    # An older form of commands is obeyed wherever it stands in a line.
    text = printable.one_line(text).replace("##[", "# #[")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
