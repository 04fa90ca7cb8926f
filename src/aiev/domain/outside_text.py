"""Texts from outside as they are stored: in NFC, and without U+0000."""

from unicodedata import normalize


def composed(text: str) -> str:
    """Return `text` in NFC, with U+FFFD for U+0000.

    CommonMark replaces it so (section 2.3), and SQLite's JSON functions end a text at U+0000.
    """
    return without_nul(text if text.isascii() else normalize("NFC", text))


def without_nul(text: str) -> str:
    """Return `text` with U+FFFD for U+0000."""
    return text.replace("\0", "\ufffd") if "\0" in text else text
