"""Papers as short rows, and what to tell about a question beside them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aiev.domain.knowledge import Paper
from aiev.mcp.answers import clean, cursor, fitting, tokens, without_gaps, written
from aiev.mcp.protocol import Json

if TYPE_CHECKING:
    from aiev.services.search.advice import Advice

_TITLE, _NAME, _TOPIC = 60, 20, 30
_NAMES = 3


def reference(paper: Paper) -> str:
    """Return what names a paper in every tool: its arXiv id, else its number here."""
    return paper.arxiv_id or str(paper.id)


def row(paper: Paper) -> Json:
    """Return a paper in a few words; what is not known is left out."""
    more = len(paper.authors) - 1
    first = clean(paper.authors[0], _NAME) if paper.authors else None
    return without_gaps(
        {
            "id": reference(paper),
            "title": clean(paper.title, _TITLE),
            "date": paper.issued,
            "by": f"{first} +{more}" if first and more > 0 else first,
            "from": [clean(one, _NAME) for one in paper.organizations[:_NAMES]],
            "topic": clean(paper.topics[0], _TOPIC) if paper.topics else None,
            "kind": paper.kind if paper.kind != "paper" else None,
            "withdrawn": paper.is_withdrawn or None,
        }
    )


def page(
    name: str,
    rows: Sequence[object],
    *,
    start: int,
    total: int,
    question: object,
    room: int,
    head: Json,
    next_page: Callable[[str], str] = str,
) -> str:
    """Return an answer of rows, as many as fit, with the cursor of the next page if there is one.

    `total` is how many rows there are on all pages, as far as that is known; `next_page` makes of
    the cursor what is to be asked for.
    """
    count = fitting(rows, room=room, used=tokens(written(head)) + 20)
    end = start + count
    answer = {**head, name: list(rows[:count])}
    if count and end < total:
        answer["next"] = next_page(cursor(end, question))
    return written(answer)


def told(advice: "Advice") -> Json:
    """Return what was searched for instead, what is unknown, and what may help."""
    corrected = {one.written: one.corrected for one in (*advice.corrections, *advice.broadened)}
    notes = []
    if advice.has_no_papers:
        notes.append("the knowledge base has no papers yet: `aiev import` reads a list of them")
    if advice.nothing_is is not None and not advice.nothing_is:
        notes.append("nothing to search for: no letter and no digit")
    return without_gaps(
        {
            "corrected": {clean(k, 20): clean(v, 20) for k, v in corrected.items()},
            "suggested": {
                clean(one.written, 20): clean(one.corrected, 20) for one in advice.suggestions
            },
            "unknown": [
                without_gaps(
                    {
                        "field": one.field,
                        "name": clean(one.text, 30),
                        "nearest": [clean(name, 30) for name in one.nearest[:5]],
                    }
                )
                for one in advice.unknown_names[:10]
            ],
            "missing": [clean(word, 20) for word in advice.missing_words[:10]],
            "topics": [clean(topic, 30) for topic in advice.nearest_topics[:5]],
            "note": "; ".join(notes),
        }
    )
