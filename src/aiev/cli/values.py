"""Values of options read into what the services take."""

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError


def date_value(text: str | None) -> PartialDate | None:
    """Read a date option: a year, a month or a day."""
    if text is None:
        return None
    try:
        return partial_date.parse(text)
    except ValueError:
        raise UsageError(
            f"not a date: {text}", hint="write it like 2024, 2024-11 or 2024-11-18"
        ) from None
