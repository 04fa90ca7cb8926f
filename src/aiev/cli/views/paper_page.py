"""One paper on a terminal: what it is and says first, then what is known, and where to go on."""

from collections.abc import Iterator, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.cells import fitted, width, wrapped
from aiev.cli.terminal.ink import Ink
from aiev.cli.views import one_paper
from aiev.cli.views.hit_lines import reference
from aiev.cli.views.one_paper import Field
from aiev.domain.change import Attempt
from aiev.domain.knowledge import Entry, Paper, has_more_authors

_WIDEST = 100
_GAP = "  "
_MOST_AUTHORS = 30
_PENDING = "not asked for yet; `aiev enrich` asks arXiv"
_STATES = {"pending": _PENDING, "unknown": "arXiv has no such paper"}


def show(
    run: Run,
    paper: Paper,
    *,
    attempts: Sequence[Attempt],
    near: Sequence[Paper] = (),
    is_verbose: bool = False,
    has_ways_on: bool = True,
) -> None:
    """Print the paper, the papers `near` to it and, with `has_ways_on`, what to do with it next.

    With `is_verbose` also what aiev itself notes: numbers, states, and who said what.
    """
    page = _Page(run)
    page.paragraph(paper.title, "bold")
    more = " and others" if paper.authors and has_more_authors(paper) else ""
    authors = [*paper.authors]
    if len(authors) > _MOST_AUTHORS and not is_verbose:
        more = f" and {len(authors) - _MOST_AUTHORS} more{more}"
        del authors[_MOST_AUTHORS:]
    page.paragraph(f"{', '.join(authors)}{more}" if authors else "authors unknown", "")
    page.blank()
    for text in _abstracts(paper) or ("abstract unknown",):
        page.paragraph(text, "")
        page.blank()
    known = list(_known(paper, is_verbose=is_verbose))
    if is_verbose:
        known += _noted(paper, attempts)
    page.fields(known)
    page.addresses("links", list(_links(paper)))
    if near:
        page.papers("similar", near)
    if has_ways_on:
        name = reference(paper)
        verbs = ("similar", "cite", "open") if paper.url else ("similar", "cite")
        page.commands("next", [f"aiev {verb} {name}" for verb in verbs])


def _abstracts(paper: Paper) -> tuple[str, ...]:
    if paper.abstract:
        return (paper.abstract,)
    return tuple(f"{one.abstract} ({one.list})" for one in paper.entries if one.abstract)


def _known(paper: Paper, *, is_verbose: bool) -> Iterator[Field]:
    arxiv = one_paper.arxiv(paper)
    yield ("arXiv", arxiv) if arxiv else ("id", str(paper.id))
    if paper.kind != "paper":
        yield "kind", paper.kind
    yield "issued", paper.issued
    if paper.updated and paper.updated != paper.issued:
        yield "updated", paper.updated
    if paper.organizations:
        yield "from", "; ".join(paper.organizations)
    if paper.categories:
        yield "categories", " ".join(paper.categories)
    yield from one_paper.said(paper)
    if paper.enrichment in _STATES:
        yield "metadata", _STATES[paper.enrichment]
    for entry in paper.entries:
        yield "listed", one_paper.entry(entry) if is_verbose else _place(paper, entry)
    yield from one_paper.notes(paper)


def _noted(paper: Paper, attempts: Sequence[Attempt]) -> Iterator[Field]:
    if paper.arxiv_id:
        yield "id", str(paper.id)
    if paper.kind == "paper":
        yield "kind", paper.kind
    yield "enrichment", paper.enrichment
    yield from one_paper.in_vain(attempts)
    yield from one_paper.named_by(paper)
    yield from one_paper.statements(paper)


def _place(paper: Paper, entry: Entry) -> str:
    """Return where an entry stands, and what it says that the paper does not."""
    parts = [entry.topic or "no topic"]
    if entry.label != paper.title:
        parts.append(f"“{entry.label}”")
    parts += [text for text in (entry.short_name, entry.note, entry.venue) if text]
    if entry.keywords:
        parts.append(f"keywords: {entry.keywords}")
    return f"{' · '.join(parts)} ({one_paper.place(entry)})"


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    told = set()
    listed = [(link.text, link.url) for entry in paper.entries for link in entry.links]
    own = [("", paper.url), ("", paper.pdf_url), *(("", url) for url in paper.addresses)]
    for text, url in (*own, *listed):
        if url and url not in told:
            told.add(url)
            yield text, url


class _Page:
    """Writes the parts of a page in the width that there is."""

    def __init__(self, run: Run) -> None:
        self._say = run.output.line
        self._ink: Ink = run.output.ink
        self._columns = min(run.output.width, _WIDEST)
        self._margin = 0

    def blank(self) -> None:
        self._say()

    def paragraph(self, text: str, style: str) -> None:
        for line in wrapped(printable.one_line(text), self._columns):
            self._say(self._ink.paint(line, style))

    def fields(self, fields: Sequence[Field]) -> None:
        """Print names on the left and values on the right, folded."""
        names = (*(name for name, _ in fields), "similar")
        self._margin = max(map(width, names)) + len(_GAP)
        for name, value in fields:
            lines = list(wrapped(printable.one_line(value or ""), self._columns - self._margin))
            self._part(name, lines or [self._ink.paint("unknown", "italic dim")])

    def addresses(self, name: str, links: Sequence[tuple[str, str]]) -> None:
        """Print one address a line, each to be followed."""
        room = self._columns - self._margin
        lines = []
        for text, url in links:
            label = f"{printable.one_line(text)}: " if printable.one_line(text) else ""
            shown = printable.one_line(url)
            pieces = list(wrapped(label + shown, room))
            if len(pieces) == 1:
                pieces = [label + self._ink.paint(shown, "", link=url)]
            elif width(shown) > room:
                # In a terminal an address goes on where no other character stands between.
                pieces = [self._ink.paint(piece, "", link=url) for piece in pieces]
            lines += pieces
        self._part(name, lines)

    def papers(self, name: str, papers: Sequence[Paper]) -> None:
        """Print one paper a line, after a blank one."""
        self._say()
        room = self._columns - self._margin
        lines = []
        for paper in papers:
            id_ = reference(paper)
            title = fitted(printable.one_line(paper.title), room - len(id_) - len(_GAP))
            lines.append(f"{self._ink.paint(id_, 'cyan', link=paper.url)}{_GAP}{title}")
        self._part(name, lines)

    def commands(self, name: str, commands: Sequence[str]) -> None:
        """Print commands to go on with, after a blank line."""
        self._say()
        self._part(name, commands)

    def _part(self, name: str, lines: Sequence[str]) -> None:
        head = " " * (self._margin - len(_GAP) - width(name)) + self._ink.paint(name, "dim")
        for line in lines:
            self._say(f"{head}{_GAP}{line}")
            head = " " * (self._margin - len(_GAP))
