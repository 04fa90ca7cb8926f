"""Read snapshots of arXiv's metadata, show how far it is, and print what came of it."""

from datetime import UTC, date, datetime
from pathlib import Path

from aiev import config
from aiev.cli.jobs.snapshot_choice import Wanted
from aiev.cli.run import Run
from aiev.cli.terminal.printable import counted
from aiev.cli.terminal.progress import meter
from aiev.cli.views import changes
from aiev.cli.views.enrich_report import findings_json, tell_findings
from aiev.cli.views.undo_report import tell_unlogged
from aiev.domain.knowledge import SCHEMA
from aiev.errors import ExitCode
from aiev.services.arxiv.enrich import Enriched
from aiev.services.arxiv.enrich_from_file import Reading, enrich_from_file
from aiev.services.arxiv.import_snapshot import Loaded, import_snapshot
from aiev.store.writing.writer import Writer, open_for_dry_run, open_writer


def enrich_from(
    run: Run,
    writer: Writer,
    path: Path,
    *,
    is_refresh: bool,
    limit: int | None,
    known_before: date | None,
) -> Enriched:
    """Store the metadata that the snapshot at `path` has of papers that lack it."""
    with meter(run.output, f"reading {path.name}") as shown:

        def show(reading: Reading) -> None:
            shown.show(reading.lines, reading.share)

        return enrich_from_file(
            writer,
            path,
            clock=lambda: datetime.now(UTC),
            index_folder=config.cache_folder() / "snapshots",
            is_refresh=is_refresh,
            limit=limit,
            known_before=known_before,
            progress=show,
        )


def load_snapshot(run: Run, wanted: Wanted, *, is_dry_run: bool, as_json: bool) -> int:
    """Store the papers of a snapshot that are wanted, and return the exit code."""
    path = wanted.path
    if is_dry_run:
        opened = open_for_dry_run(run.settings.database)
    else:
        tell_unlogged(run, "import --snapshot")
        opened = open_writer(run.settings.database, is_logged=False)
    with opened as writer, meter(run.output, f"reading {path.name}") as shown:

        def show(loaded: Loaded) -> None:
            shown.show(loaded.lines, loaded.share)

        loaded = import_snapshot(
            writer, path, wanted.filter, now=datetime.now(UTC), is_dry_run=is_dry_run, progress=show
        )
        shown.end()
    if as_json:
        run.output.json(_as_json(path, loaded))
    else:
        _print_summary(run, path, loaded, is_dry_run=is_dry_run)
    tell_findings(run, loaded.findings)
    if loaded.error is not None:
        run.output.message(f"aiev: error: {loaded.error}")
        if loaded.error.hint:
            run.output.message(f"hint: {loaded.error.hint}")
        return ExitCode.PARTIAL
    return ExitCode.DONE


def _as_json(path: Path, loaded: Loaded) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "snapshot": str(path),
        "resumed_at": loaded.resumed_at,
        "lines": loaded.lines,
        "wanted": loaded.wanted,
        "added": loaded.added,
        "updated": loaded.updated,
        "known": loaded.known,
        "changes": changes.changes_json(loaded.changes.items),
        "bad_lines": loaded.findings.count,
        "findings": findings_json(loaded.findings),
    }


def _print_summary(run: Run, path: Path, loaded: Loaded, *, is_dry_run: bool) -> None:
    say = run.output.line
    changes.show(run, loaded.changes)
    if loaded.resumed_at:
        say(f"went on after line {loaded.resumed_at:,}, where the last run was interrupted")
    would = "would be " if is_dry_run else ""
    say(
        f"{path.name}: {counted(loaded.lines, 'line')} read,"
        f" {counted(loaded.wanted, 'paper')} wanted:"
        f" {loaded.added:,} {would}added, {loaded.updated:,} updated,"
        f" {loaded.known:,} known already"
    )
    if loaded.findings.count:
        say(f"findings: passed over as no record: {counted(loaded.findings.count, 'line')}")
