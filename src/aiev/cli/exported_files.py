"""What an export wrote into a folder, kept there so that the next one knows what is whose."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiev.errors import OutputError

MANIFEST = ".aiev-export.json"
"""Names the files that aiev wrote, so that the next export replaces these and no others."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file as aiev wrote it."""

    size_bytes: int
    sha256: str

    def added(self, now: bytes) -> bytes | None:
        """Answer what stands below aiev's own text, or None where that text is no longer whole."""
        own = now[: self.size_bytes]
        return now[self.size_bytes :] if of(own) == self else None


def of(content: bytes) -> Written:
    """Answer how a file of this content is remembered."""
    return Written(len(content), hashlib.sha256(content).hexdigest())


def load(target: Path, *, shown: Path) -> Mapping[str, Written | None]:
    """Answer what the last export wrote; None for a file of which only the name was kept.

    Raises OutputError where the folder holds files and was not made by an export.
    """
    if not target.exists():
        return {}
    try:
        if not any(target.iterdir()):
            return {}
        return _read((target / MANIFEST).read_text(encoding="utf-8"))
    except NotADirectoryError:
        raise OutputError(f"this path is a file, not a folder: {shown}") from None
    except FileNotFoundError:
        raise OutputError(
            f"the folder holds files and was not made by an export: {shown}",
            hint="name an empty or new folder",
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OutputError(f"the list of exported files is damaged: {shown / MANIFEST}") from None
    except OSError as error:
        raise OutputError(f"the folder cannot be read ({error.strerror}): {shown}") from error


def dump(written: Mapping[str, Written]) -> str:
    """Answer the text of the file named `MANIFEST`."""
    files = {name: [one.size_bytes, one.sha256] for name, one in sorted(written.items())}
    lines = [f" {_text(name)}: {_text(value)}" for name, value in files.items()]
    return '{"files": {\n' + ",\n".join(lines) + "\n}}\n"


def _read(text: str) -> Mapping[str, Written | None]:
    files = json.loads(text)["files"]
    if isinstance(files, list):  # As it was before aiev remembered what it wrote.
        return {str(name): None for name in files}
    return {name: Written(int(size), str(digest)) for name, (size, digest) in files.items()}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
