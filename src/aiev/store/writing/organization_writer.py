"""Writing organizations: the table that ships with aiev, the user's own, and who has which."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, text, update
from sqlmodel import Session, col, insert, select

from aiev.domain import organization
from aiev.domain.organization import Organization
from aiev.store.bookkeeping_tables import SettingTable
from aiev.store.tables import (
    IgnoredOrganizationTable,
    OrganizationAliasTable,
    OrganizationTable,
    PaperOrganizationTable,
)

_DIGEST = "organizations"


def sync(session: Session, organizations: Sequence[Organization], *, digest: str) -> None:
    """Bring the shipped organization table into the database, once for each `digest` of it.

    Adds and corrects, never deletes; an alias of the user wins over a shipped one.
    """
    stored = session.get(SettingTable, _DIGEST)
    if stored is not None and stored.value == digest:
        return
    ids = ids_by_name(session)
    new = [o for o in organizations if o.name not in ids]
    # Of a new one only the parent is not said by its own row.
    to_correct = [o for o in organizations if o.parent or o.name in ids]
    if new:
        # Past the ORM, which splits rows wherever another of their columns is empty.
        session.connection().execute(
            insert(OrganizationTable),
            [{"name": o.name, "kind": o.kind, "country": o.country, "ror": o.ror} for o in new],
        )
        ids = ids_by_name(session)
    if to_correct:
        session.connection().execute(
            update(OrganizationTable).where(col(OrganizationTable.name) == bindparam("called")),
            [
                {
                    "called": o.name,
                    "kind": o.kind,
                    "country": o.country,
                    "ror": o.ror,
                    "parent_id": ids.get(o.parent) if o.parent else None,
                }
                for o in to_correct
            ],
        )
    taken = set(
        session.exec(
            select(OrganizationAliasTable.key).where(OrganizationAliasTable.origin == "user")
        )
    )
    session.exec(
        delete(OrganizationAliasTable).where(col(OrganizationAliasTable.origin) == "table")
    )
    rows: dict[str, dict[str, object]] = {}
    for o in organizations:
        for alias in (o.name, *o.aliases):
            key = organization.key(alias)
            if key not in taken:
                rows.setdefault(key, _alias(alias, ids[o.name], origin="table"))
    if rows:
        session.connection().execute(insert(OrganizationAliasTable), list(rows.values()))
    session.merge(SettingTable(key=_DIGEST, value=digest))


def ids_by_name(session: Session) -> dict[str, int]:
    """Return the id of each organization by its canonical name."""
    rows = session.exec(select(OrganizationTable.name, OrganizationTable.id))
    return {name: key for name, key in rows if key is not None}


def add(session: Session, name: str) -> int:
    """Make an organization of the user's own, which the shipped table does not know."""
    row = OrganizationTable(name=name)
    session.add(row)
    session.flush()
    assert row.id is not None
    if session.get(OrganizationAliasTable, organization.key(name)) is None:
        session.exec(insert(OrganizationAliasTable), params=[_alias(name, row.id, origin="user")])
    return row.id


def replace(session: Session, found: Mapping[int, Sequence[str]], *, source: str) -> int:
    """Make each paper's organizations from `source` exactly the canonical names given.

    Writes only what differs, so that storing the same again changes nothing; returns for how many
    papers it did.
    """
    ids = ids_by_name(session)
    present: dict[int, list[int]] = {}
    for paper_id, organization_id in session.exec(
        select(PaperOrganizationTable.paper_id, PaperOrganizationTable.organization_id)
        .where(PaperOrganizationTable.source == source)
        .order_by(col(PaperOrganizationTable.position))
    ):
        present.setdefault(paper_id, []).append(organization_id)
    wanted = {
        paper_id: list(dict.fromkeys(ids[name] for name in names))
        for paper_id, names in found.items()
    }
    changed = [key for key, names in wanted.items() if names != present.get(key, [])]
    among = text("paper_id in (select value from json_each(:ids))")
    session.exec(
        delete(PaperOrganizationTable)
        .where(col(PaperOrganizationTable.source) == source)
        .where(among.bindparams(ids=json.dumps([key for key in changed if key in present])))
    )
    _insert(session, [row for key in changed for row in _rows(key, wanted[key], source=source)])
    return len(changed)


def append(session: Session, paper_id: int, organization_ids: Iterable[int], *, source: str) -> int:
    """Add organizations to a paper; returns how many it did not have from `source` yet."""
    present = set(
        session.exec(
            select(PaperOrganizationTable.organization_id).where(
                PaperOrganizationTable.paper_id == paper_id,
                PaperOrganizationTable.source == source,
            )
        )
    )
    new = [key for key in dict.fromkeys(organization_ids) if key not in present]
    _insert(session, _rows(paper_id, new, source=source, start=len(present)))
    return len(new)


def set_alias(session: Session, alias: str, organization_id: int) -> None:
    """Let a spelling lead to an organization by the user's word, whatever the table says."""
    session.merge(
        OrganizationAliasTable(
            key=organization.key(alias),
            alias=alias,
            organization_id=organization_id,
            origin="user",
        )
    )
    session.flush()


def ignore(session: Session, text: str) -> None:
    """Note that a text is no organization."""
    if not is_ignored(session, text):
        session.add(IgnoredOrganizationTable(key=organization.key(text), text=text))
        session.flush()


def is_ignored(session: Session, text: str) -> bool:
    """Return whether it is noted that a text is no organization."""
    return session.get(IgnoredOrganizationTable, organization.key(text)) is not None


def heed(session: Session, text: str) -> bool:
    """Forget that a text is no organization; return whether that was noted."""
    row = session.get(IgnoredOrganizationTable, organization.key(text))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def drop_alias(session: Session, alias: str) -> bool:
    """Drop a spelling of the user's; return whether there was one. `sync` restores the table's."""
    row = session.get(OrganizationAliasTable, organization.key(alias))
    if row is None or row.origin != "user":
        return False
    session.delete(row)
    digest = session.get(SettingTable, _DIGEST)
    if digest is not None:
        session.delete(digest)
    session.flush()
    return True


def merge(session: Session, one: int, into: int) -> None:
    """Give an organization's papers, aliases and parts to another, and forget it."""
    for paper_id, source in session.exec(
        select(PaperOrganizationTable.paper_id, PaperOrganizationTable.source).where(
            PaperOrganizationTable.organization_id == one
        )
    ).all():
        append(session, paper_id, [into], source=source)
    session.exec(
        update(OrganizationAliasTable)
        .where(col(OrganizationAliasTable.organization_id) == one)
        .values(organization_id=into)
    )
    session.exec(
        update(OrganizationTable)
        .where(col(OrganizationTable.parent_id) == one)
        .values(parent_id=into)
    )
    session.exec(delete(OrganizationTable).where(col(OrganizationTable.id) == one))
    session.expire_all()


def _rows(
    paper_id: int, organization_ids: Sequence[int], *, source: str, start: int = 0
) -> list[dict[str, object]]:
    return [
        {"paper_id": paper_id, "organization_id": key, "source": source, "position": position}
        for position, key in enumerate(organization_ids, start)
    ]


def _insert(session: Session, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        session.connection().execute(insert(PaperOrganizationTable), rows)


def _alias(alias: str, organization_id: int, *, origin: str) -> dict[str, object]:
    return {
        "key": organization.key(alias),
        "alias": alias,
        "organization_id": organization_id,
        "origin": origin,
    }
