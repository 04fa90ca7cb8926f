"""Writing saved questions, and what the user has seen of them."""

import json
from collections.abc import Mapping

from sqlalchemy import text
from sqlmodel import Session, col, delete

from aiev.store.curation_tables import QuestionPaperTable, QuestionTable

# A paper or a question may have gone since it was looked at.
_SEE = """
insert into question_paper (question, paper_id, changes)
select question.name, paper.id, seen.value
from json_each(:seen) as seen
join paper on paper.id = seen.key
join question on question.name = :question
where true
on conflict (question, paper_id) do update set changes = excluded.changes
"""


def save(session: Session, name: str, words: str, filters: str) -> None:
    """Save a question under a name; another one of that name makes place, with what was seen."""
    session.exec(delete(QuestionPaperTable).where(col(QuestionPaperTable.question) == name))
    row = session.get(QuestionTable, name) or QuestionTable(name=name, words="", filters="")
    row.words, row.filters = words, filters
    session.add(row)
    session.flush()


def remove(session: Session, name: str) -> bool:
    """Remove a question; return whether there was one."""
    row = session.get(QuestionTable, name)
    if row is not None:
        session.exec(delete(QuestionPaperTable).where(col(QuestionPaperTable.question) == name))
        session.delete(row)
        session.flush()
    return row is not None


def see(session: Session, name: str, seen: Mapping[int, int]) -> None:
    """Note that the user has seen papers of a question, with how many changes each had then."""
    values = {"question": name, "seen": json.dumps(dict(seen))}
    session.connection().execute(text(_SEE), values)
