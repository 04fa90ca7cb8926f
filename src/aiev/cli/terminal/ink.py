"""Colour and links for lines that are drawn without Rich."""

import os
from collections.abc import Iterable, Mapping

from aiev.cli.terminal import printable

_RESET = "\x1b[0m"
_CODES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "cyan": "36", "blue": "34"}
MARK = "bold underline"
"""What matches a query: no colour, as none can be read on every ground."""

# Each shows OSC 8, or passes over it; what is not known here may print it as it stands.
# Source: https://github.com/Alhadis/OSC8-Adoption
_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "zed")
_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")
_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_FIRST_VTE, _FIRST_TMUX = 5001, (3, 4)


class Ink:
    """What a terminal shows of a text beside its letters: nothing where `is_plain`."""

    def __init__(self, *, is_plain: bool, has_links: bool) -> None:
        self.is_plain = is_plain
        self.has_links = has_links and not is_plain

    def paint(self, text: str, style: str, *, link: str | None = None) -> str:
        """Return the text in a style such as `bold cyan`, leading to an address where one is given.

        Both must be safe to print.
        """
        if text and style and not self.is_plain:
            codes = ";".join(_CODES[name] for name in style.split())
            text = f"\x1b[{codes}m{text}{_RESET}"
        if text and link and self.has_links and printable.is_safe(link):
            text = f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"
        return text

    def marked(self, text: str, marks: Iterable[tuple[int, int]], style: str = "") -> str:
        """Return the text with its marks, which are offsets into it, standing out."""
        parts, at = [], 0
        for start, end in marks:
            begin, stop = max(start, at), min(end, len(text))
            if begin < stop:
                parts += [self.paint(text[at:begin], style), self.paint(text[begin:stop], MARK)]
                at = stop
        return "".join((*parts, self.paint(text[at:], style)))


def has_links(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal is known to take hyperlinks; FORCE_HYPERLINK decides it."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    if term in ("dumb", "linux"):
        return False
    if program == "tmux" or "TMUX" in environment:
        version = environment.get("TERM_PROGRAM_VERSION", "")
        return program == "tmux" and _numbers(version) >= _FIRST_TMUX
    if "STY" in environment:  # GNU screen, which has no such thing.
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        program in _PROGRAMS
        or term.startswith(_TERMS)
        or any(environment.get(name) for name in _VARIABLES)
        or (vte.isascii() and vte.isdigit() and int(vte) >= _FIRST_VTE)
    )


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers that a version starts with: (3, 4) of `3.4a`."""
    found = []
    for part in version.split("."):
        digits = part[: next((i for i, c in enumerate(part) if not c.isdigit()), len(part))]
        if not digits.isascii() or not digits:
            break
        found.append(int(digits))
    return tuple(found)
