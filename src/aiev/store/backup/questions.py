"""Taking the saved questions of another knowledge base in."""

from sqlmodel import Session

from aiev.domain.backup_record import QuestionRecord
from aiev.domain.merge import Difference
from aiev.store.curation_tables import QuestionTable


def take(session: Session, record: QuestionRecord) -> tuple[bool, tuple[Difference, ...]]:
    """Add a question unless there is one of its name; say whether it was new, and what differs."""
    row = session.get(QuestionTable, record.name)
    if row is None:
        session.add(QuestionTable(name=record.name, words=record.words, filters=record.filters))
        session.flush()
        return True, ()
    own, other = (row.words, row.filters), (record.words, record.filters)
    if own == other:
        return False, ()
    return False, (Difference(f"@{record.name}", "question", " ".join(own), " ".join(other)),)
