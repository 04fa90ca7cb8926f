r"""The `file` field of BibTeX: what JabRef, Zotero, Better BibTeX and Mendeley write into it.

`description:path:type` with `;` between files and `\` before each of these signs; or paths alone.
"""

import re

from aiev.sources.wording import texts

_SPLIT = re.compile(r"(?<!\\);")
_PART = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\([:;\\])")
_DRIVE = re.compile(r"[A-Za-z]")
_PARTS = 3


def paths(field: str) -> tuple[str, ...]:
    """Return the paths or addresses of all files that the field names, in their order."""
    field = field[: texts.LONGEST].replace(r"$\backslash$", "\\")
    return texts.words([texts.line(_path(part)) for part in _SPLIT.split(field)])


def _path(part: str) -> str:
    part = part.strip()
    if re.match(r"https?://", part):
        return part
    parts = _PART.split(part)
    if len(parts) < _PARTS:
        # A path alone, perhaps with its drive: C:\papers\a.pdf
        return _plain(part)
    path = parts[1]
    rest = parts[2:]
    is_drive = _DRIVE.fullmatch(path) and rest[0][:1] in ("/", "\\")
    if is_drive or path in ("http", "https"):
        path = f"{path}:{rest[0]}"
    return _plain(path)


def _plain(path: str) -> str:
    return _ESCAPED.sub(r"\1", path)
