"""`aiev new`: what is new for the saved questions."""

from aiev.cli.parsing.options import Argument, AsJson, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Names = Annotated[
    tuple[str, ...], Argument("Only for these saved questions; else for all.", "[NAME]...")
]
Keep = Annotated[bool, Option(("--keep",), "Look only: tell all of it the next time too.")]


def new(run: Run, names: Names = (), *, keep: Keep = False, as_json: AsJson = False) -> None:
    """Show what came in or changed for saved questions since you last looked.

    The first look is when the question is saved. A paper has come where it answers the question
    and did not before; what arXiv changed is as `show --history` tells.
    """
    from datetime import date

    from aiev.cli.views import news_report
    from aiev.services.search.news import news
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        found = news(reader, names, today=date.today())
    news_report.show(run, found, as_json=as_json)
    run.output.stdout.flush()
    if not keep and any(one.seen for one in found):
        # Only where there is something to note.
        from aiev.services.curation.see_news import see
        from aiev.store.writing.writer import open_writer

        with open_writer(run.settings.database) as writer:
            see(writer, found)
