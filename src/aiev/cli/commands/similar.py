"""`aiev similar`: the papers nearest to one, or to those of a topic."""

from aiev.cli.parsing.options import Argument, AsJson, Filtering, Limit
from aiev.cli.run import Run
from aiev.light_typing import Annotated, Unpack

Reference = Annotated[
    str | None,
    Argument("An arXiv id, address or number of a paper; else --topic says to what.", "[ID]"),
]


def similar(
    run: Run,
    reference: Reference = None,
    *,
    limit: Limit = 10,
    as_json: AsJson = False,
    **filters: Unpack[Filtering],
) -> None:
    """Show the papers nearest to one, with the words, topics and authors that they share.

    Filters leave a part of them: aiev similar 2411.11217 --topic quantization --since 2024

    Without an ID, the papers nearest to those of a topic that are not under it themselves:
    aiev similar --topic offloading
    """
    from datetime import date

    from aiev.cli.views import advice, similar_papers
    from aiev.errors import UsageError
    from aiev.query.filters import Filters
    from aiev.services.search.find_paper import find_paper
    from aiev.services.search.similar import papers_of_topics
    from aiev.services.search.similar import similar as find
    from aiev.store.reading.reader import open_reader

    topics = filters.get("topics", ())
    if reference is None and not topics:
        raise UsageError("similar to what", hint="name a paper by its ID, or a topic with --topic")
    with open_reader(run.settings.database_path) as reader:
        if reference is None:
            seeds = papers_of_topics(reader, topics, today=date.today())
            filters["topics"] = ()
        else:
            seeds = (find_paper(reader, reference),)
        near = find(
            reader,
            seeds,
            called=() if reference else topics,
            filters=Filters(**filters),
            limit=limit,
            today=date.today(),
        )
    advice.show(run, near.advice)
    origin = seeds[0] if reference is not None else None
    similar_papers.show(run, near.papers, origin=origin, topics=topics, as_json=as_json)
