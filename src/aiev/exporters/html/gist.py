"""The first sentence of an abstract, which says in a line what a paper is about."""

import re

# Shorter than this is an exclamation, or ends in an abbreviation that is not known.
_SHORTEST = 30
_END = re.compile(r"[.!?][\"'”’)\]]*(?= [A-Z0-9À-Þ“\"(\[$])|[。！？](?= )")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|al|resp|approx|Fig|Figs|Eq|Sec|Tab|No|Nos|Vol|St|Dr|Mr|Ms|Prof"
    r"|Inc|Ltd|Co|U\.S|w\.r\.t|a\.k\.a)|\b[A-Z])\.\Z"
)


def split(text: str) -> tuple[str, str]:
    """Return the first sentence and the rest, which joined with a blank are the text.

    A text of one sentence has no rest.
    """
    for end in _END.finditer(text, _SHORTEST):
        if not _ABBREVIATED.search(text[max(end.end() - 10, 0) : end.end()]):
            return text[: end.end()], text[end.end() + 1 :]
    return text, ""
