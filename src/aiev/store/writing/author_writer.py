"""Writing who wrote which papers."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import text
from sqlmodel import Session, col, delete, insert, select

from aiev.domain.arxiv_record import Author
from aiev.store.tables import AuthorshipTable, AuthorTable

_AMONG = "authorship.paper_id in (select value from json_each(:ids))"
_OF_LISTS = """
select id from paper
where id in (select value from json_each(:ids)) and enrichment <> 'done'
    and not exists (select 1 from statement where paper_id = paper.id and field = 'author')
"""
MANY = 50
"""From so many authors of one paper on the triggers rest.

They write all names anew with each author: for thousands that takes their square.
"""

_Names = list[tuple[str, str | None]]


def replace(session: Session, authors: Mapping[int, Sequence[Author]]) -> None:
    """Make the authors of each paper exactly these; what is so already is not written again."""
    wanted: dict[int, _Names] = {
        paper_id: [(one.name, "; ".join(one.affiliations) or None) for one in each]
        for paper_id, each in authors.items()
    }
    present = _present(session, wanted)
    changed = {key: names for key, names in wanted.items() if names != present.get(key, [])}
    if not changed:
        return
    ids = _ensure(session, dict.fromkeys(name for names in changed.values() for name, _ in names))
    among = text(_AMONG).bindparams(ids=json.dumps(list(changed)))
    session.exec(delete(AuthorshipTable).where(among))
    rows = [
        {
            "paper_id": paper_id,
            "position": position,
            "author_id": ids[name],
            "affiliation": affiliation,
        }
        for paper_id, names in changed.items()
        for position, (name, affiliation) in enumerate(names)
    ]
    if rows:
        session.exec(insert(AuthorshipTable), params=rows)


def of_lists(session: Session, paper_ids: Iterable[int]) -> frozenset[int]:
    """Return the papers whose authors no source tells: what is known of them is from lists."""
    ids = {"ids": json.dumps(list(paper_ids))}
    return frozenset(session.connection().scalars(text(_OF_LISTS), ids))


def _present(session: Session, paper_ids: Iterable[int]) -> dict[int, _Names]:
    found: dict[int, _Names] = {}
    for paper_id, name, affiliation in session.exec(
        select(AuthorshipTable.paper_id, AuthorTable.name, AuthorshipTable.affiliation)
        .join(AuthorTable)
        .where(text(_AMONG).bindparams(ids=json.dumps(list(paper_ids))))
        .order_by(col(AuthorshipTable.paper_id), col(AuthorshipTable.position))
    ):
        found.setdefault(paper_id, []).append((name, affiliation))
    return found


def _ensure(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Return the id of each name, which is made where there is none."""
    wanted = list(names)
    ids = _ids(session, wanted)
    new = [{"name": name} for name in wanted if name not in ids]
    if new:
        session.exec(insert(AuthorTable), params=new)
        ids = _ids(session, wanted)
    return ids


def _ids(session: Session, names: Sequence[str]) -> dict[str, int]:
    rows = session.connection().execute(
        text("select name, id from author where name in (select value from json_each(:names))"),
        {"names": json.dumps(names)},
    )
    return dict(map(tuple, rows))
