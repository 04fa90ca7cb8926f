"""`get_paper`: what is known of one paper, as much at once as fits."""

from collections.abc import Callable, Iterator

from aiev.domain.knowledge import Entry, Paper
from aiev.mcp import answers
from aiev.mcp.answers import MOST_TOKENS, Answer, clean, tokens, without_gaps, written
from aiev.mcp.protocol import Json
from aiev.mcp.tools.rows import reference
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool

AUTHORS, _NAME = 20, 12
ABSTRACT = 1_000
"""The tokens of an abstract that are told at once: 4,000 characters."""
_TEXT, _LONG = 60, 120
_NOTE = 400


def _run(context: Context, given: Given) -> Answer:
    from aiev.services.exchange.find_papers import find_papers

    name = given.text("id") or ""
    question = ("get_paper", name)
    start = answers.start(given.text("cursor"), question)
    with context.base.reading() as reader:
        (paper,) = find_papers(reader, [name])
    return Answer((page(paper, start=start, question=question),))


def page(
    paper: Paper, *, start: int, question: object, next_page: Callable[[str], str] = str
) -> str:
    """Return what is told of a paper from the piece at `start` on, with the cursor of the rest."""
    answer: Json = {"id": reference(paper)} if start else _head(paper)
    pieces = list(_pieces(paper))
    used, end = tokens(written(answer)) + 20, start
    for name, piece in pieces[start:]:
        used += tokens(written(piece)) + 4
        if used > MOST_TOKENS and end > start:
            break
        if name == "abstract":
            answer[name] = piece
        else:
            row = answer.setdefault(name, [])
            assert isinstance(row, list), name
            row.append(piece)
        end += 1
    if end < len(pieces):
        answer["next"] = next_page(answers.cursor(end, question))
    return written(answer)


def _head(paper: Paper) -> Json:
    citations, publication = paper.citations, paper.publication
    return without_gaps(
        {
            "id": reference(paper),
            "number": paper.id,
            "title": clean(paper.title, _LONG),
            "authors": [clean(name, _NAME) for name in paper.authors[:AUTHORS]],
            "more_authors": max(0, len(paper.authors) - AUTHORS) or None,
            "date": paper.issued,
            "updated": paper.updated if paper.updated != paper.issued else None,
            "version": paper.version,
            "kind": paper.kind,
            "withdrawn": paper.is_withdrawn or None,
            "organizations": [clean(name, _NAME) for name in paper.organizations[:10]],
            "categories": list(paper.categories[:10]),
            "url": clean(paper.url, _TEXT),
            "pdf": clean(paper.pdf_url, _TEXT),
            "doi": clean(paper.doi, _TEXT),
            "journal": clean(paper.journal_ref, _TEXT),
            "published_in": clean(publication.name, _TEXT) if publication else None,
            "comment": clean(paper.comment, _LONG),
            "citations": citations.count if citations else None,
            "tags": [clean(tag, _NAME) for tag in paper.tags[:20]],
            "enrichment": paper.enrichment if paper.enrichment in ("pending", "unknown") else None,
        }
    )


def _pieces(paper: Paper) -> Iterator[tuple[str, object]]:
    """Yield all else, piece by piece in the order of its worth, under the name of its field."""
    first, *rest = _parts(paper.abstract)
    if first:
        yield "abstract", first
    for note in paper.notes:
        for part in _parts(note, most=_NOTE):
            yield "notes", part
    for entry in paper.entries:
        yield "entries", _entry(entry)
        for link in entry.links:
            told = {"name": clean(link.text, _NAME), "url": clean(link.url, _LONG)}
            yield "links", without_gaps(told)
    for url in paper.addresses[1:]:
        yield "links", {"url": clean(url, _LONG)}
    for part in rest:
        yield "rest_of_abstract", part
    for name in paper.authors[AUTHORS:]:
        yield "further_authors", clean(name, _NAME)


def _parts(text: str | None, *, most: int = ABSTRACT) -> list[str]:
    """Return a text on one line, in parts that are each short enough; one empty part for none."""
    left = clean(text, 1 << 20) or ""
    parts = []
    while tokens(left) > most:
        part = answers.shortened(left, most).removesuffix("…")
        parts.append(part)
        left = left[len(part) :].lstrip()
    return [*parts, left]


def _entry(entry: Entry) -> Json:
    return without_gaps(
        {
            "list": clean(entry.list, _TEXT),
            "topic": clean(entry.topic, _TEXT),
            "label": clean(entry.label, _TEXT),
            "note": clean(entry.note, _LONG),
            "date": entry.listed_date,
            "venue": clean(entry.venue, _NAME),
            "line": entry.line,
        }
    )


TOOL = Tool(
    "get_paper",
    "Get a paper",
    "All about one paper: abstract, authors, entries, links, notes. id: arXiv id, DOI, URL, number"
    " or citation key.",
    {"id": Parameter("string", is_required=True), "cursor": Parameter("string")},
    _run,
)
