"""The work of `aiev import` on a file that is no list: a bibliography, a table, bookmarks, ids."""

from datetime import UTC, datetime
from pathlib import Path

from aiev.cli.jobs import enrichment, works
from aiev.cli.run import Run
from aiev.cli.views.works_report import WorksDone
from aiev.errors import ExitCode
from aiev.services.arxiv.enrich import Enriched
from aiev.services.exchange import import_works, read_works
from aiev.services.exchange.filing import Filing
from aiev.services.exchange.look_up_works import Looked
from aiev.sources.files.file_format import FileFormat
from aiev.store.writing.writer import open_for_dry_run, open_writer
from aiev.value import replace


def import_file(
    run: Run,
    content: bytes,
    found: FileFormat,
    *,
    path: Path | None,
    name: str | None,
    filing: Filing,
    asks: bool,
    is_verbose: bool,
    timeout_s: int | None,
    is_dry_run: bool,
) -> WorksDone:
    """Store the works of a file, and ask about those of which it says too little."""
    reading = read_works.read(content, found, path=path)
    source = name or (path.name if path else "standard input")
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        imported = import_works.import_works(
            writer,
            reading,
            source=source,
            filing=filing,
            now=datetime.now(UTC),
            is_dry_run=is_dry_run,
        )
        enriched, looked = Enriched(asked=0), Looked()
        if asks and not is_dry_run:
            # Of ids and addresses alone the file says no title.
            looked = works.ask(
                run, writer, is_verbose=is_verbose, among=imported.paper_ids, timeout_s=timeout_s
            )
            ids = tuple(looked.joined.get(key, key) for key in imported.paper_ids)
            imported = replace(imported, paper_ids=ids)
            enriched = enrichment.ask_arxiv(
                run, writer, is_verbose=is_verbose, among=ids, timeout_s=timeout_s
            )
            imported = import_works.with_states(writer, imported)
    codes = {works.tell(run, looked), enrichment.tell(run, enriched)}
    is_whole = codes == {ExitCode.DONE} and not any(
        one.code == "bad-record" for one in imported.findings
    )
    return WorksDone(
        source, found.title, reading.encoding, imported, enriched.done, is_whole=is_whole
    )
