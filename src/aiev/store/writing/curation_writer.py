"""Writing what the user keeps of papers: states, ratings, tags and notes, of many at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, select

from aiev.domain.merge import Difference
from aiev.domain.paper import State
from aiev.store.curation_tables import CurationTable
from aiev.store.tables import NoteTable, PaperTable

_AMONG = "in (select value from json_each(:ids))"
# A paper without state and rating has no row.
_PUT = """
insert into curation (paper_id, {0})
select value, :value from json_each(:ids) where true
on conflict (paper_id) do update set {0} = excluded.{0} where {0} is not excluded.{0}
"""
_TAKE_OUT = f"update curation set {{0}} = null where paper_id {_AMONG} and {{0}} is not null"
_EMPTY = f"delete from curation where paper_id {_AMONG} and state is null and rating is null"
_CHANGING = """
select value from json_each(:ids)
where value not in (select paper_id from curation where {0} is :value)
"""
_HOLDING = f"select paper_id from curation where paper_id {_AMONG} and {{0}} is not null"
_TAGGED = f"""
select paper_id
from paper_tag join tag on tag.id = tag_id
where tag.name = :name and paper_id {_AMONG}
"""
_UNTAG = f"""
delete from paper_tag
where tag_id = (select id from tag where name = :name) and paper_id {_AMONG}
"""
_FORGET_TAG = "delete from tag where name = :name and id not in (select tag_id from paper_tag)"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user keeps of one paper."""

    state: str | None
    rating: int | None
    tags: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def told(self) -> str:
        """All of it in words, empty where there is nothing."""
        parts = [
            f"state {self.state}" if self.state else "",
            f"rating {self.rating}" if self.rating else "",
            f"tags {', '.join(self.tags)}" if self.tags else "",
            *(f"note “{note}”" for note in self.notes),
        ]
        return "; ".join(filter(None, parts))


def overruled(gone: Kept, stays: Kept) -> tuple[str, ...]:
    """Return a sentence for each of a paper's that became a part of one with another.

    `gone` is what was kept of the first before, `stays` what is of the one paper now.
    """
    pairs = (("state", gone.state, stays.state), ("rating", gone.rating, stays.rating))
    return tuple(
        [
            f"the {field} of the other was {theirs}; {ours} is kept"
            for field, theirs, ours in pairs
            if theirs not in (None, ours)
        ]
    )


def kept(session: Session, paper_id: int) -> Kept:
    """Return what the user keeps of a paper."""
    row = session.get(CurationTable, paper_id)
    tags = session.connection().scalars(
        text(
            "select name from paper_tag join tag on tag.id = tag_id"
            " where paper_id = :id order by name"
        ),
        {"id": paper_id},
    )
    notes = session.exec(
        select(NoteTable.text).where(NoteTable.paper_id == paper_id).order_by(col(NoteTable.id))
    )
    state, rating = (row.state, row.rating) if row else (None, None)
    return Kept(state, rating, tuple(tags), tuple(notes))


def set_state(session: Session, ids: Sequence[int], state: State | None) -> frozenset[int]:
    """Give papers a state, or none; return those that had another."""
    return _set(session, ids, "state", None if state is None else state.value)


def set_rating(session: Session, ids: Sequence[int], rating: int | None) -> frozenset[int]:
    """Give papers a rating, or none; return those that had another."""
    return _set(session, ids, "rating", rating)


def remove_tag(session: Session, ids: Sequence[int], name: str) -> frozenset[int]:
    """Take a tag off papers; return those that had it. A tag that no paper has is forgotten."""
    values = {"ids": json.dumps(list(ids)), "name": name}
    connection = session.connection()
    had = frozenset(connection.scalars(text(_TAGGED), values))
    if had:
        connection.execute(text(_UNTAG), values)
        connection.execute(text(_FORGET_TAG), {"name": name})
    return had


def remove_note(session: Session, paper_id: int, number: int) -> str | None:
    """Remove the note of this number, counted from 1 as `show` does; return it, if there is one."""
    rows = session.exec(
        select(NoteTable).where(NoteTable.paper_id == paper_id).order_by(col(NoteTable.id))
    ).all()
    if not 1 <= number <= len(rows):
        return None
    row = rows[number - 1]
    session.delete(row)
    session.flush()
    return row.text


def join(session: Session, stays: int, goes: int) -> tuple[Difference, ...]:
    """Give a paper the state and rating of another where it has none; return where both had one.

    What the paper that stays has is kept.
    """
    session.flush()
    theirs = session.get(CurationTable, goes)
    return fill(session, stays, theirs.state, theirs.rating) if theirs else ()


def fill(
    session: Session, paper_id: int, state: str | None, rating: int | None
) -> tuple[Difference, ...]:
    """Give a paper a state and a rating where it has none; return what it has otherwise."""
    own = session.get(CurationTable, paper_id) or CurationTable(paper_id=paper_id)
    differences = []
    for field, value in (("state", state), ("rating", rating)):
        here = getattr(own, field)
        if value is not None and here is None:
            setattr(own, field, value)
        elif value not in (None, here):
            row = session.get_one(PaperTable, paper_id)
            about = row.arxiv_id or row.title
            differences.append(Difference(about, field, str(here), str(value)))
    if own.state is not None or own.rating is not None:
        session.add(own)
        session.flush()
    return tuple(differences)


def _set(
    session: Session, ids: Sequence[int], field: str, value: str | int | None
) -> frozenset[int]:
    values = {"ids": json.dumps(list(ids)), "value": value}
    connection = session.connection()
    if value is None:
        changed = frozenset(connection.scalars(text(_HOLDING.format(field)), values))
        connection.execute(text(_TAKE_OUT.format(field)), values)
        connection.execute(text(_EMPTY), values)
    else:
        changed = frozenset(connection.scalars(text(_CHANGING.format(field)), values))
        connection.execute(text(_PUT.format(field)), values)
    session.expire_all()
    return changed
