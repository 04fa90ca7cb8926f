"""Plain text as Obsidian's markdown, which has comments, highlights and tags beside the usual."""

import re

from aiev.exporters.markdown import text as markdown_text

# `%%` would hide all that follows, `==` mark it, `#word` make a tag of it.
_OWN = re.compile(r"%(?=%)|(?<=%)%|=(?==)|(?<==)=|(?<!\\)#(?=\w)")


def escape(text: str) -> str:
    """Return the text as inline markdown, to stand anywhere but first in a line."""
    return _own(markdown_text.escape(text))


def escape_line(text: str) -> str:
    """Return the text as inline markdown that may stand first in a line."""
    return _own(markdown_text.escape_line(text))


def heading(text: str) -> str:
    """Return the text as the content of a heading."""
    return _own(markdown_text.heading(text))


def _own(text: str) -> str:
    return _OWN.sub(r"\\\g<0>", text)
