"""Texts from outside as they are kept: letters composed, and nothing that ends a text in SQLite."""

from unicodedata import normalize


def composed(text: str) -> str:
    """Return `text` in NFC, with U+FFFD for U+0000.

    So CommonMark has it (section 2.3), and SQLite's JSON functions take U+0000 for the end of a
    text.
    """
    return without_nul(text if text.isascii() else normalize("NFC", text))


def without_nul(text: str) -> str:
    """Return `text` with U+FFFD for U+0000."""
    return text.replace("\0", "\ufffd") if "\0" in text else text
