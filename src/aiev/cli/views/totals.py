"""The size of the knowledge base in words, lines or JSON."""

from collections.abc import Iterator, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.cells import wrapped
from aiev.domain.knowledge import SCHEMA, Json, NamedCount
from aiev.store.reading.catalog import Totals

_WIDEST = 100
_GAP = "  "
_KINDS = {
    "paper": "papers", "code": "repositories", "web": "pages", "placeholder": "without an address",
}  # fmt: skip


def show(run: Run, totals: Totals) -> None:
    """Print one count a line for programs: `name⇥count`; for people five figures and a sentence."""
    if run.output.is_terminal:
        _head(run, totals)
        return
    run.output.rows(
        [
            ("papers", totals.papers),
            ("papers on arXiv", totals.arxiv_papers),
            ("papers with an abstract", totals.with_abstract),
            ("papers without a date", totals.without_date),
            ("papers without an organization", totals.without_organization),
            *(
                [
                    ("papers with known citations", totals.with_citations),
                    ("citations", totals.citations),
                ]
                if totals.with_citations
                else []
            ),
            ("entries", totals.entries),
            ("topics", totals.topics),
            ("lists", totals.lists),
            ("organizations", totals.organizations),
            ("authors", totals.authors),
            *((f"kind {count.name}", count.papers) for count in totals.by_kind),
            *((f"state {count.name}", count.papers) for count in totals.by_state),
            *((f"enrichment {count.name}", count.papers) for count in totals.by_enrichment),
            *((f"year {year}", papers) for year, papers in _years(totals.by_month)),
        ]
    )


def _head(run: Run, totals: Totals) -> None:
    figures = [
        (f"{count:,}", noun if count != 1 else noun.removesuffix("s"))
        for count, noun in (
            (totals.papers, "papers"),
            (totals.topics, "topics"),
            (totals.lists, "lists"),
            (totals.organizations, "organizations"),
            (totals.authors, "authors"),
        )
    ]
    ink, say, columns = run.output.ink, run.output.line, min(run.output.width, _WIDEST)
    widths = [max(map(len, figure)) for figure in figures]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= columns:
        for texts, style in zip(zip(*figures, strict=True), ("bold", "dim"), strict=True):
            cells = (f"{text:>{wide}}" for text, wide in zip(texts, widths, strict=True))
            say(ink.paint(_GAP.join(cells), style))
    else:
        digits = max(len(count) for count, _ in figures)
        for count, noun in figures:
            say(f"{ink.paint(f'{count:>{digits}}', 'bold')} {noun}")
    say()
    for line in wrapped("; ".join(_known(totals)), columns):
        say(line)
    say()


def _known(totals: Totals) -> Iterator[str]:
    """Yield what is known of how many papers, and what the user keeps of them."""
    if not totals.papers:
        return
    if len(totals.by_kind) > 1:
        kinds = ((count.papers, _KINDS.get(count.name, count.name)) for count in totals.by_kind)
        yield ", ".join(f"{papers:,} {called}" for papers, called in kinds)
    dated = totals.papers - totals.without_date
    named = totals.papers - totals.without_organization
    yield (
        f"{totals.arxiv_papers:,} on arXiv, {totals.with_abstract:,} with an abstract,"
        f" {dated:,} with a date, {named:,} with an organization"
    )
    if totals.with_citations:
        yield f"{totals.with_citations:,} are cited {totals.citations:,} times, as far as known"
    waiting = {count.name: count.papers for count in totals.by_enrichment}.get("pending", 0)
    if waiting:
        yield f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for `aiev enrich`"
    if totals.by_state:
        states = (f"{count.papers:,} {count.name}" for count in totals.by_state)
        yield f"yours: {', '.join(states)}"


def as_json(totals: Totals) -> Json:
    """Return the totals as plain values."""
    return {
        "schema": SCHEMA,
        "papers": totals.papers,
        "arxiv_papers": totals.arxiv_papers,
        "entries": totals.entries,
        "topics": totals.topics,
        "lists": totals.lists,
        "organizations": totals.organizations,
        "authors": totals.authors,
        "with_abstract": totals.with_abstract,
        "without_date": totals.without_date,
        "without_organization": totals.without_organization,
        "with_citations": totals.with_citations,
        "citations": totals.citations,
        "by_kind": _counts(totals.by_kind),
        "by_state": _counts(totals.by_state),
        "by_enrichment": _counts(totals.by_enrichment),
        "by_category": _counts(totals.by_category),
        "by_month": _counts(totals.by_month),
    }


def _counts(counts: Sequence[NamedCount]) -> dict[str, int]:
    return {count.name: count.papers for count in counts}


def _years(months: Sequence[NamedCount]) -> list[tuple[str, int]]:
    years: dict[str, int] = {}
    for month in months:
        years[month.name[:4]] = years.get(month.name[:4], 0) + month.papers
    return sorted(years.items())
