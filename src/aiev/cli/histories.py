"""The history of papers from a command."""

from datetime import date

from aiev.cli.run import Run
from aiev.cli.views import changes
from aiev.errors import UsageError
from aiev.query import dates
from aiev.services.search.find_paper import find_paper
from aiev.store.reading import history
from aiev.store.reading.reader import open_reader


def show_history(
    run: Run, reference: str, *, since: str | None, limit: int | None, as_json: bool
) -> None:
    """Print what refreshes changed, of one paper or all, latest first."""
    try:
        day = dates.since(since.strip(), date.today()) if since else None
    except ValueError as error:
        raise UsageError(
            f"{error}: {since}", hint="write 2024, 2024-05 or 2024-05-28, or 30d, 2w, 6m, 1y"
        ) from None
    with open_reader(run.settings.database) as reader:
        found = history.changes(
            reader,
            paper_id=find_paper(reader, reference).id if reference else None,
            since=day,
            limit=-1 if limit is None else limit,
        )
    if as_json:
        run.output.json(changes.history_json(found))
    else:
        changes.show_history(run, found)
