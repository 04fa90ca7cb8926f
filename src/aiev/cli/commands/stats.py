"""`aiev stats`: how much there is, or there is of what one asks for, and how it spreads."""

from aiev.cli.parsing.options import Argument, AsJson, Filtering, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated, Unpack

Words = Annotated[
    tuple[str, ...],
    Argument("Count only the papers that match, as search does.", "[WORDS]...", is_query=True),
]
Top = Annotated[
    int, Option(("-n", "--limit"), "So many topics, organizations and authors.", "N", minimum=0)
]


def stats(
    run: Run,
    words: Words = (),
    *,
    limit: Top = 10,
    as_json: AsJson = False,
    **filters: Unpack[Filtering],
) -> None:
    """Show how much there is, what is missing, and when and by whom it came.

    With words and filters, of the papers that have all of them:
    aiev stats moe offloading --since 2024
    """
    from datetime import date

    from aiev.cli.views import advice, totals
    from aiev.cli.views import spread as view
    from aiev.query.filters import Filters
    from aiev.services.search.stats import stats as count
    from aiev.store.reading.reader import open_reader

    text, chosen = " ".join(words), Filters(**filters)
    if "@" in text:
        from aiev.cli.jobs import saved

        text, chosen = saved.asked(run, text, chosen)
    with open_reader(run.settings.database_path) as reader:
        found = count(
            reader,
            text,
            filters=chosen,
            limit=limit,
            today=date.today(),
        )
    advice.show(run, found.advice)
    if as_json:
        run.output.json({**totals.as_json(found.totals), **view.as_json(found.spread)})
        return
    totals.show(run, found.totals)
    view.show(run, found.spread)
