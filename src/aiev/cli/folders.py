"""Writing a result to a folder: whole or not at all, and nothing of others lost."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from aiev.errors import OutputError
from aiev.exporters.exporter import FolderFile

MANIFEST = ".aiev-export.json"
"""Names the files that aiev wrote, so that the next export replaces these and no others."""


def write_folder(path: Path, files: Iterable[FolderFile]) -> int:
    """Put the files in place of those that the last export wrote; answers how many.

    The folder is built beside and swapped in, and until then the old one stays. Files that aiev
    did not write are kept. Raises OutputError where it cannot be written, or where the folder holds
    files and was not made by an export; what `files` raises passes through.
    """
    target = path.resolve()
    old = _manifest(target, shown=path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror}): {path}") from error
    try:
        names = _write(made, files)
        if target.exists():
            _keep_others(target, made, old)
        made.chmod(target.stat().st_mode & 0o7777 if target.exists() else _new_mode())
        _swap(made, target)
    except OSError as error:
        raise OutputError(f"the folder cannot be written ({error.strerror}): {path}") from error
    finally:
        # What is still there is the unfinished folder, or after the swap the old one.
        shutil.rmtree(made, ignore_errors=True)
    return len(names)


def _manifest(target: Path, *, shown: Path) -> frozenset[str]:
    if not target.exists():
        return frozenset()
    try:
        if not any(target.iterdir()):
            return frozenset()
        found = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return frozenset(map(str, found["files"]))
    except NotADirectoryError:
        raise OutputError(f"this path is a file, not a folder: {shown}") from None
    except FileNotFoundError:
        raise OutputError(
            f"the folder holds files and was not made by an export: {shown}",
            hint="name an empty or new folder",
        ) from None
    except (ValueError, KeyError, TypeError):
        raise OutputError(f"the list of exported files is damaged: {shown / MANIFEST}") from None
    except OSError as error:
        raise OutputError(f"the folder cannot be read ({error.strerror}): {shown}") from error


def _write(made: Path, files: Iterable[FolderFile]) -> list[str]:
    names = []
    for file in files:
        parts = PurePosixPath(file.path).parts
        assert ".." not in parts, "formats name files within the folder"
        place = made.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="") as stream:
            stream.write(file.text)
        names.append(file.path)
    listed = json.dumps({"files": sorted(names)}, ensure_ascii=False, indent=1)
    (made / MANIFEST).write_text(listed + "\n", encoding="utf-8")
    return names


def _keep_others(target: Path, made: Path, old: frozenset[str]) -> None:
    """Copy what aiev did not write; where a new file wants its place, the user's moves aside."""
    for folder, _folders, files in os.walk(target):
        for name in files:
            source = Path(folder, name)
            relative = source.relative_to(target)
            if relative.as_posix() in old or relative.as_posix() == MANIFEST:
                continue
            place = made / relative
            number = 1
            while place.exists():
                number += 1
                place = (made / relative).with_stem(f"{relative.stem} (own {number})")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, place, follow_symlinks=False)


def _swap(made: Path, target: Path) -> None:
    """Put the new folder where the old one is; the old one is then where the new one was."""
    if not target.exists():
        made.rename(target)
        return
    aside = made.with_name(f"{made.name}.old")
    target.rename(aside)
    try:
        made.rename(target)
    except BaseException:
        with suppress(OSError):
            aside.rename(target)
        raise
    aside.rename(made)


def _new_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask
