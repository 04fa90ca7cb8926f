"""Counts of the papers that were asked for, and how they spread over topics, years and so on."""

from datetime import date

from aiev.query.filters import Filters
from aiev.services.search.advice import NO_ADVICE, Advice
from aiev.services.search.run_query import select
from aiev.store.reading import catalog
from aiev.store.reading.catalog import Totals
from aiev.store.reading.distribution import Distribution, distribution, restrict_to
from aiev.store.reading.reader import Reader
from aiev.value import value

_EVERYTHING = Filters()


@value
class Stats:
    """The totals of the papers that were asked for, and how they spread."""

    totals: Totals
    spread: Distribution
    advice: Advice = NO_ADVICE


def stats(reader: Reader, text: str, *, filters: Filters, limit: int, today: date) -> Stats:
    """Return the totals, and the spread with at most `limit` names of each kind.

    Afterwards the reader sees only the chosen papers: do not use it for anything else.
    Raises QueryError and UsageError as search does.
    """
    advice = NO_ADVICE
    if text.strip() or filters != _EVERYTHING:
        chosen = select(reader, text, filters=filters, sort="date", today=today)
        advice = chosen.advice
        restrict_to(reader.connection, chosen.ids)
    return Stats(
        catalog.totals(reader),
        distribution(reader, limit=limit),
        advice,
    )
