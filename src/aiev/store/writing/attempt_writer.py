"""Writing how often papers were asked for in vain."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

_NOTE = text(
    "insert into attempt (paper_id, source, tries, reason, tried_at)"
    " select id, :source, 1, :reason, :now from paper where arxiv_id = :arxiv_id"
    " on conflict (paper_id, source)"
    " do update set tries = tries + 1, reason = excluded.reason, tried_at = excluded.tried_at"
)
_FORGET = text(
    "delete from attempt where source = :source and paper_id in"
    " (select id from paper where arxiv_id in (select value from json_each(:ids)))"
)


def note(session: Session, reasons: Mapping[str, str], *, source: str, now: datetime) -> None:
    """Count one more try in vain for each arXiv id, for the reason given."""
    if reasons:
        session.connection().execute(
            _NOTE,
            [
                {
                    "arxiv_id": arxiv_id,
                    "source": source,
                    "reason": reason,
                    "now": now.isoformat(timespec="seconds"),
                }
                for arxiv_id, reason in reasons.items()
            ],
        )


def forget(session: Session, arxiv_ids: Iterable[str], *, source: str) -> None:
    """Drop the count of papers that the source has answered for."""
    session.connection().execute(_FORGET, {"source": source, "ids": json.dumps(list(arxiv_ids))})
