"""`aiev show`: everything about one paper or one topic, or what became of papers."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson, Option
from aiev.cli.run import Run

Reference = Annotated[str, Argument("An arXiv id, address or number of a paper; or a topic.", "ID")]
History = Annotated[
    bool, Option(("--history",), "What refreshes have changed; of all papers without an ID.")
]
Since = Annotated[
    str | None, Option(("--since",), "Noticed on or after: 2024, 2024-05-01, 6m.", "DATE")
]
AtMost = Annotated[
    int | None, Option(("-n", "--limit"), "So many changes at the most.", "N", minimum=1)
]


def show(
    run: Run,
    reference: Reference = "",
    *,
    history: History = False,
    since: Since = None,
    limit: AtMost = None,
    as_json: AsJson = False,
) -> None:
    """Show everything about one paper, or a topic with its papers, tables and prose.

    With --history: which papers got a new version, were published or withdrawn, latest first.
    """
    from aiev.cli.views import one_paper, one_topic
    from aiev.domain import paper_json
    from aiev.errors import UsageError
    from aiev.services.search.find_paper import find_paper
    from aiev.store.reading import history as history_of
    from aiev.store.reading.reader import open_reader

    if history:
        from aiev.cli.histories import show_history

        show_history(run, reference, since=since, limit=limit, as_json=as_json)
        return
    if not reference or since or limit:
        raise UsageError(
            "--since and --limit go with --history"
            if reference
            else "missing argument 'ID': a paper or a topic, or --history for all papers"
        )
    with open_reader(run.settings.database) as reader:
        try:
            paper = find_paper(reader, reference)
        except UsageError as error:
            one_topic.show(run, reader, reference, instead=error, as_json=as_json)
            return
        in_vain = history_of.attempts(reader, paper.id)
    if as_json:
        run.output.json(paper_json.as_json(paper))
    else:
        one_paper.show(run, paper, attempts=in_vain)
