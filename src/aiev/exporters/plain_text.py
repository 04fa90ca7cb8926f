"""Text from outside, made safe to stand on one line of any format."""

import re

# Control characters, bidirectional overrides (they reorder what surrounds them), byte order marks,
# annotation marks, surrogates and noncharacters: no format may carry them, no reader sees them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
# A scheme begins with a letter; what only looks like one leads nowhere.
_SCHEME = re.compile(r"([A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset(("http", "https", "ftp"))


def one_line(text: str) -> str:
    """Return the text without unsafe characters, each run of white space as one blank."""
    if not text.isprintable():
        text = _UNSAFE.sub("", text)
    return " ".join(text.split())


def many_lines(text: str) -> str:
    """Return the text without unsafe characters, its lines ended by a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", text)


def is_linkable(url: str | None) -> bool:
    """Return whether an address may be linked: a relative one, or of a scheme without scripts."""
    text = one_line(url or "")
    scheme = _SCHEME.match(text)
    return bool(text) and (scheme is None or scheme[1].lower() in _SAFE_SCHEMES)
