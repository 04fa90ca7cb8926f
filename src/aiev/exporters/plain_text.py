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
_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Answer the text without unsafe characters, each run of white space as one blank."""
    return _SPACE.sub(" ", _UNSAFE.sub("", text)).strip()


def many_lines(text: str) -> str:
    """Answer the text without unsafe characters, its lines ended by a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", text)
