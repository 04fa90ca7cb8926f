"""`aiev discover`: find new papers on arXiv that the knowledge base lacks."""

from aiev.cli.parsing.options import (
    Argument,
    AsJson,
    DryRun,
    Limit,
    ListName,
    Option,
    Timeout,
    Verbose,
)
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Words = Annotated[
    tuple[str, ...],
    Argument(
        "What to ask arXiv for; else the topic's most telling words.", "[WORDS]...", is_query=True
    ),
]
Topic = Annotated[
    str | None,
    Option(("--topic",), "Like the papers under this topic; --add files there.", "TOPIC"),
]
Since = Annotated[
    str | None, Option(("--since",), "First submitted on or after: 30d, 6m, 2025-10.", "DATE")
]
Add = Annotated[
    tuple[str, ...],
    Option(("--add",), "Take in what was shown with these numbers: 3, 3,7, 2-5 or all.", "N..."),
]


def discover(
    run: Run,
    words: Words = (),
    *,
    topic: Topic = None,
    list_name: ListName = None,
    since: Since = None,
    limit: Limit = 20,
    add: Add = (),
    timeout: Timeout = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Ask arXiv's search for papers that are not here yet, the likest to yours first.

    Answers are kept for a day, and used longer where arXiv cannot be reached.
    """
    from datetime import UTC, datetime

    from aiev.cli.jobs import discovery, saved
    from aiev.cli.views import discovery_report
    from aiev.services.arxiv.discover import Question
    from aiev.store.reading.reader import open_reader

    wanted: list[int] = []
    if add:
        wanted, rest = discovery.read_numbers(add, words)
        words = tuple(rest)
    question = saved.asked_of_arxiv(run, Question(" ".join(words), topic, list_name, since))
    now = datetime.now(UTC)
    shown = discovery.cache().find(discovery.shown_key(run, question)) if add else None
    if shown is None or not shown.is_fresh(now):
        with open_reader(run.settings.database_path) as reader:
            options = discovery.RequestOptions(is_verbose=verbose, timeout_s=timeout, now=now)
            found = discovery.find(run, reader, question, options, limit=limit)
        if not add:
            discovery_report.show(run, found, as_json=as_json)
            return
        shown = discovery.as_shown(found)
    records = discovery.pick(shown, wanted)
    from aiev.cli.views import add_report

    outcome = discovery.add(run, records, question, now=now, is_dry_run=dry_run)
    add_report.show(run, outcome, as_json=as_json, is_dry_run=dry_run)
