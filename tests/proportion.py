"""Whether a reader of texts takes time in proportion to them."""

import time
from collections.abc import Callable


def takes_time_in_proportion(
    read: Callable[[str], object], piece: str, *, end: str = "", size: int = 400_000
) -> bool:
    """Say whether a text takes about eight times the time of an eighth of it, and not sixty-four.

    A machine that does other things meanwhile can disturb a measurement, but not each of three.
    """
    return any(_is_in_proportion(read, piece, end, size) for _ in range(3))


def _is_in_proportion(read: Callable[[str], object], piece: str, end: str, size: int) -> bool:
    few, many = (piece * (length // len(piece)) + end for length in (size // 8, size))
    return seconds(lambda: read(many)) < 24 * seconds(lambda: read(few)) + 0.2


def seconds(act: Callable[[], object]) -> float:
    """Return the time that this process, and no other, takes to act once."""
    started = time.process_time()
    act()
    return time.process_time() - started
