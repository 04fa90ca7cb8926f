"""One paper as programs get it, and what is told of it in words."""

from collections.abc import Iterator, Sequence

from aiev.cli.run import Run
from aiev.domain.change import Attempt
from aiev.domain.knowledge import (
    Citations,
    Entry,
    OrganizationSource,
    Paper,
    Publication,
    has_more_authors,
)
from aiev.domain.paper_fields import FIELDS
from aiev.domain.told_by import GIVEN, LABELS

_LABELLED = tuple([field for field in FIELDS if field.label])

# Lines of their own tell of these, whoever said them.
_TOLD_ABOVE = ("abstract", "group", "note", "journal reference")

Field = tuple[str, str | None]


def show(run: Run, paper: Paper, *, attempts: Sequence[Attempt] = ()) -> None:
    """Print the paper as `field⇥value` lines for programs."""
    run.output.rows([("title", paper.title), *_fields(paper, attempts)])


def _fields(paper: Paper, attempts: Sequence[Attempt]) -> Iterator[Field]:
    yield "id", str(paper.id)
    yield "arXiv", arxiv(paper)
    yield "kind", paper.kind
    more = " and others" if paper.authors and has_more_authors(paper) else ""
    yield "authors", f"{', '.join(paper.authors)}{more}" or None
    yield "organizations", "; ".join(paper.organizations) or None
    yield from named_by(paper)
    yield "issued", paper.issued
    yield "updated", paper.updated
    yield "categories", " ".join(paper.categories) or None
    yield from said(paper)
    yield "enrichment", paper.enrichment
    yield from in_vain(attempts)
    yield "url", paper.url
    if paper.pdf_url and paper.pdf_url != paper.url:
        yield "pdf", paper.pdf_url
    for one in paper.entries:
        yield "listed", entry(one)
        for link in one.links:
            yield "link", f"{link.text}: {link.url}" if link.text else link.url
    yield from notes(paper)
    yield from statements(paper)
    yield "abstract", paper.abstract
    for one in paper.entries:
        if one.abstract and not paper.abstract:
            yield "abstract", f"{one.abstract} ({one.list})"


def named_by(paper: Paper) -> Iterator[Field]:
    """Yield who names the organizations, where anyone but the user and the lists does."""
    if any(set(one.sources) - set(GIVEN) for one in paper.organization_sources):
        yield "named by", "; ".join(_source(one) for one in paper.organization_sources)


def said(paper: Paper) -> Iterator[Field]:
    """Yield what is known of where it appeared, and what the user keeps of it."""
    for name, value in (
        *((field.label or "", getattr(paper, field.attribute)) for field in _LABELLED),
        ("withdrawn", "yes" if paper.is_withdrawn else None),
        ("tags", ", ".join(paper.tags)),
    ):
        if value:
            yield name, str(value)
    if paper.publication:
        yield "published", _publication(paper.publication)
    if paper.citations:
        yield "cited", _citations(paper.citations)


def in_vain(attempts: Sequence[Attempt]) -> Iterator[Field]:
    """Yield what was asked for and not answered."""
    for attempt in attempts:
        times = "once" if attempt.tries == 1 else f"{attempt.tries} times"
        yield "in vain", f"{times}, last {attempt.tried_at[:10]}: {attempt.reason}"


def notes(paper: Paper) -> Iterator[Field]:
    """Yield the user's notes, with their numbers where there are several."""
    for number, note in enumerate(paper.notes, start=1):
        yield "note" if len(paper.notes) == 1 else f"note {number}", note


def statements(paper: Paper) -> Iterator[Field]:
    """Yield a line for each file or service with what else it says: keys, keywords, files, ids."""
    told: dict[str, dict[str, list[str]]] = {}
    for one in paper.statements:
        if one.field not in _TOLD_ABOVE:
            told.setdefault(one.source, {}).setdefault(one.field, []).append(one.value)
    for source, fields in told.items():
        said = "; ".join(f"{field} {', '.join(values)}" for field, values in fields.items())
        yield "said by", f"{source}: {said}"


def _source(one: OrganizationSource) -> str:
    return f"{one.name} ({', '.join(LABELS.get(source, source) for source in one.sources)})"


def _publication(one: Publication) -> str:
    parts = [one.name, f"https://doi.org/{one.doi}" if one.doi else None]
    return f"{', '.join(filter(None, parts))} ({LABELS[one.source]}, {one.day})"


def _citations(one: Citations) -> str:
    times = "once" if one.count == 1 else f"{one.count:,} times"
    more = f", {one.influential:,} influential" if one.influential else ""
    return f"{times}{more} ({LABELS[one.source]}, {one.day})"


def arxiv(paper: Paper) -> str | None:
    """Return the arXiv id with its version, where there are such."""
    if paper.arxiv_id is None:
        return None
    return f"{paper.arxiv_id} (v{paper.version})" if paper.version else paper.arxiv_id


def entry(entry: Entry) -> str:
    """Return all that an entry says, and where it stands."""
    parts = [entry.topic or "no topic", f"“{entry.label}”"]
    said = (entry.short_name, entry.note, entry.venue)
    parts += [p for p in (*said, entry.listed_date, entry.listed_organizations) if p]
    if entry.keywords:
        parts.append(f"keywords: {entry.keywords}")
    return f"{' | '.join(parts)} ({place(entry)})"


def place(entry: Entry) -> str:
    """Return in which list and line an entry stands."""
    return f"{entry.list}, line {entry.line}" if entry.line else f"{entry.list}, added here"
