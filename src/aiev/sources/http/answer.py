"""What came of one HTTP request: an answer, or the reason for none."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why there is no answer: asking again helps only where it was `BROKEN`."""

    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too large"
    IMPOSSIBLE = "impossible"
    ENVIRONMENT = "environment"
    """What the proxies and certificates of the user's environment do not let pass."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; header values are None where it did not send them."""

    status: int
    body: bytes
    retry_after: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No whole answer came; `reason` completes the sentence "it did not answer: …"."""

    cause: Cause
    reason: str
