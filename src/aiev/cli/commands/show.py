"""`aiev show`: everything about papers or one topic, or what became of papers."""

from aiev.cli.parsing.options import Argument, AsJson, Fields, Option
from aiev.cli.run import Run
from aiev.light_typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from aiev.domain.knowledge import Paper

References = Annotated[
    tuple[str, ...],
    Argument("arXiv ids, addresses, numbers or citation keys of papers; or a topic.", "[ID]..."),
]
History = Annotated[
    bool, Option(("--history",), "What refreshes have changed; of all papers without an ID.")
]
Since = Annotated[
    str | None, Option(("--since",), "Noticed on or after: 2024, 2024-05-01, 6m.", "DATE")
]
AtMost = Annotated[
    int | None, Option(("-n", "--limit"), "So many changes at the most.", "N", minimum=1)
]

Verbose = Annotated[
    bool,
    Option(("-v", "--verbose"), "What aiev notes of it too: numbers, states and who said what."),
]
_SIMILAR = 3


def show(
    run: Run,
    references: References = (),
    *,
    history: History = False,
    since: Since = None,
    limit: AtMost = None,
    fields: Fields = None,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Show everything about papers, or a topic with its papers, tables and prose.

    With --history: which papers got a new version, were published or withdrawn, latest first.
    """
    from aiev.cli.views import papers_in_full
    from aiev.errors import UsageError
    from aiev.services.exchange.find_papers import NoPaperError, find_papers
    from aiev.store.reading.history import attempts
    from aiev.store.reading.reader import open_reader

    if history:
        if len(references) > 1 or fields:
            raise UsageError("--history is of one paper or of all, and takes no --fields")
        reference = references[0] if references else ""
        _show_history(run, reference, since=since, limit=limit, as_json=as_json)
        return
    if not references or since or limit:
        raise UsageError(
            "--since and --limit go with --history"
            if references
            else "missing argument 'ID': a paper or a topic, or --history for all papers"
        )
    with open_reader(run.settings.database_path) as reader:
        try:
            papers = find_papers(reader, references)
        except NoPaperError as error:
            # What compares names is slow to load, and a paper needs none of it.
            from aiev.cli.views import one_topic

            name = " ".join(references)
            one_topic.show(run, reader, name, instead=error, fields=fields, as_json=as_json)
            return
        in_vain = [attempts(reader, paper.id) for paper in papers]
        near: list[Paper] = []
        if len(papers) == 1 and run.output.is_terminal and not (as_json or fields):
            from datetime import date

            from aiev.services.search.similar import similar

            found = similar(reader, papers, limit=_SIMILAR, today=date.today())
            near = [each.paper for each in found.papers]
    # It may be read for an hour: the database is let go before.
    with run.output.paged():
        papers_in_full.show(
            run,
            papers,
            attempts=in_vain,
            near=near,
            is_verbose=verbose,
            fields=fields,
            as_json=as_json,
        )


def _show_history(
    run: Run, reference: str, *, since: str | None, limit: int | None, as_json: bool
) -> None:
    from aiev.cli.parsing.input import read_since
    from aiev.cli.views import changes
    from aiev.services.search.find_paper import find_paper
    from aiev.store.reading import history
    from aiev.store.reading.reader import open_reader

    hint = "write 2024, 2024-05 or 2024-05-28, or 30d, 2w, 6m, 1y"
    day = read_since(since, hint=hint) if since else None
    with open_reader(run.settings.database_path) as reader:
        paper_id = find_paper(reader, reference).id if reference else None
        found = history.changes(reader, paper_id=paper_id, since=day, limit=limit or -1)
    changes.show_history(run, found, as_json=as_json)
