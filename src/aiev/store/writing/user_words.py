"""Writing the user's tags and notes of many papers at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, insert

from aiev.store.tables import NoteTable

_MAKE_TAGS = """
insert into tag (name)
select value from json_each(:names) where true
on conflict (name) do nothing
"""
_PUT_TAGS = """
insert or ignore into paper_tag (paper_id, tag_id)
select pair.value ->> 0, tag.id
from json_each(:pairs) as pair join tag on tag.name = pair.value ->> 1
"""
_NOTES = "select paper_id, text from note where paper_id in (select value from json_each(:ids))"


def add_tags(session: Session, tags: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Put tags on papers that do not have them yet; return the papers that got one."""
    pairs = [[key, name] for key, names in tags.items() for name in dict.fromkeys(names)]
    if not pairs:
        return frozenset()
    connection = session.connection()
    before = _counted(session, tags)
    names = json.dumps(list(dict.fromkeys(name for _, name in pairs)))
    connection.execute(text(_MAKE_TAGS), {"names": names})
    connection.execute(text(_PUT_TAGS), {"pairs": json.dumps(pairs)})
    after = _counted(session, tags)
    return frozenset(key for key, count in after.items() if count != before.get(key, 0))


def add_notes(
    session: Session, notes: Mapping[int, Sequence[str]], *, now: datetime
) -> frozenset[int]:
    """Add notes that the papers do not have yet; return the papers that got one."""
    if not notes:
        return frozenset()
    ids = {"ids": json.dumps(sorted(notes))}
    present = {tuple(row) for row in session.connection().execute(text(_NOTES), ids)}
    stamp = now.isoformat(timespec="seconds")
    rows = [
        {"paper_id": key, "text": note, "created_at": stamp}
        for key, texts in notes.items()
        for note in dict.fromkeys(texts)
        if (key, note) not in present
    ]
    if rows:
        session.connection().execute(insert(NoteTable), rows)
    return frozenset(row["paper_id"] for row in rows if isinstance(row["paper_id"], int))


def _counted(session: Session, tags: Mapping[int, Sequence[str]]) -> dict[int, int]:
    rows = session.connection().execute(
        text(
            "select paper_id, count(*) from paper_tag"
            " where paper_id in (select value from json_each(:ids)) group by paper_id"
        ),
        {"ids": json.dumps(sorted(tags))},
    )
    return dict(map(tuple, rows))
