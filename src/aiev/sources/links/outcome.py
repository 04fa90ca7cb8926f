"""What became of an address that was asked: a value, with the words for it."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer says of an address; `UNKNOWN` and `UNREACHABLE` say nothing against it."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    """No server answers there, which may pass."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, why, and where the page is now, if it has moved for good."""

    verdict: Verdict
    reason: str = ""
    moved_to: str | None = None


UNREACHABLE_AGAIN = "no server answers, asked twice"
NO_TIME = "no time was left"
"""Why addresses were not asked at all."""
