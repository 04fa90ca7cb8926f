"""The ids of a snapshot's lines, found in the bytes: reading JSON costs ten times as much."""

import re
from collections.abc import Sequence

# Long enough for `{"id": "supr-con/9609004"`.
_HEAD_BYTES = 48
_HEAD = re.compile(rb'^\{"id": ?"([^"\\\s]+)"', re.MULTILINE)
_ANYWHERE = re.compile(rb'"id"\s*:\s*"((?:[^"\\\s]|\\/)+)"')


def heads(lines: Sequence[bytes]) -> list[bytes] | None:
    """Answer the id of each line where it is the first key of all of them, else None."""
    found = _HEAD.findall(b"\n".join([line[:_HEAD_BYTES] for line in lines]))
    return found if len(found) == len(lines) else None


def candidates(line: bytes) -> list[bytes]:
    """Answer what may be the id of a line, in whatever place it stands.

    Empty for a line without one; an object inside the record may have an `id` of its own.
    """
    head = _HEAD.match(line)
    if head is not None:
        return [head[1]]
    return [found.replace(rb"\/", b"/") for found in _ANYWHERE.findall(line)]
