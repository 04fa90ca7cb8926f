"""Taking the user's own organizations and spellings of another knowledge base in."""

from sqlmodel import Session, select

from aiev.domain import organization
from aiev.domain.backup_record import NoOrganizationRecord, OrganizationRecord
from aiev.domain.merge import Difference
from aiev.store.tables import OrganizationAliasTable, OrganizationTable
from aiev.store.writing import organization_writer

_NONE = "no organization"


def take(session: Session, record: OrganizationRecord) -> tuple[bool, tuple[Difference, ...]]:
    """Add an organization and its spellings; say whether it was new, and what differs."""
    row = _find(session, record.name)
    is_new = row is None
    if row is None:
        row = OrganizationTable(
            name=record.name, kind=record.kind, country=record.country, ror=record.ror
        )
        session.add(row)
        session.flush()
    if row.parent_id is None and record.parent is not None:
        # A parent may have its own record further down.
        parent = _find(session, record.parent)
        row.parent_id = parent.id if parent else organization_writer.add(session, record.parent)
    row.kind, row.country = row.kind or record.kind, row.country or record.country
    row.ror = row.ror or record.ror
    session.flush()
    assert row.id is not None, "flushed"
    differences = []
    for alias in record.aliases:
        present = session.get(OrganizationAliasTable, organization.key(alias))
        if organization_writer.is_ignored(session, alias):
            differences.append(Difference(alias, "organization", _NONE, record.name))
        elif present is None or (present.origin != "user"):
            organization_writer.set_alias(session, alias, row.id)
        elif present.organization_id != row.id:
            own = session.get_one(OrganizationTable, present.organization_id).name
            differences.append(Difference(alias, "organization", own, record.name))
    return is_new, tuple(differences)


def take_ignored(session: Session, record: NoOrganizationRecord) -> tuple[Difference, ...]:
    """Note that a text is no organization; return where the user says here that it is one."""
    key = organization.key(record.text)
    present = session.get(OrganizationAliasTable, key)
    if present is not None and present.origin == "user":
        own = session.get_one(OrganizationTable, present.organization_id).name
        return (Difference(record.text, "organization", own, _NONE),)
    if key:
        organization_writer.ignore(session, record.text)
    return ()


def _find(session: Session, name: str) -> OrganizationTable | None:
    return session.exec(select(OrganizationTable).where(OrganizationTable.name == name)).first()
