"""Answers in few words: how long a text is for a model, and as much of it as fits."""

import json
import re
from collections.abc import Mapping, Sequence
from zlib import crc32

from aiev.errors import UsageError
from aiev.exporters import plain_text
from aiev.value import value

MOST_TOKENS = 2_000
"""So long an answer is at the most, unless more was asked for."""

_CURSOR = re.compile(r"(?P<start>[0-9]{1,9})\.(?P<question>[0-9a-f]{8})")


@value
class Answer:
    """What a tool answers: texts, each a block of its own; `is_error` where it could not."""

    texts: tuple[str, ...]
    is_error: bool = False


def tokens(text: str) -> int:
    """Return about how many tokens a text is: four letters of ASCII each, or one of any other."""
    plain = len(text) if text.isascii() else len(text.encode("ascii", "ignore"))
    return -(-plain // 4) + len(text) - plain


def written(answer: object) -> str:
    """Return an answer as JSON that is short and leaves letters as they are."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def clean(text: str | None, most: int) -> str | None:
    """Return a text from outside on one line, without control characters, cut to `most` tokens."""
    line = plain_text.one_line(text or "")
    return shortened(line, most) if line else None


def shortened(line: str, most: int) -> str:
    """Return a line, cut with an ellipsis where it is longer than `most` tokens."""
    if tokens(line) <= most:
        return line
    kept = line[: 4 * most]
    while tokens(kept) >= most:
        kept = kept[: min(len(kept) - 1, len(kept) * most // tokens(kept))]
    return f"{kept.rstrip()}…"


def without_gaps(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that have a value: what is not told costs nothing."""
    return {name: one for name, one in fields.items() if one not in (None, "", [], {}, ())}


def fitting(rows: Sequence[object], *, room: int, used: int) -> int:
    """Return how many of the rows fit into `room` tokens of which some are used; one at the least.

    One alone is never too long, as each of its fields is cut.
    """
    for count, row in enumerate(rows):
        used += tokens(written(row)) + 1
        if used > room and count:
            return count
    return len(rows)


def room(limit: int, *, usual: int) -> int:
    """Return the tokens that an answer may have: more where more than the usual rows are wanted."""
    return max(MOST_TOKENS, MOST_TOKENS * limit // usual)


def cursor(start: int, question: object) -> str:
    """Return what brings the page from `start` on of the answer to a question."""
    return f"{start}.{_told(question)}"


def start(text: str | None, question: object) -> int:
    """Return where the page that a cursor brings begins; 0 without one.

    Raises UsageError for what is no cursor, or one of another question.
    """
    if text is None:
        return 0
    found = _CURSOR.fullmatch(text)
    if found is None or found["question"] != _told(question):
        raise UsageError(
            f"no cursor of this question: {text[:100]}",
            hint="give `next` of the last answer with all else as it was, or leave the cursor out",
        )
    return int(found["start"])


def _told(question: object) -> str:
    return f"{crc32(repr(question).encode('utf-8', 'replace')):08x}"
