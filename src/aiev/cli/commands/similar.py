"""`aiev similar`: the papers nearest to one."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson, Limit, Topics
from aiev.cli.run import Run

Reference = Annotated[
    str, Argument("An arXiv id, address or number of a paper.", "ID", is_required=True)
]


def similar(
    run: Run,
    reference: Reference,
    *,
    topic: Topics = (),
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Show the papers nearest to one, with the words, topics and authors that they share."""
    from datetime import date

    from aiev.cli.views import similar_papers
    from aiev.query.filters import Filters
    from aiev.services.find_paper import find_paper
    from aiev.services.similar import similar as find
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        paper = find_paper(reader, reference)
        near = find(reader, paper, filters=Filters(topic), limit=limit, today=date.today())
    similar_papers.show(run, paper, near, as_json=as_json)
