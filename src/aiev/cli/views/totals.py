"""The size of the knowledge base in words, lines or JSON."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import SCHEMA, Json, NamedCount
from aiev.store.reading.catalog import Totals


def show(run: Run, totals: Totals) -> None:
    """Print one count a line; `name⇥count` in a pipe."""
    rows: list[tuple[str, int]] = [
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
    if not run.output.is_terminal:
        run.output.rows(rows)
        return
    run.output.table(
        [Column("count", justify="right", style="bold"), Column("of")],
        [(count, name) for name, count in rows],
    )


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
