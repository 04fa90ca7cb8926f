"""Plain text as markdown that reads back as exactly that text."""

import re
import unicodedata

from aiev.exporters.plain_text import one_line

# An underscore inside a word is no markup; everywhere else it may be.
_MARKUP = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# GitHub turns bare addresses into links.
_AUTOLINK = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_LINE_START = re.compile(r"(?:(\d+)(?=[.)])|(?=[#>+\-=:^]))")
# Code spans and tags bind tighter than links; no address holds these raw.
_NOT_IN_URLS = re.compile(r"[ \\`<>]")
# What makes a sign an emoji is no part of an anchor.
_VARIATION = re.compile("[\ufe00-\ufe0f]")


def escape(text: str) -> str:
    """Return the text as inline markdown, to stand anywhere but first in a line."""
    text = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _AUTOLINK.sub(lambda _: "\\", _ENTITY.sub(r"\\&", text))


def escape_line(text: str) -> str:
    """Return the text as inline markdown that may stand first in a line."""
    text = escape(text)
    start = _LINE_START.match(text)
    return text if start is None else (start[1] or "") + "\\" + text[start.end() :]


def heading(text: str) -> str:
    """Return the text as the content of a heading."""
    text = escape(text)
    # A trailing run of number signs would be taken for the closing sequence.
    return text[:-1] + "\\#" if text.endswith("#") else text


def destination(url: str) -> str:
    """Return the address as a link's destination."""
    text = _NOT_IN_URLS.sub(lambda match: f"%{ord(match[0]):02X}", one_line(url))
    text = _ENTITY.sub(r"\\&", text)
    return text if _is_balanced(text) else text.replace("(", "\\(").replace(")", "\\)")


def slug(text: str) -> str:
    """Return the anchor that GitHub gives to a heading of this text.

    Source: https://github.com/Flet/github-slugger
    """
    text = _VARIATION.sub("", text.lower())
    kept = (c for c in text if c in " -_" or unicodedata.category(c)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth <= 32:
            return False
    return depth == 0
