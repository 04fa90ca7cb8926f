"""Whether a reader of texts takes time in proportion to them."""

import time
from collections.abc import Callable

_SIZES = (50_000, 400_000)


def takes_time_in_proportion(read: Callable[[str], object], piece: str, *, end: str) -> bool:
    """Say whether eight times the text takes about eight times the time, and not sixty-four."""
    times = []
    for size in _SIZES:
        text = piece * (size // len(piece)) + end
        started = time.process_time()
        read(text)
        times.append(time.process_time() - started)
    return times[1] < 24 * times[0] + 0.2
