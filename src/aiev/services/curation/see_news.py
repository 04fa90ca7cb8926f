"""Noting that the user has seen what is new for saved questions."""

from collections.abc import Iterable

from aiev.services.search.news import News
from aiev.store.writing import question_writer
from aiev.store.writing.writer import Writer


def see(writer: Writer, found: Iterable[News]) -> None:
    """Note that all of it was seen; what came or changed meanwhile is told the next time."""
    with writer.transaction() as session:
        for one in found:
            question_writer.see(session, one.question.name, one.seen)
