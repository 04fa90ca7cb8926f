"""Writing a result to a folder: whole or not at all, and nothing of others lost."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from aiev.cli import exported_files
from aiev.cli.exported_files import MANIFEST, Written
from aiev.cli.files import resolved, unfinished
from aiev.cli.stopping import stopping_cleanly
from aiev.errors import OutputError
from aiev.exporters.exporter import FolderFile


@stopping_cleanly()
def write_folder(path: Path, files: Iterable[FolderFile]) -> int:
    """Put the files in place of those that the last export wrote; answers how many.

    The folder is built beside and swapped in, and until then the old one stays. Files that aiev
    did not write are kept, and so is what the user wrote below a file's text; a file that was
    changed otherwise is kept beside the new one, as `NAME (own 2)`. Raises OutputError where it
    cannot be written, or where the folder holds files and was not made by an export; what `files`
    raises passes through.
    """
    try:
        target = resolved(path)
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror}): {path}") from error
    old = exported_files.load(target, shown=path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=unfinished(target), dir=target.parent))
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror}): {path}") from error
    try:
        written = _write(made, files)
        if target.exists():
            _keep_others(target, made, old)
        made.chmod(target.stat().st_mode & 0o7777 if target.exists() else _new_mode())
        _swap(made, target)
    except OSError as error:
        raise OutputError(f"the folder cannot be written ({error.strerror}): {path}") from error
    finally:
        # What is still there is the unfinished folder, or after the swap the old one.
        shutil.rmtree(made, ignore_errors=True)
    return len(written)


def _write(made: Path, files: Iterable[FolderFile]) -> dict[str, Written]:
    written = {}
    for file in files:
        parts = PurePosixPath(file.path).parts
        assert ".." not in parts, "formats name files within the folder"
        place = made.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        content = file.text.encode("utf-8")
        with place.open("xb") as stream:
            stream.write(content)
        written[file.path] = exported_files.of(content)
    (made / MANIFEST).write_text(exported_files.dump(written), encoding="utf-8")
    return written


def _keep_others(target: Path, made: Path, old: Mapping[str, Written | None]) -> None:
    """Take over what aiev did not write, empty folders and links to folders too."""
    for folder, folders, files in os.walk(target):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*links, *files):
            source = Path(folder, name)
            relative = source.relative_to(target).as_posix()
            if relative == MANIFEST:
                continue
            if relative not in old:
                _keep_aside(source, made / relative)
            elif (own := old[relative]) is not None:
                _keep_additions(source, made / relative, own)
        if not folders and not files:
            (made / Path(folder).relative_to(target)).mkdir(parents=True, exist_ok=True)


def _keep_additions(source: Path, place: Path, own: Written) -> None:
    """Keep what the user wrote into one of aiev's files: below its text there, else beside it."""
    added = own.added(source.read_bytes())
    if added is not None and place.exists():
        with place.open("ab") as stream:
            stream.write(added)
    elif added != b"":
        _keep_aside(source, place)


def _keep_aside(source: Path, place: Path) -> None:
    """Copy a file of the user; where a new file wants its place, it gets another name."""
    free, number = place, 1
    while free.exists() or free.is_symlink():
        number += 1
        free = place.with_stem(f"{place.stem} (own {number})")
    free.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, free, follow_symlinks=False)


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
