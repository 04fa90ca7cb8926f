"""Plain text as markdown that reads back as exactly that text."""

import re
import unicodedata

from aiev.exporters.plain_text import one_line

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset(("http", "https", "ftp"))
# An underscore inside a word is no markup; everywhere else it may be.
_MARKUP = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# GitHub turns bare addresses into links.
_AUTOLINK = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_LINE_START = re.compile(r"(?:(\d+)(?=[.)])|(?=[#>+\-=:^]))")
_URL_MARKUP = re.compile(r"[\\*_`<\[\]~]|&(?=#?\w+;)")


def escape(text: str) -> str:
    """Answer the text as inline markdown that could stand anywhere, also first in a line."""
    text = one_line(text)
    text = _AUTOLINK.sub(lambda _: "\\", _ENTITY.sub(r"\\&", _MARKUP.sub(r"\\\g<0>", text)))
    start = _LINE_START.match(text)
    if start is not None:
        text = (start[1] or "") + "\\" + text[start.end() :]
    return text


def heading(text: str) -> str:
    """Answer the text as the content of a heading."""
    text = escape(text)
    # A trailing run of number signs would be taken for the closing sequence.
    return text[:-1] + "\\#" if text.endswith("#") else text


def is_linkable(url: str | None) -> bool:
    """Say whether the address may become a link: relative, or of a scheme that runs no script."""
    text = one_line(url or "")
    scheme = _SCHEME.match(text)
    return bool(text) and (scheme is None or scheme[1].lower() in _SAFE_SCHEMES)


def destination(url: str) -> str:
    """Answer the address as a link's destination."""
    text = one_line(url).replace(" ", "%20")
    text = _URL_MARKUP.sub(r"\\\g<0>", text)
    return text if _is_balanced(text) else text.replace("(", "\\(").replace(")", "\\)")


def slug(text: str) -> str:
    """Answer the anchor that GitHub gives to a heading of this text.

    Source: https://github.com/Flet/github-slugger
    """
    kept = (c for c in text.lower() if c in " -_" or unicodedata.category(c)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth <= 32:
            return False
    return depth == 0
