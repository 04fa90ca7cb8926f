"""`aiev merge`: make one paper of two that are one work."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun
from aiev.cli.run import Run
from aiev.light_typing import Annotated

One = Annotated[
    str, Argument("An arXiv id, address or number of the paper that stays.", "A", is_required=True)
]
Other = Annotated[str, Argument("The paper that becomes a part of it.", "B", is_required=True)]


def merge(
    run: Run, one: One, other: Other, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Make one paper of two: entries and all of yours move; arXiv's paper stays, else A."""
    from aiev.services.lists import chosen
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        chosen.two(reader, one, other)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import edit_report
    from aiev.services.lists.merge_papers import merge_papers
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        merged = merge_papers(writer, one, other, is_dry_run=dry_run)
    edit_report.show(
        run, merged, verb="would merge into" if dry_run else "merged into", as_json=as_json
    )
