"""The work of `aiev sync`: one file and its list, with nothing loaded where nothing has changed."""

from pathlib import Path

from aiev.cli.parsing import input as given
from aiev.cli.run import Run
from aiev.errors import HalfDoneError, InputError, StoreError
from aiev.services.lists import unchanged
from aiev.services.lists.outcome import Synced, synced_unchanged


def sync_file(run: Run, path: Path, *, name: str | None, is_dry_run: bool) -> Synced:
    """Return what bringing a file and the knowledge base to the same list came to."""
    content = given.read_bytes(path)
    known = unchanged.find(run.settings.database, content, path=path, name=name)
    if known is not None:
        return synced_unchanged(known)
    # What reads and writes lists costs more than all of the rest.
    from datetime import UTC, datetime  # noqa: PLC0415

    from aiev.cli.files import versions  # noqa: PLC0415
    from aiev.cli.files.atomic_write import write_whole  # noqa: PLC0415
    from aiev.services.lists import sync  # noqa: PLC0415
    from aiev.store.writing.writer import open_for_dry_run, open_writer  # noqa: PLC0415

    is_written = False

    def check() -> None:
        # What an editor has saved meanwhile must not be written over.
        if given.read_bytes(path) != content:
            raise InputError(
                f"the file changed meanwhile, nothing was done: {path}", hint="sync it once more"
            )

    def write(merged: bytes) -> None:
        nonlocal is_written
        spare = run.settings.database.parent
        tell = run.output.message
        keep = versions.keeper(tell)
        write_whole(path, [merged], check=check, spare=spare, tell=tell, keep=keep)
        is_written = True

    try:
        with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
            return sync.sync(
                writer,
                content,
                path=path,
                name=name,
                write=write,
                now=datetime.now(UTC),
                is_dry_run=is_dry_run,
            )
    except StoreError as error:
        if not is_written:
            raise
        raise HalfDoneError(
            f"the file is written, and the knowledge base is as it was ({error}): {path}",
            hint="sync the file once more: it holds what both sides have said",
        ) from error
