r"""TeX's accents as the letters that they stand for: `Erd\H{o}s` is Erdős."""

import re
import unicodedata

_MARKS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_BASE = r"(?:\\(?P<{0}dotless>[ij])(?![A-Za-z])|(?P<{0}letter>[^\W\d_]))"
_SIGN = re.compile(r"[\\{~]")
_ACCENT = re.compile(
    r"\\(?P<mark>[\"'`^~=.]|[uvHcdbkr](?![A-Za-z]))\s*"
    rf"(?:\{{\s*{_BASE.format('held_')}\s*\}}|{_BASE.format('')})"
)
# TeX takes the blanks after a command of letters for its end.
_LETTER = re.compile(
    r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|\s+)?"
)
_LEFT = re.compile(r"[{}]|\\(?=[-&%$#_ ])")


def letters(text: str) -> str:
    """Return the text with accents and special letters as such, and all else as it was."""
    return _LETTER.sub(lambda match: _LETTERS[match[1]], _ACCENT.sub(_accented, text))


def plain(text: str) -> str:
    """Return the text in NFC with accents and special letters as such and braces left out."""
    if _SIGN.search(text):
        text = letters(text)
        text = _LEFT.sub("", text.replace("~", " "))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _accented(match: re.Match[str]) -> str:
    # An accent stands above the dot: \'\i is í, not ı with an accent.
    base = (
        match["held_dotless"] or match["dotless"] or match["held_letter"] or match["letter"] or ""
    )
    return unicodedata.normalize("NFC", base + _MARKS[match["mark"]])
