"""The console blocks of a page: the commands that it gives, and what it says they show.

A line that begins with `$ ` is a command, joined with the next where it ends in a backslash; what
stands behind `  # ` is a remark. The lines below it show a part of what it prints: `…` stands for
what is left out, and a run of blanks for a tab or a table's padding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(r"\s+# .*$")
_LEFT_OUT = re.compile(r"\s*…\s*|\s{2,}")


@dataclass(frozen=True)
class Step:
    """One command line and the lines that are shown below it."""

    command: str
    shown: tuple[str, ...]

    def missing(self, printed: str) -> list[str]:
        """Return the lines shown of which a piece is in no line printed.

        The order of lines is left free: which of two papers is first may change with the ranking.
        """
        lines = [" ".join(line.split()) for line in printed.splitlines()]
        return [line for line in self.shown if not any(_has(one, line) for one in lines)]


def _has(printed: str, shown: str) -> bool:
    at = 0
    for piece in filter(None, (" ".join(p.split()) for p in _LEFT_OUT.split(shown.strip()))):
        at = printed.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def steps(page: str) -> Iterator[Step]:
    """Yield the steps of all console blocks of a page, in order."""
    for kind, body in FENCED.findall(page):
        if kind != "console":
            continue
        command, shown = "", []
        for line in body.replace("\\\n", " ").splitlines():
            if line.startswith("$ "):
                if command:
                    yield Step(command, tuple(shown))
                command, shown = _REMARK.sub("", line.removeprefix("$ ")), []
            elif line.strip(" …"):
                shown.append(line)
        yield Step(command, tuple(shown))
