"""Taking in an exported knowledge base from a command."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from aiev.cli.parsing.input import Given
from aiev.cli.run import Run
from aiev.cli.views import merge_report
from aiev.errors import ExitCode, UsageError
from aiev.services.exchange import import_backup as service
from aiev.store.writing.writer import Writer


def import_backup(
    run: Run,
    open_database: Callable[[Path], AbstractContextManager[Writer]],
    given: Given,
    *,
    name: str | None,
    is_dry_run: bool,
    as_json: bool,
) -> int:
    """Merge an export into the knowledge base; asks nobody for metadata."""
    if name is not None:
        raise UsageError("an exported knowledge base names its lists itself: leave out --name")
    with open_database(run.settings.database) as writer:
        taken = service.import_backup(
            writer, given.lines(), now=datetime.now(UTC), is_dry_run=is_dry_run
        )
    merge_report.show(run, taken, as_json=as_json, is_dry_run=is_dry_run)
    is_partial = bool(taken.merged.differences or taken.findings)
    return ExitCode.PARTIAL if is_partial else ExitCode.DONE
