"""`discover_papers`: new papers of arXiv's that fit, asked within the patience of clients."""

from aiev import config
from aiev.errors import UsageError
from aiev.mcp import answers
from aiev.mcp.answers import Answer, clean, without_gaps
from aiev.mcp.tools import rows
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool

DEADLINE_S = 40.0
"""Clients give a call 60 s and more, of which reading and ranking take some."""
_CONNECT_S, _READ_S = 10.0, 20.0
_USUAL, _MOST = 10, 50


def _run(context: Context, given: Given) -> Answer:
    from aiev.services.arxiv import ask_search
    from aiev.services.arxiv.discover import Question
    from aiev.sources.arxiv.api_values import ApiSettings

    words, topic = given.text("query"), given.text("topic")
    if words is None and topic is None:
        raise UsageError("discover what", hint="give words to ask arXiv for, a topic, or both")
    limit, asked = given.number("limit", _USUAL), given.question()
    start = answers.start(given.text("cursor"), asked)
    told: list[str] = []
    asking = ask_search.Asking(
        ApiSettings(
            state_folder=config.data_folder(),
            url=context.settings.arxiv_url,
            delay_s=context.settings.arxiv_delay_s,
            connect_timeout_s=_CONNECT_S,
            read_timeout_s=_READ_S,
            deadline_s=DEADLINE_S,
        ),
        context.now(),
        told.append,
    )
    question = Question(words or "", topic, given.text("list"), given.text("since"))
    with context.base.reading() as reader:
        # One more than is shown tells whether there is a next page; what arXiv said is kept for
        # a day, so that no page asks it for the same again.
        found = ask_search.find(reader, question, asking, limit=start + limit + 1)
    papers = [
        without_gaps(
            {
                "id": each.record.arxiv_id.value,
                "title": clean(each.record.title, 60),
                "date": each.record.published.isoformat() if each.record.published else None,
                "by": clean(each.record.authors[0].name, 20) if each.record.authors else None,
                "shares": clean(", ".join(each.shared), 20),
                "like": rows.reference(each.like) if each.like else None,
                "abstract": clean(each.record.abstract, 60),
            }
        )
        for each in found.candidates[start : start + limit]
    ]
    head = without_gaps(
        {
            "asked_at": found.at.isoformat(timespec="minutes"),
            "cached": found.is_cached or None,
            "known": found.known,
            "note": clean("; ".join(told), 100),
        }
    )
    return Answer(
        (
            rows.page(
                "papers",
                papers,
                start=start,
                total=len(found.candidates),
                question=asked,
                room=answers.room(limit, usual=_USUAL),
                head=head,
            ),
        )
    )


TOOL = Tool(
    "discover_papers",
    "Discover papers",
    "Ask arXiv for papers that the base lacks, the likest first.",
    {
        "query": Parameter("string"),
        "topic": Parameter("string"),
        "list": Parameter("string"),
        "since": Parameter("string"),
        "limit": Parameter("integer", maximum=_MOST),
        "cursor": Parameter("string"),
    },
    _run,
    asks_network=True,
)
