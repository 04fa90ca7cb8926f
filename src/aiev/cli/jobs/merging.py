"""The work of `aiev import` on an exported knowledge base."""

from datetime import UTC, datetime

from aiev.cli.parsing.input import Input
from aiev.cli.run import Run
from aiev.cli.views import merge_report
from aiev.errors import ExitCode, UsageError
from aiev.services.exchange import import_backup as backup
from aiev.store.writing.writer import open_for_dry_run, open_writer


def import_backup(
    run: Run, given: Input, *, name: str | None, is_dry_run: bool, as_json: bool
) -> int:
    """Merge an exported knowledge base, asking nobody for metadata, and return the exit code."""
    if name is not None:
        raise UsageError("an exported knowledge base names its lists itself: leave out --name")
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        taken = backup.import_backup(
            writer, given.lines(), now=datetime.now(UTC), is_dry_run=is_dry_run
        )
    merge_report.show(run, taken, as_json=as_json, is_dry_run=is_dry_run)
    is_partial = bool(taken.merged.differences or taken.findings)
    return ExitCode.PARTIAL if is_partial else ExitCode.DONE
