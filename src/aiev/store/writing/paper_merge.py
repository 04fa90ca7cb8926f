"""Making one paper of two: entries and all that is said move, the address is kept."""

from sqlalchemy import text
from sqlmodel import Session

from aiev.domain.merge import Difference
from aiev.domain.paper_fields import METADATA
from aiev.store.tables import PaperAddressTable, PaperTable
from aiev.store.writing import author_writer, citation_writer, curation_writer

_NOTHING = (None, "")
# All tables that tell of papers, by the schema, so that a new one is not forgotten here.
_TABLES = """
select m.name from sqlite_master as m join pragma_foreign_key_list(m.name) as k
where m.type = 'table' and k."table" = 'paper' and k."from" = 'paper_id'
order by m.name
"""
_HAS_AUTHORS = "select exists (select 1 from authorship where paper_id = :kept)"


def merge(session: Session, kept: int, gone: int) -> tuple[Difference, ...]:
    """Make the second paper a part of the first; what both have of a kind stays the first's.

    The caller settles the first then. Returns where the user says otherwise of the second.
    """
    values = {"kept": kept, "gone": gone}
    connection = session.connection()
    differences = curation_writer.join(session, kept, gone)
    if author_writer.of_lists(session, [kept]):
        # They are worked out again from the entries of both, where the other's tell no better.
        author_writer.replace(session, {kept: ()})
    has_authors = connection.execute(text(_HAS_AUTHORS), values).scalar_one()
    for table in connection.scalars(text(_TABLES)).all():
        # Two orders of authors would be mixed into one, and words go with their paper's text.
        if table != "paper_words" and (table != "authorship" or not has_authors):
            connection.execute(
                text(f"update or ignore {table} set paper_id = :kept where paper_id = :gone"),
                values,
            )
    citation_writer.settle(session, [kept])
    session.expire_all()
    first, second = session.get_one(PaperTable, kept), session.get_one(PaperTable, gone)
    if not first.abstract:
        first.tex_abstract = second.tex_abstract
    for field in METADATA:
        # A version and what goes with it are those of the arXiv paper alone.
        if field.metadata == "any" and getattr(first, field.name) in _NOTHING:
            setattr(first, field.name, getattr(second, field.name))
    # Of other authors than the paper's the parts say nothing.
    if first.name_parts is None:
        first.name_parts = second.name_parts
    if second.has_user_title and not first.has_user_title:
        first.title, first.has_user_title = second.title, True
    if second.has_user_date and not first.has_user_date:
        first.issued, first.issued_low = second.issued, second.issued_low
        first.issued_high, first.has_user_date = second.issued_high, True
    identity, url = second.identity, second.url
    session.delete(second)
    session.add(PaperAddressTable(identity=identity, paper_id=kept, url=url))
    session.flush()
    return differences


def arxiv_id(session: Session, paper_id: int) -> str | None:
    """Return the arXiv id of a paper."""
    return session.get_one(PaperTable, paper_id).arxiv_id
