"""The work of `aiev import`: store a markdown list, or merge an exported knowledge base."""

from datetime import UTC, datetime
from pathlib import Path

from aiev.cli.jobs import enrichment
from aiev.cli.parsing.input import Input
from aiev.cli.run import Run
from aiev.cli.views import merge_report
from aiev.errors import ExitCode, UsageError
from aiev.services.arxiv.enrich import Enriched
from aiev.services.exchange import import_backup as backup
from aiev.services.lists import read_list
from aiev.services.lists.outcome import Imported
from aiev.store.writing.writer import open_for_dry_run, open_writer
from aiev.value import value


@value
class Stored:
    """A list that was stored, and what arXiv was asked of its papers."""

    imported: Imported
    enriched: Enriched


def import_list(
    run: Run,
    content: bytes,
    *,
    path: Path | None,
    name: str | None,
    known: Imported | None,
    asks_arxiv: bool,
    is_verbose: bool,
    timeout_s: int | None,
    is_dry_run: bool,
) -> Stored:
    """Store a markdown list, and ask arXiv about its papers.

    `known` is what importing it comes to, where that is known without reading it.
    """
    listed = read_list.read_file(content, path=path, name=name)
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        imported = known or read_list.import_list(
            writer, listed, now=datetime.now(UTC), is_dry_run=is_dry_run
        )
        enriched = Enriched(asked=0)
        if asks_arxiv and not is_dry_run:
            enriched = enrichment.ask_arxiv(
                run, writer, is_verbose=is_verbose, among=imported.paper_ids, timeout_s=timeout_s
            )
            imported = read_list.with_states(writer, imported)
    return Stored(imported, enriched)


def tell(run: Run, stored: Stored) -> bool:
    """Say what arXiv did not answer; return whether all that was asked for is done."""
    return enrichment.tell(run, stored.enriched) == ExitCode.DONE


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
