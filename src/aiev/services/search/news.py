"""What is new for saved questions: papers that came in, or changed, since the user last looked."""

from collections.abc import Sequence
from datetime import date

from aiev.domain.change import Change
from aiev.domain.knowledge import Paper
from aiev.services.search import saved_questions
from aiev.services.search.advice import Advice
from aiev.services.search.run_query import select
from aiev.services.search.saved_questions import SavedQuestion
from aiev.store.reading import questions as store
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class News:
    """What is new for a question: `came` are papers that answer it now and had not been seen.

    `changed` are papers that had, with what was noticed of each since then. `seen` is what to note
    once the user has seen all of it.
    """

    question: SavedQuestion
    came: tuple[Paper, ...]
    changed: tuple[tuple[Paper, tuple[Change, ...]], ...]
    seen: dict[int, int]
    advice: Advice


def news(reader: Reader, names: Sequence[str], *, today: date) -> tuple[News, ...]:
    """Return what is new for the questions of these names, or for all, the newest papers first.

    Raises NotFoundError for a name under which none is saved.
    """
    # What is told and what counts as seen are read from one state of the database: a change that
    # another command notes meanwhile is told the next time.
    reader.connection.execute("begin")
    wanted = [saved_questions.find(reader, saved_questions.check_name(name)) for name in names]
    return tuple(
        _of(reader, one, today=today) for one in wanted or saved_questions.all_saved(reader)
    )


def _of(reader: Reader, question: SavedQuestion, *, today: date) -> News:
    found = select(reader, question.words, filters=question.filters, sort="date", today=today)
    seen = store.seen(reader, question.name)
    came = [one for one in found.ids if one not in seen]
    known = {one: seen[one] for one in found.ids if one in seen}
    changes: dict[int, list[Change]] = {}
    for change in store.changes_since(reader, known):
        changes.setdefault(change.paper_id, []).append(change)
    changed = [one for one in found.ids if one in changes]
    return News(
        question,
        reader.papers(came),
        tuple((paper, tuple(changes[paper.id])) for paper in reader.papers(changed)),
        store.counted_changes(reader, [*came, *changed]),
        found.advice,
    )
