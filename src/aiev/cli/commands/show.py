"""`aiev show`: everything about one paper, or one topic."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson
from aiev.cli.run import Run

Reference = Annotated[
    str, Argument("An arXiv id, address or number of a paper; or a topic.", "ID", is_required=True)
]


def show(run: Run, reference: Reference, *, as_json: AsJson = False) -> None:
    """Show everything about one paper, or a topic with its papers, tables and prose."""
    from aiev.cli.views import one_paper, one_topic
    from aiev.domain import paper_json
    from aiev.errors import UsageError
    from aiev.services.find_paper import find_paper
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        try:
            paper = find_paper(reader, reference)
        except UsageError as error:
            one_topic.show(run, reader, reference, instead=error, as_json=as_json)
            return
    if as_json:
        run.output.json(paper_json.as_json(paper))
    else:
        one_paper.show(run, paper)
