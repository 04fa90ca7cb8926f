"""The list, kept in an exported folder, of what aiev wrote there: all else is the user's."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aiev.errors import OutputError

MANIFEST = ".aiev-export.json"
"""Names the files that aiev wrote, so that the next export replaces these and no others."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file as aiev wrote it."""

    size_bytes: int
    sha256: str

    def added(self, now: bytes) -> bytes | None:
        """Return what stands below aiev's own text, or None where that text is no longer whole."""
        own = now[: self.size_bytes]
        return now[self.size_bytes :] if of(own) == self else None


def of(content: bytes) -> Written:
    """Return how a file of this content is remembered."""
    return Written(len(content), hashlib.sha256(content).hexdigest())


def added(now: bytes, texts: Iterable[Written]) -> bytes | None:
    """Return what stands below the one of aiev's texts that the file begins with, or None.

    After an export that was ended a file holds the text from before it or the new one. Of two that
    fit the longer is meant, as the shorter would take aiev's own lines for the user's.
    """
    for one in sorted(texts, key=lambda text: text.size_bytes, reverse=True):
        below = one.added(now)
        if below is not None:
            return below
    return None


def load(folder: Path, *, shown: Path) -> Mapping[str, Sequence[Written]]:
    """Return the files of the last export, each with the texts that it may hold.

    It holds one of several texts where an export was ended midway. Names that lead out of the
    folder are left out. Raises OutputError where there is no such list, or a damaged one.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return {name: texts for name, texts in _read(text, folder) if _is_inside(name)}
    except FileNotFoundError:
        raise OutputError(
            f"the folder holds files and was not made by an export: {shown}",
            hint="name an empty or new folder",
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OutputError(f"the list of exported files is damaged: {shown / MANIFEST}") from None


def dump(files: Mapping[str, Sequence[Written]]) -> bytes:
    """Return the content of the file named `MANIFEST`."""
    first = {name: _values(texts[:1])[0] for name, texts in sorted(files.items())}
    more = {name: _values(texts[1:]) for name, texts in sorted(files.items()) if len(texts) > 1}
    parts = [f'"files": {_object(first)}', *([f'"also": {_object(more)}'] if more else [])]
    return ("{" + ", ".join(parts) + "}\n").encode("utf-8")


def _read(text: str, folder: Path) -> Iterable[tuple[str, Sequence[Written]]]:
    manifest = json.loads(text)
    files = manifest["files"]
    if isinstance(files, list):
        # As it was before aiev remembered what it wrote: what is there is taken for its own.
        for name in files:
            if _is_inside(name) and (folder / name).is_file():
                yield name, [of((folder / name).read_bytes())]
        return
    also = manifest.get("also", {})
    for name, first in files.items():
        texts = (first, *also.get(name, ()))
        yield name, [Written(int(size), str(digest)) for size, digest in texts]


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _values(texts: Sequence[Written]) -> list[list[object]]:
    return [[one.size_bytes, one.sha256] for one in texts]


def _object(values: Mapping[str, object]) -> str:
    lines = [f" {_text(name)}: {_text(value)}" for name, value in values.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
