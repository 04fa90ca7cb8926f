"""The work of `aiev undo --file`: a file gets back what it held before aiev wrote into it."""

import shlex
from pathlib import Path

from aiev.cli.files import versions
from aiev.cli.files.atomic_write import resolved, write_whole
from aiev.cli.files.versions import EARLIER, LATER, Version
from aiev.cli.parsing.input import read_bytes
from aiev.cli.run import Run
from aiev.cli.views import version_report
from aiev.errors import InputError, NotFoundError, OutputError, UndoError, UsageError


def undo(
    run: Run,
    file: str,
    place: int | None,
    *,
    is_list: bool,
    is_forced: bool,
    is_dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a version of a file back, the last earlier one where no place is given, or list them.

    What the file holds is kept as a version. Raises UndoError where the file was edited since and
    `is_forced` is off, NotFoundError without such a version.
    """
    path = Path(file)
    if not file or path.is_dir():
        raise UsageError(f"--file names no file: {file}")
    try:
        target = resolved(path)
    except OSError as error:
        raise OutputError(f"the file cannot be read ({error.strerror}): {path}") from error
    found = versions.of(target)
    if is_list:
        version_report.show_list(run, found, as_json=as_json)
        return
    now = read_bytes(path) if path.exists() else None
    if place is None:
        found = _without_spent(found, now, is_dry_run=is_dry_run)
    version = _chosen(found, place, path)
    known = {version.written} if place is None else _known(found)
    if not (is_forced or now is None or versions.hash_of(now) in known):
        raise UndoError(
            f"the file was edited since, and nothing was done: {path}",
            hint="with --force the earlier version comes back all the same,"
            " and what the file holds is kept as a version",
        )
    if not is_dry_run:
        _write(run, path, version, now)
    version_report.show(run, path, version, as_json=as_json, is_dry_run=is_dry_run)


def _chosen(found: tuple[Version, ...], place: int | None, path: Path) -> Version:
    if place is not None:
        if place <= len(found):
            return found[place - 1]
        raise NotFoundError(
            f"no version at place {place}: {len(found)} are kept of {path}",
            hint=f"`aiev undo --list --file {shlex.quote(str(path))}` shows them",
        )
    for version in found:
        if version.kind == EARLIER:
            return version
    raise NotFoundError(
        f"no earlier version of this file is kept: {path}",
        hint=f"`aiev undo --list --file {shlex.quote(str(path))}` shows what is kept"
        if found
        else None,
    )


def _without_spent(
    found: tuple[Version, ...], now: bytes | None, *, is_dry_run: bool
) -> tuple[Version, ...]:
    """Return the versions but the last earlier ones that the file holds, which are forgotten.

    A run that was ended has kept them and not written the file, or has not forgotten them since.
    """
    kept = list(found)
    for version in found:
        if version.kind != EARLIER:
            continue
        if version.content != now:
            break
        kept.remove(version)
        if not is_dry_run:
            versions.drop(version)
    return tuple(kept)


def _known(found: tuple[Version, ...]) -> set[str]:
    """Return the hashes of what aiev wrote and of what is kept anyway."""
    return {text for one in found for text in (one.written, versions.hash_of(one.content))}


def _write(run: Run, path: Path, version: Version, now: bytes | None) -> None:
    def check() -> None:
        # What an editor has saved meanwhile must not be written over.
        if (read_bytes(path) if path.exists() else None) != now:
            raise InputError(f"the file changed meanwhile, nothing was done: {path}")

    # What a later version takes the place of is there to be undone again.
    kind = LATER if version.kind == EARLIER else EARLIER
    write_whole(
        path,
        [version.content],
        check=check,
        spare=run.settings.database.parent,
        tell=run.output.message,
        keep=versions.keeper(run.output.message, kind=kind),
    )
    versions.drop(version)
