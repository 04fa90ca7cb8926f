"""Writing the history of papers: what asking again has changed, and how often it was in vain."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import RowMapping, text
from sqlmodel import Session, insert

from aiev.domain.change import FIELDS, Change
from aiev.domain.paper import Enrichment
from aiev.store.bookkeeping_tables import PaperChangeTable

# The sign keeps SQLite from going through all papers of that state instead of the few named.
_LOOK = text(
    f"select id, arxiv_id, version as of_version, title as of_title, {', '.join(FIELDS)} from paper"
    " where arxiv_id in (select value from json_each(:ids)) and +enrichment = :state"
    " order by id"
)

_COUNT_FAILURE = text(
    "insert into attempt (paper_id, source, tries, reason, tried_at)"
    " select id, :source, 1, :reason, :now from paper where arxiv_id = :arxiv_id"
    " on conflict (paper_id, source)"
    " do update set tries = tries + 1, reason = excluded.reason, tried_at = excluded.tried_at"
)
_FORGET_FAILURES = text(
    "delete from attempt where source = :source and paper_id in"
    " (select id from paper where arxiv_id in (select value from json_each(:ids)))"
)

Seen = Mapping[int, Mapping[str, str | None]]
"""What the fields of papers said, by the id of the paper."""


def read_before(session: Session, arxiv_ids: Iterable[str]) -> Seen:
    """Return what is known of papers before they are asked for again, of those once described."""
    return {row["id"]: _said(row) for row in _rows(session, arxiv_ids)}


def record_changes(
    session: Session, before: Seen, arxiv_ids: Iterable[str], *, now: datetime
) -> tuple[Change, ...]:
    """Store what differs from `before`; returns it, by paper and then by field."""
    changes: list[Change] = []
    stamp = now.isoformat(timespec="seconds")
    for row in _rows(session, arxiv_ids) if before else ():
        if row["id"] not in before:
            continue
        past, present = before[row["id"]], _said(row)
        changes += [
            Change(
                paper_id=row["id"],
                arxiv_id=row["arxiv_id"],
                title=row["of_title"],
                version=row["of_version"],
                field=field,
                before=past[field],
                after=present[field],
                noticed_at=stamp,
            )
            for field in FIELDS
            if past[field] != present[field]
        ]
    if changes:
        session.exec(
            insert(PaperChangeTable),
            params=[
                {
                    "paper_id": change.paper_id,
                    "version": change.version,
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                    "noticed_at": change.noticed_at,
                }
                for change in changes
            ],
        )
    return tuple(changes)


def count_failures(
    session: Session, reasons: Mapping[str, str], *, source: str, now: datetime
) -> None:
    """Count one more try in vain for each arXiv id, for the reason given."""
    if reasons:
        session.connection().execute(
            _COUNT_FAILURE,
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


def forget_failures(session: Session, arxiv_ids: Iterable[str], *, source: str) -> None:
    """Drop the count of papers that the source has answered for."""
    session.connection().execute(
        _FORGET_FAILURES, {"source": source, "ids": json.dumps(list(arxiv_ids))}
    )


def _rows(session: Session, arxiv_ids: Iterable[str]) -> list[RowMapping]:
    session.flush()
    found = session.connection().execute(
        _LOOK, {"ids": json.dumps(list(arxiv_ids)), "state": Enrichment.DONE}
    )
    return list(found.mappings())


def _said(row: RowMapping) -> dict[str, str | None]:
    said = {field: None if row[field] is None else str(row[field]) for field in FIELDS}
    said["withdrawn"] = "yes" if row["withdrawn"] else "no"
    return said
