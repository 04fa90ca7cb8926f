"""`aiev search`: ranked search with filters."""

from typing import Annotated, Unpack

from aiev.cli.parsing.options import AsJson, Filtering, Limit, Offset, Option, Sort, Words
from aiev.cli.run import Run

NoSnippet = Annotated[bool, Option(("--no-snippet",), "Leave out the piece of the abstract.")]
Explain = Annotated[
    bool, Option(("--explain",), "Show how the query was read, planned and scored.")
]


def search(
    run: Run,
    words: Words = (),
    *,
    sort: Sort = "relevance",
    limit: Limit = 20,
    offset: Offset = 0,
    no_snippet: NoSnippet = False,
    explain: Explain = False,
    as_json: AsJson = False,
    **filters: Unpack[Filtering],
) -> None:
    """Find papers: best first; without words, newest first.

    Words may be "exact phrases", -left -out, OR, prefix*, and fields such as topic:moe,
    org:microsoft, author:dao, title:cache, date:2024-05..2025, since:6m.
    """
    from datetime import date
    from time import perf_counter

    from aiev.cli.views import results
    from aiev.query.filters import Filters
    from aiev.services.search.run_query import search as find
    from aiev.store.reading.reader import open_reader

    started = perf_counter()
    with open_reader(run.settings.database) as reader:
        found = find(
            reader,
            " ".join(words),
            filters=Filters(**filters),
            sort=sort,
            limit=limit,
            offset=offset,
            is_marked=as_json or run.output.is_terminal,
            is_counted=as_json,
            today=date.today(),
        )
    results.show(
        run,
        found,
        first=offset + 1,
        has_snippets=not no_snippet,
        is_explained=explain,
        as_json=as_json,
        seconds=perf_counter() - started,
    )
