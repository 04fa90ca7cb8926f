"""The notes of a vault and whose they are, so that a note keeps its name when a title changes.

Links of the user's own notes lead to a name, and what they wrote stands in the file of that name.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from aiev.cli.files import manifest
from aiev.errors import OutputError

# A note tells its paper by the arXiv id, else by the address.
_TOLD = re.compile(r'^(arxiv|url): ("(?:[^"\\]|\\.)*")$', re.MULTILINE)
_HEAD_BYTES = 1 << 16


def find(folder: Path) -> Mapping[str, str]:
    """Return the path of each paper's note that an export wrote, by the paper's id or address."""
    found: dict[str, str] = {}
    with suppress(OSError, OutputError):
        for name in manifest.load(folder, shown=folder):
            if key := _paper(folder / name):
                found.setdefault(key, name)
    return found


def _paper(note: Path) -> str | None:
    try:
        with note.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return None
    opening, _, rest = head.partition("---\n")
    matter = {} if opening else dict(_TOLD.findall(rest.partition("\n---\n")[0]))
    told = matter.get("arxiv") or matter.get("url")
    try:
        return str(json.loads(told)) if told else None
    except ValueError:
        return None
