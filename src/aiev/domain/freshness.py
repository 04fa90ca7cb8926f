"""Which of two words on a paper is the later one: a snapshot can be older than what is stored."""

from datetime import datetime

from aiev.domain.arxiv_record import ArxivRecord


def is_news(record: ArxivRecord, *, version: int | None, fetched_at: str | None) -> bool:
    """Say whether the record may know better than a paper of this version, asked for at that time.

    A source that answers for the present always does. Of another version the higher one knows
    better; of the same one, a record that was changed after the day of asking.
    """
    if record.as_of is None:
        return True
    theirs, ours = record.arxiv_id.version or 0, version or 0
    if theirs != ours:
        return theirs > ours
    return fetched_at is None or record.as_of.isoformat() > fetched_at[:10]


def known_at(record: ArxivRecord, now: datetime) -> str:
    """Return the moment for which the record speaks, in UTC, ISO 8601."""
    if record.as_of is not None:
        return f"{record.as_of.isoformat()}T00:00:00+00:00"
    return now.isoformat(timespec="seconds")
