"""`aiev search`: ranked search with filters."""

from aiev.cli.parsing.options import (
    AsJson,
    Fields,
    Filtering,
    Limit,
    Offset,
    Option,
    Sort,
    Words,
)
from aiev.cli.run import Run
from aiev.light_typing import Annotated, Unpack

NoSnippet = Annotated[bool, Option(("--no-snippet",), "Leave out the piece of the abstract.")]
Short = Annotated[bool, Option(("--short",), "One line a paper on a terminal.")]
Long = Annotated[bool, Option(("--long",), "All that helps to choose, on a terminal.")]
Reverse = Annotated[
    bool,
    Option(("-r", "--reverse"), "Oldest or least cited first, or titles from Z to A."),
]
Count = Annotated[bool, Option(("--count",), "Print only how many papers have all that is asked.")]
Close = Annotated[bool, Option(("--close",), "Add papers that lack a word in a pipe too.")]
NoClose = Annotated[bool, Option(("--no-close",), "Leave out papers that lack a word.")]
Explain = Annotated[
    bool, Option(("--explain",), "Show how the query was read, planned and scored.")
]


def search(
    run: Run,
    words: Words = (),
    *,
    sort: Sort = "relevance",
    reverse: Reverse = False,
    limit: Limit = 20,
    offset: Offset = 0,
    count: Count = False,
    close: Close = False,
    no_close: NoClose = False,
    fields: Fields = None,
    short: Short = False,
    long: Long = False,
    no_snippet: NoSnippet = False,
    explain: Explain = False,
    as_json: AsJson = False,
    **filters: Unpack[Filtering],
) -> None:
    """Find papers: best first; without words, newest first.

    Words may be "exact phrases", -left -out, OR, prefix*, and fields such as topic:moe,
    org:microsoft, author:dao, title:cache, date:2024-05..2025, since:6m.

    Papers that lack a word are told; a pipe gets them only where no paper has all words.
    """
    from datetime import date
    from time import perf_counter

    from aiev.cli.views import results
    from aiev.errors import UsageError
    from aiev.query.filters import Filters
    from aiev.services.search.run_query import search as find
    from aiev.store.reading.reader import open_reader

    if close and no_close:
        raise UsageError("--close and --no-close exclude each other")
    if short and long:
        raise UsageError("--short and --long exclude each other")
    has_close = None if not (run.output.is_terminal or as_json) else True
    if close or no_close or count:
        has_close = close and not count
    started = perf_counter()
    text, chosen = " ".join(words), Filters(**filters)
    if "@" in text:
        from aiev.cli.jobs import saved

        text, chosen = saved.asked(run, text, chosen)
    with open_reader(run.settings.database_path) as reader:
        found = find(
            reader,
            text,
            filters=chosen,
            sort=sort,
            is_reversed=reverse,
            limit=0 if count else limit,
            offset=offset,
            has_close=has_close,
            is_marked=as_json or run.output.is_terminal or fields is not None,
            is_counted=as_json or count,
            today=date.today(),
        )
    results.show(
        run,
        found,
        first=offset + 1,
        form="short" if short else "long" if long else "usual",
        has_snippets=not no_snippet,
        is_explained=explain,
        fields=fields,
        is_count=count,
        as_json=as_json,
        seconds=perf_counter() - started,
    )
