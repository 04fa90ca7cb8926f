"""The work of `aiev import` on a markdown list."""

from datetime import UTC, datetime
from pathlib import Path

from aiev.cli.run import Run
from aiev.errors import ExitCode
from aiev.services.lists import read_list
from aiev.services.lists.outcome import Imported
from aiev.store.writing.writer import open_for_dry_run, open_writer
from aiev.value import value


@value
class Stored:
    """A list that was stored, and how many of its papers arXiv told of.

    Not `is_whole` where arXiv did not answer all that was asked.
    """

    imported: Imported
    enriched: int = 0
    is_whole: bool = True


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
    """Store a markdown list, ask arXiv about its papers, and say what it did not answer.

    `known` is what importing it comes to, where that is known without reading it.
    """
    listed = read_list.read_file(content, path=path, name=name)
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        imported = known or read_list.import_list(
            writer, listed, now=datetime.now(UTC), is_dry_run=is_dry_run
        )
        if is_dry_run or not asks_arxiv:
            return Stored(imported)
        # What asks arXiv takes as long to load as reading and storing a list does.
        from aiev.cli.jobs import enrichment  # noqa: PLC0415

        enriched = enrichment.ask_arxiv(
            run, writer, is_verbose=is_verbose, among=imported.paper_ids, timeout_s=timeout_s
        )
        imported = read_list.with_states(writer, imported)
    is_whole = enrichment.tell(run, enriched) == ExitCode.DONE
    return Stored(imported, enriched.done, is_whole=is_whole)
