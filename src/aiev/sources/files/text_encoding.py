"""What a file that is no UTF-8 may be encoded as, and so how to convert it."""

import codecs
import re
import shlex
from pathlib import Path

_LARGEST_SAMPLE = 20_000
_LEAST_BYTES = 24
"""Of fewer bytes beyond ASCII, East Asian encodings fit alike, and make other signs of them."""
# Those of UTF-32 begin as those of UTF-16 do.
_MARKS = (
    ("UTF-32", (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    ("UTF-16", (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
_SINGLE_BYTE = ("CP1252", "ISO-8859-15", "CP1251", "KOI8-R")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_WESTERN = re.compile("[À-ÖØ-Üß-öø-üÿŒœŠšŽž“”‘’–—…«»°·€©®\xa0]+")
# What iconv calls them; those that are read alike are one name.
_NAMES = {
    "gb18030": "GB18030", "gbk": "GB18030", "gb2312": "GB18030", "hz": "HZ", "big5": "BIG5",
    "big5hkscs": "BIG5-HKSCS", "cp950": "CP950", "cp932": "CP932", "shift_jis": "CP932",
    "shift_jis_2004": "CP932", "shift_jisx0213": "CP932", "euc_jp": "EUC-JP",
    "euc_jis_2004": "EUC-JP", "euc_jisx0213": "EUC-JP", "cp949": "CP949", "euc_kr": "CP949",
    "johab": "JOHAB", "utf_16": "UTF-16", "utf_32": "UTF-32", "cp1252": "CP1252",
    "latin_1": "CP1252", "iso8859_15": "ISO-8859-15", "cp1251": "CP1251", "koi8_r": "KOI8-R",
}  # fmt: skip


def hint(content: bytes, *, path: Path | None) -> str:
    """Return the way to make a file UTF-8 without making other words of its own.

    Where the file is UTF-8 but for a few bytes, it says so. Where no encoding fits, none is named:
    a wrong one would turn every name into signs.
    """
    if _is_mostly_utf8(content):
        return "most of it is UTF-8: correct the line that is not"
    file = shlex.quote(str(path)) if path else "FILE"
    found = find(content)
    if found is None:
        return f"convert it first: `iconv -f ENCODING -t UTF-8 {file}`; `iconv -l` lists them"
    return f"it looks like {found}: `iconv -f {found} -t UTF-8 {file}` converts it"


def by_mark(content: bytes) -> str | None:
    """Return the encoding that the mark at the beginning of a file names, None without one."""
    for name, marks in _MARKS:
        if content.startswith(marks):
            try:
                content.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return None


def find(content: bytes) -> str | None:
    """Return iconv's name of the encoding that the bytes fit, or None where none is likely."""
    if marked := by_mark(content):
        return marked
    if _is_western(content):
        return "CP1252"
    # It comes with requests, and is large.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(_sample(content)).best()
    if best is None:
        return None
    try:
        content.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    name = codecs.lookup(best.encoding).name.replace("-", "_")
    found = _NAMES.get(best.encoding) or _NAMES.get(name)
    if found not in _SINGLE_BYTE and sum(byte > 127 for byte in content) < _LEAST_BYTES:
        return None
    return found


def _is_western(content: bytes) -> bool:
    """Return whether the bytes are a Western text: its own letters, never three in a row."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    runs = _NOT_ASCII.findall(text)
    return bool(runs) and all(len(run) < 3 and _WESTERN.fullmatch(run) for run in runs)


def _sample(content: bytes) -> bytes:
    """Return a file that is small, or of a large one the lines that tell: those not ASCII."""
    if len(content) <= _LARGEST_SAMPLE:
        return content
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines(keepends=True):
        if not line.isascii() and size < _LARGEST_SAMPLE:
            lines.append(line)
            size += len(line)
    return b"".join(lines)


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - wrong > 4 * wrong
