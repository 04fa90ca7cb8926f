"""Writing history: papers looked at before a refresh and after it, and the difference kept."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import RowMapping, text
from sqlmodel import Session, insert

from aiev.domain.change import FIELDS, Change
from aiev.domain.paper import Enrichment
from aiev.store.tables_noted import PaperChangeTable

# The sign keeps SQLite from going through all papers of that state instead of the few named.
_LOOK = text(
    f"select id, arxiv_id, version as of_version, title as of_title, {', '.join(FIELDS)} from paper"
    " where arxiv_id in (select value from json_each(:ids)) and +enrichment = :state"
    " order by id"
)

Seen = Mapping[int, Mapping[str, str | None]]
"""What the fields of papers said, by the id of the paper."""


def look(session: Session, arxiv_ids: Iterable[str]) -> Seen:
    """Return what is known of these papers; one that was never described has no past."""
    return {row["id"]: _said(row) for row in _rows(session, arxiv_ids)}


def note(
    session: Session, before: Seen, arxiv_ids: Iterable[str], *, now: datetime
) -> tuple[Change, ...]:
    """Keep what differs from `before`, and answer it, by paper and then by field."""
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
