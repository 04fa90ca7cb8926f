"""Lines of authors written the way a list writes its own."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median_low

_ET_AL = re.compile(r"(?P<before>[\s,]*)\bet\.? ?al\b\.?\s*$", re.IGNORECASE)
_LAST = re.compile(r",?\s+(?:and|&)\s+")
_BREAK = re.compile(r"\s*(?:,|;|、|，|\band\b|&)\s*")
_MOST = 40


def write(names: Sequence[str], *, likes: Sequence[str]) -> str:
    """Return a line of names like those of the neighbours: all, or the first with `et al`."""
    if not names:
        return ""
    short = [like for like in likes if _ET_AL.search(like.rstrip(" .,;*_"))]
    if len(names) > _MOST or 2 * len(short) > len(likes):
        kept = median_low([len(_parts(like)) for like in short]) if short else 1
        if len(names) > kept:
            before = Counter(_before(like) for like in short).most_common(1) or [(", ", 1)]
            return ", ".join(names[:kept]) + before[0][0] + "et al"
    lasts = Counter(m.group() for like in likes if (m := _LAST.search(like)))
    if len(names) > 1 and 2 * lasts.total() > len(likes):
        return ", ".join(names[:-1]) + lasts.most_common(1)[0][0] + names[-1]
    return ", ".join(names)


def _parts(like: str) -> list[str]:
    match = _ET_AL.search(like.rstrip(" .,;*_"))
    text = like[: match.start()] if match is not None else like
    return [part for part in _BREAK.split(text.strip(" *_")) if part] or [""]


def _before(like: str) -> str:
    match = _ET_AL.search(like.rstrip(" .,;*_"))
    return match["before"] if match is not None else " "
