"""What a search found, in lines: title, who and where, and what it says; loads no Rich."""

from collections.abc import Iterator, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.cells import fitted, width
from aiev.cli.terminal.ink import Ink
from aiev.cli.terminal.printable import NARROW
from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.query.highlights import Span
from aiev.services.search.run_query import Hit

_WIDEST = 150
_FIRST_AUTHORS = 2
_FIRST_ORGANIZATIONS = 2
_DAY = len("2024-11-18")
# What stands before the first word that was found.
_LEAD = 24
_GAP = "  "


def show(run: Run, hits: Sequence[Hit], *, first: int, has_snippets: bool) -> None:
    """Print three lines for each hit, the rank of the first being `first`; a blank line between."""
    ink = run.output.ink
    gutter = len(str(first + len(hits) - 1))
    room = min(run.output.width, _WIDEST) - gutter - len(_GAP)
    margin = " " * (gutter + len(_GAP))
    for rank, hit in enumerate(hits, start=first):
        run.output.line(
            f"{ink.paint(f'{rank:>{gutter}}', 'dim')}{_GAP}"
            f"{_marked(ink, hit.paper.title, hit.title_marks, room, 'bold')}"
        )
        run.output.line(margin + _facts(ink, hit, room))
        said = _said(ink, hit, room) if has_snippets else ""
        if said:
            run.output.line(margin + said)
        run.output.line()


def show_short(run: Run, papers: Sequence[Paper], marks: Sequence[Sequence[Span]] = ()) -> None:
    """Print one line for each paper: id, date, title, and where there is room, from whom it is.

    `marks` are what stands out in each of the titles.
    """
    ink, columns = run.output.ink, run.output.width
    named = max((len(reference(paper)) for paper in papers), default=0)
    has_organizations = columns >= NARROW
    room = columns - named - _DAY - 2 * len(_GAP)
    organizations = min(room // 4, 40) if has_organizations else 0
    titles = room - (organizations + len(_GAP) if has_organizations else 0)
    for paper, marked in zip(papers, marks or ((),) * len(papers), strict=True):
        name = reference(paper)
        line = ink.paint(name, "cyan", link=paper.url) + " " * (named - len(name))
        line += f"{_GAP}{paper.issued or '':<{_DAY}}{_GAP}"
        title = printable.same_length(paper.title)
        line += _marked(ink, title, marked, titles, "")
        if has_organizations and paper.organizations:
            who = fitted(printable.one_line(", ".join(paper.organizations)), organizations)
            gap = titles - width(fitted(title, titles)) + len(_GAP)
            line += " " * gap + ink.paint(who, "dim")
        run.output.line(line)


def reference(paper: Paper) -> str:
    """Return how a command names the paper: by its arXiv id, else by its number here."""
    return printable.one_line(paper.arxiv_id) if paper.arxiv_id else str(paper.id)


def first_authors(paper: Paper, count: int) -> str:
    """Return the first authors, and how many there are more."""
    shown = ", ".join(paper.authors[:count])
    more = len(paper.authors) - count
    return f"{shown} +{more}" if more > 0 else shown


def _facts(ink: Ink, hit: Hit, room: int) -> str:
    """Return the line of who and where: as many facts as there is room for, in their order."""
    paper = hit.paper
    name = reference(paper)
    parts = [ink.paint(name, "cyan", link=paper.url)]
    taken = len(name)
    for fact, style in _each_fact(hit):
        text = printable.one_line(fact)
        left = room - taken - len(" · ")
        if not text or (width(text) > left and left < _LEAD):
            continue
        text = fitted(text, left)
        parts.append(ink.paint(text, style))
        taken += len(" · ") + width(text)
    return ink.paint(" · ", "dim").join(parts)


def _each_fact(hit: Hit) -> Iterator[tuple[str, str]]:
    paper = hit.paper
    if paper.arxiv_id is None:
        yield _host(paper.url) if paper.url else paper.kind, ""
    yield paper.issued or "", ""
    if hit.lacks:
        yield f"lacks {', '.join(hit.lacks)}", "underline"
    yield first_authors(paper, _FIRST_AUTHORS), ""
    yield ", ".join(paper.organizations[:_FIRST_ORGANIZATIONS]), ""
    yield paper.published_in or "", ""
    if paper.citations:
        yield f"cited {paper.citations.count:,}", "dim"
    if paper.topics:
        yield paper.topics[0].rpartition(TOPIC_SEPARATOR)[2], "dim"


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.") or url


def _said(ink: Ink, hit: Hit, room: int) -> str:
    """Return a line of the abstract: from the place that has most of what was asked for."""
    if hit.snippet is not None and hit.snippet.marks:
        return _marked(ink, *_window(hit.snippet.text, hit.snippet.marks, room), room, "")
    paper = hit.paper
    text = paper.abstract or next((one.note for one in paper.entries if one.note), None) or ""
    return fitted(printable.one_line(text), room)


def _window(text: str, marks: Sequence[Span], room: int) -> tuple[str, Sequence[Span]]:
    """Return the piece of the text that shows most marks, and the marks in it."""
    starts = [0, *(_word_before(text, start - _LEAD) for start, _ in marks)]

    def shown(start: int) -> int:
        return sum(start <= begin and end <= start + room - 2 for begin, end in marks)

    # The first of them that shows most.
    start = max(dict.fromkeys(starts), key=shown)
    lead = "…" if start else ""
    moved = [(a - start + len(lead), b - start + len(lead)) for a, b in marks if a >= start]
    return lead + text[start:], moved


def _word_before(text: str, at: int) -> int:
    if at <= 0:
        return 0
    return text.rfind(" ", 0, at) + 1


def _marked(ink: Ink, text: str, marks: Sequence[Span], room: int, style: str) -> str:
    """Return one line of a text with its marks; what is cut off, loses its mark too."""
    line = fitted(printable.same_length(text), room)
    kept = len(line) - 1 if len(line) < len(text) else len(line)
    return ink.marked(line, [(a, min(b, kept)) for a, b in marks if a < kept], style)
