"""`aiev import`: read a markdown list into the knowledge base."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson, DryRun, NoEnrich, Option, Verbose
from aiev.cli.run import Run

File = Annotated[
    str, Argument("A markdown list, - for standard input; else the list of aiev's own.", "[FILE|-]")
]
Name = Annotated[str | None, Option(("--name",), "Call the list so; else after its file.", "NAME")]


def import_(
    run: Run,
    file: File = "",
    *,
    name: Name = None,
    no_enrich: NoEnrich = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Read a markdown list, store it, then ask arXiv about its papers.

    Importing the same file again changes nothing; an edited one updates its entries.
    """
    from datetime import UTC, datetime

    from aiev.cli import enrichment
    from aiev.cli.input import read_list
    from aiev.cli.views import import_report
    from aiev.errors import ExitCode
    from aiev.services import import_list
    from aiev.services.enrich import Enriched
    from aiev.services.trial import open_for_trial
    from aiev.store.writer import open_writer

    listed = read_list(file, name=name)
    database = run.settings.database
    with (open_for_trial if dry_run else open_writer)(database) as writer:
        imported = import_list.import_list(writer, listed, now=datetime.now(UTC), is_trial=dry_run)
        enriched = Enriched(asked=0)
        if imported.pending and not (dry_run or no_enrich):
            enriched = enrichment.ask_arxiv(
                run, writer, is_verbose=verbose, among=imported.paper_ids
            )
            imported = import_list.with_states(writer, imported)
    if as_json:
        run.output.json(import_report.as_json(imported, enriched))
    else:
        import_report.print_summary(run, imported, enriched, is_trial=dry_run)
    code = enrichment.tell(run, enriched)
    return ExitCode.PARTIAL if code == ExitCode.SOURCE else code
