"""The ids of a snapshot's lines, found in the bytes: reading JSON costs ten times as much."""

import re

from aiev.sources.files.chunks import Chunk

# Long enough for `}\r\n{"id": "supr-con/9609004"`.
_TAIL_BYTES, _HEAD_BYTES = 3, 45
# Between the pieces stands a byte that UTF-8 does not have, so that each gives one id at the most.
_BORDER = b"\xff"
_HEAD = re.compile(rb'\xff[^\n\xff]{0,2}\}\r?\n\{"id": ?"([^"\\\s\xff]+)"')
_WHOLE_ENDS = (b"}\n", b"}\r\n", b"}")
_ANYWHERE = re.compile(rb'"id"\s*:\s*"((?:[^"\\\s]|\\/)+)"')


def heads(chunk: Chunk) -> list[bytes] | None:
    """Return the id of each line, where all are the first key of what looks like a whole object.

    None where any line is unlike that.
    """
    block, cut = chunk.block, chunk.cut
    pieces = [b"", b"}\n" + chunk.first[:_HEAD_BYTES]]
    if chunk.starts:
        second, *others = chunk.starts
        pieces.append(chunk.first[-_TAIL_BYTES:] + block[second : second + _HEAD_BYTES])
        pieces += [block[at - _TAIL_BYTES : at + _HEAD_BYTES] for at in others]
    end = block[:cut] if cut < _TAIL_BYTES else block[cut - _TAIL_BYTES : cut]
    found = _HEAD.findall(_BORDER.join(pieces))
    is_whole = len(found) == len(pieces) - 1 and (end or chunk.first).endswith(_WHOLE_ENDS)
    return found if is_whole else None


def candidates(line: bytes) -> list[bytes]:
    """Return what may be the id of a line, in whatever place it stands.

    Empty for a line without one; an object inside the record may have an `id` of its own.
    """
    return [found.replace(rb"\/", b"/") for found in _ANYWHERE.findall(line)]
