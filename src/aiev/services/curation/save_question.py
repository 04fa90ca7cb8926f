"""Saving a question under a name, and forgetting one."""

from dataclasses import dataclass
from datetime import date

from aiev.errors import NotFoundError
from aiev.query.filters import Filters
from aiev.services.search import saved_questions
from aiev.services.search.advice import NO_ADVICE, Advice
from aiev.services.search.run_query import select
from aiev.services.search.saved_questions import SavedQuestion
from aiev.store.reading import questions as store
from aiev.store.writing import question_writer
from aiev.store.writing.writer import Writer, reader_within


@dataclass(frozen=True, slots=True)
class Saved:
    """A question after saving: how many papers answer it now, and what its name asked before."""

    question: SavedQuestion
    papers: int
    before: SavedQuestion | None = None
    advice: Advice = NO_ADVICE


def save_question(
    writer: Writer,
    name: str,
    text: str,
    filters: Filters,
    *,
    today: date,
    is_dry_run: bool = False,
) -> Saved:
    """Save a question; the papers that answer it now count as seen.

    The same question under the same name stays as it is, with what was seen of it. Raises
    QueryError and UsageError as a search does, and for a question that asks for nothing.
    """
    name = saved_questions.check_name(name)
    saved_questions.check_asked(text, filters)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        reader = reader_within(session)
        text, filters = saved_questions.resolve(reader, text, filters)
        question = SavedQuestion(name, " ".join(text.split()), filters)
        known = {one.name: one for one in saved_questions.all_saved(reader)}
        found = select(reader, question.words, filters=filters, today=today)
        before = known.get(name)
        if before != question:
            stored = saved_questions.write_filters(filters)
            question_writer.save(session, name, question.words, stored)
            seen = store.counted_changes(reader, found.ids)
            question_writer.see(session, name, seen)
        return Saved(question, len(found.ids), before, found.advice)


def forget_question(writer: Writer, name: str, *, is_dry_run: bool = False) -> str:
    """Forget a question, and return its name; raises NotFoundError where none is saved so."""
    name = saved_questions.check_name(name)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        if not question_writer.remove(session, name):
            raise NotFoundError(
                f"no question is saved as this: @{name}", hint="`aiev save` shows those there are"
            )
    return name
