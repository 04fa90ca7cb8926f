"""One paper on the screen or in a pipe."""

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
    """Print the paper: folded fields for people, `field⇥value` lines for programs."""
    if run.output.is_terminal:
        run.output.record(paper.title, _fields(paper, attempts))
    else:
        run.output.rows([("title", paper.title), *_fields(paper, attempts)])


def _fields(paper: Paper, attempts: Sequence[Attempt]) -> Iterator[Field]:
    yield "id", str(paper.id)
    yield "arXiv", _arxiv(paper)
    yield "kind", paper.kind
    more = " and others" if paper.authors and has_more_authors(paper) else ""
    yield "authors", f"{', '.join(paper.authors)}{more}" or None
    yield "organizations", "; ".join(paper.organizations) or None
    if any(set(one.sources) - set(GIVEN) for one in paper.organization_sources):
        yield "named by", "; ".join(_source(one) for one in paper.organization_sources)
    yield "issued", paper.issued
    yield "updated", paper.updated
    yield "categories", " ".join(paper.categories) or None
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
    yield "enrichment", paper.enrichment
    for attempt in attempts:
        times = "once" if attempt.tries == 1 else f"{attempt.tries} times"
        yield "in vain", f"{times}, last {attempt.tried_at[:10]}: {attempt.reason}"
    yield "url", paper.url
    if paper.pdf_url and paper.pdf_url != paper.url:
        yield "pdf", paper.pdf_url
    for entry in paper.entries:
        yield "listed", _entry(entry)
        for link in entry.links:
            yield "link", f"{link.text}: {link.url}" if link.text else link.url
    for number, note in enumerate(paper.notes, start=1):
        yield "note" if len(paper.notes) == 1 else f"note {number}", note
    yield from _statements(paper)
    yield "abstract", paper.abstract
    for entry in paper.entries:
        if entry.abstract and not paper.abstract:
            yield "abstract", f"{entry.abstract} ({entry.list})"


def _statements(paper: Paper) -> Iterator[Field]:
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


def _arxiv(paper: Paper) -> str | None:
    if paper.arxiv_id is None:
        return None
    return f"{paper.arxiv_id} (v{paper.version})" if paper.version else paper.arxiv_id


def _entry(entry: Entry) -> str:
    place = f"{entry.list}, line {entry.line}" if entry.line else f"{entry.list}, added here"
    parts = [entry.topic or "no topic", f"“{entry.label}”"]
    said = (entry.short_name, entry.note, entry.venue)
    parts += [p for p in (*said, entry.listed_date, entry.listed_organizations) if p]
    if entry.keywords:
        parts.append(f"keywords: {entry.keywords}")
    return f"{' | '.join(parts)} ({place})"
