"""`browse`: the names that there are, with how many papers each has."""

from collections.abc import Sequence

from aiev.domain.knowledge import NamedCount
from aiev.mcp import answers
from aiev.mcp.answers import Answer, clean
from aiev.mcp.protocol import Json
from aiev.mcp.tools import rows
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool
from aiev.store.reading.reader import Reader

KINDS = ("topics", "organizations", "authors", "lists", "years", "venues")
_USUAL, _MOST = 50, 200
_LONGEST = 60
_NEAR = "nothing is called so; these are the nearest"
_NONE = "nothing is called so; without match all names are told"

_Found = tuple[Sequence[Sequence[object]], int, Json]
"""The rows of a page, how many there are on all pages, and what else to tell."""


def _run(context: Context, given: Given) -> Answer:
    kind, limit = given.text("kind") or "", given.number("limit", _USUAL)
    question = given.question()
    start = answers.start(given.text("cursor"), question)
    words = tuple((given.text("match") or "").split())
    with context.base.reading() as reader:
        found, total, head = find(reader, kind, words, start=start, limit=limit)
    if words and not total:
        head = {"note": _NONE}
    return Answer(
        (
            rows.page(
                kind,
                found,
                start=start,
                total=total,
                question=question,
                room=answers.room(limit, usual=_USUAL),
                head={"total": total, **head},
            ),
        )
    )


def find(reader: Reader, kind: str, words: Sequence[str], *, start: int, limit: int) -> _Found:
    """Return a page of the names of a kind: each with its papers, a topic with its list too."""
    from aiev.services.search import found_names
    from aiev.store.reading import catalog

    if kind == "topics":
        return _topics(reader, words, start=start, limit=limit)
    if kind == "authors" and not words:
        some = catalog.authors(reader, limit=limit, offset=start)
        return _rows(some), catalog.count_authors(reader), {}
    head: Json = {}
    if kind in ("organizations", "authors") and words:
        find_names = getattr(found_names, kind)
        named: found_names.FoundNames = find_names(reader, words)
        every = named.counts
        head = {"note": _NEAR} if named.is_near and every else {}
    elif kind == "lists":
        every = tuple(NamedCount(one.name, one.papers) for one in catalog.lists(reader))
    else:
        counts = {
            "organizations": catalog.organizations,
            "years": catalog.years,
            "venues": catalog.venues,
        }
        every = counts[kind](reader)
    if kind in ("lists", "years", "venues") and words:
        every = found_names.holding(every, words)
    return _rows(every[start : start + limit]), len(every), head


def _topics(reader: Reader, words: Sequence[str], *, start: int, limit: int) -> _Found:
    from aiev.services.search import topic_tree
    from aiev.store.reading import catalog

    tree = topic_tree.find(catalog.topics(reader), words)
    some = tree.topics[start : start + limit]
    found = [
        [clean(one.path, _LONGEST), one.papers_below, clean(one.list, _LONGEST)] for one in some
    ]
    return found, len(tree.topics), {"note": _NEAR} if tree.is_near and tree.topics else {}


def _rows(counts: Sequence[NamedCount]) -> list[list[object]]:
    return [[clean(one.name, _LONGEST), one.papers] for one in counts]


TOOL = Tool(
    "browse",
    "Browse names",
    "Names with their counts of papers (a topic's with those below it), to filter by.",
    {
        "kind": Parameter("string", choices=KINDS, is_required=True),
        "match": Parameter("string", "words of the name"),
        "limit": Parameter("integer", "50; at most 200", maximum=_MOST),
        "cursor": Parameter("string"),
    },
    _run,
)
