"""How much there is of what was asked for, and how it spreads."""

from datetime import date

from aiev.query.filters import Filters
from aiev.services.advice import NO_ADVICE, Advice
from aiev.services.search import select
from aiev.store import catalog
from aiev.store.catalog import Totals
from aiev.store.narrowing import narrow
from aiev.store.reader import Reader
from aiev.store.spread import Spread, spread
from aiev.value import value

_EVERYTHING = Filters()


@value
class Stats:
    """The totals of the papers that were asked for, and how they spread."""

    totals: Totals
    spread: Spread
    advice: Advice = NO_ADVICE


def stats(reader: Reader, text: str, *, filters: Filters, limit: int, today: date) -> Stats:
    """Answer the totals, and the spread with `limit` names of each sort.

    Reads no more than the chosen papers afterwards: the reader is of no further use.
    Raises QueryError and UsageError as search does.
    """
    advice = NO_ADVICE
    if text.strip() or filters != _EVERYTHING:
        chosen = select(reader, text, filters=filters, sort="date", today=today)
        advice = chosen.advice
        narrow(reader.connection, chosen.ids)
    return Stats(
        catalog.totals(reader),
        spread(reader, limit=limit),
        advice,
    )
