"""How papers spread, drawn for people and told to programs."""

from aiev.cli.run import Run
from aiev.domain.knowledge import Json, NamedCount
from aiev.store.reading.distribution import Distribution


def show(run: Run, spread: Distribution) -> None:
    """Draw the timeline and the names with most papers; in a pipe `month, topic, …⇥count`."""
    if not run.output.is_terminal:
        run.output.rows(_rows(spread))
        return
    run.output.timeline((one.month, one.series, one.papers) for one in spread.timeline)
    for title, counts in (
        ("top topics", spread.topics),
        ("top organizations", spread.organizations),
        ("top authors", spread.authors),
    ):
        run.output.bars(title, [(count.name, count.papers) for count in counts])
    if spread.cited:
        run.output.bars("most cited", [(one.title, one.count) for one in spread.cited])


def _rows(spread: Distribution) -> list[tuple[str, int]]:
    months: dict[str, int] = {}
    for one in spread.timeline:
        months[one.month] = months.get(one.month, 0) + one.papers
    named = {
        "topic": spread.topics, "organization": spread.organizations, "author": spread.authors,
    }  # fmt: skip
    return [
        *((f"month {month}", papers) for month, papers in months.items()),
        *(
            (f"{what} {count.name}", count.papers)
            for what, counts in named.items()
            for count in counts
        ),
        *((f"cited {one.title}", one.count) for one in spread.cited),
    ]


def as_json(spread: Distribution) -> Json:
    """Return the spread as plain values; `timeline` has the papers of each month and topic."""
    timeline: dict[str, dict[str, int]] = {}
    for one in spread.timeline:
        timeline.setdefault(one.month, {})[one.series] = one.papers
    return {
        "timeline": timeline,
        "top_topics": _counts(spread.topics),
        "top_organizations": _counts(spread.organizations),
        "top_authors": _counts(spread.authors),
        "most_cited": [
            {
                "id": one.id,
                "arxiv_id": one.arxiv_id,
                "title": one.title,
                "citations": one.count,
            }
            for one in spread.cited
        ],
    }


def _counts(counts: tuple[NamedCount, ...]) -> list[Json]:
    return [{"name": count.name, "papers": count.papers} for count in counts]
