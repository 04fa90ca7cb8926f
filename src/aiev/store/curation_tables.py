"""The tables of what a reader keeps: states and ratings of papers, and saved questions.

They follow the rules of `tables`. Tags and notes, which are older, stand there.
"""

from sqlmodel import Field

from aiev.store.tables import Table


class CurationTable(Table, table=True):
    """How far the user is with a paper, and what it is worth; a paper without either has no row.

    `state` is one of domain.paper.State, `rating` a number from 1 to 5.
    """

    __tablename__ = "curation"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    state: str | None = None
    rating: int | None = None


class QuestionTable(Table, table=True):
    """A question under a name: the words of a search, and its filters as a JSON object."""

    __tablename__ = "question"

    name: str = Field(primary_key=True)
    words: str
    filters: str


class QuestionPaperTable(Table, table=True):
    """A paper that answered a question when the user last looked.

    `changes` is how many rows of `paper_change` it had then.
    """

    __tablename__ = "question_paper"

    question: str = Field(foreign_key="question.name", primary_key=True, ondelete="CASCADE")
    paper_id: int = Field(foreign_key="paper.id", primary_key=True, index=True, ondelete="CASCADE")
    changes: int
