"""`similar_papers`: the papers nearest to one, or to those of a topic."""

from aiev.errors import UsageError
from aiev.mcp import answers
from aiev.mcp.answers import Answer, clean, without_gaps
from aiev.mcp.tools import rows
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool

_USUAL, _MOST = 10, 50
_SHARED = 20


def _run(context: Context, given: Given) -> Answer:
    from aiev.query.filters import Filters
    from aiev.services.search.find_paper import find_paper
    from aiev.services.search.similar import papers_of_topics, similar

    reference, topic = given.text("id"), given.text("topic")
    topics = (topic,) if topic else ()
    if reference is None and topic is None:
        raise UsageError("similar to what", hint="give the id of a paper, a topic, or both")
    question, limit = given.question(), given.number("limit", _USUAL)
    start = answers.start(given.text("cursor"), question)
    with context.base.reading() as reader:
        if reference is None:
            seeds = papers_of_topics(reader, topics, today=context.today())
        else:
            seeds = (find_paper(reader, reference),)
        near = similar(
            reader,
            seeds,
            called=() if reference else topics,
            filters=Filters(topics=topics if reference else (), since=given.text("since")),
            # One more than is shown tells whether there is a next page.
            limit=start + limit + 1,
            today=context.today(),
        )
    papers = [
        without_gaps(
            {
                **rows.row(each.paper),
                "near": round(each.score, 2),
                "shares": clean(", ".join(each.terms), _SHARED),
            }
        )
        for each in near.papers[start : start + limit]
    ]
    return Answer(
        (
            rows.page(
                "papers",
                papers,
                start=start,
                total=len(near.papers),
                question=question,
                room=answers.room(limit, usual=_USUAL),
                head=rows.told(near.advice),
            ),
        )
    )


TOOL = Tool(
    "similar_papers",
    "Similar papers",
    "Papers nearest to a paper (in a topic, if given), or to a topic's.",
    {
        "id": Parameter("string"),
        "topic": Parameter("string"),
        "since": Parameter("string"),
        "limit": Parameter("integer", maximum=_MOST),
        "cursor": Parameter("string"),
    },
    _run,
)
