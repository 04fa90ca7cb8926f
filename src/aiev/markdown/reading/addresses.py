"""Where the addresses of links stand in a list, for edits that change nothing else."""

from aiev.markdown.reading.inline import Anchor
from aiev.markdown.values import Span


def find(text: str, anchor: Anchor) -> Span | None:
    """Return where a link's address stands in the list; None for a reference."""
    start, end = anchor.span
    if anchor.form == "broken":
        at = text.find(anchor.url, start, end)
        return (at, at + len(anchor.url)) if at >= 0 else None
    if anchor.form == "bare":
        return (start, end) if text[start:end].startswith(("http", "www", "arxiv.org")) else None
    if anchor.form == "auto":
        return start + 1, end - 1
    if anchor.form == "html":
        at = text.find(anchor.url, start, end)
        return (at, at + len(anchor.url)) if at >= 0 and anchor.url else None
    if anchor.form != "inline":
        return None
    find = text.find if anchor.image is None else text.rfind
    # `[![arXiv](badge)](u)`: the picture inside has an address of its own.
    at = find("](", max(anchor.text_span[1], start), end)
    if at < 0:
        return None
    at += 2
    while at < end - 1 and text[at].isspace():
        at += 1
    if text[at] == "<" and (close := text.find(">", at, end)) > 0:
        return at + 1, close
    stop = at
    while stop < end - 1 and not text[stop].isspace():
        stop += 1
    return at, stop
