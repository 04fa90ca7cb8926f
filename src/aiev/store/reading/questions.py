"""Reading saved questions, and which of their papers the user has seen."""

import json
from collections.abc import Iterable, Mapping

from aiev.domain.change import Change
from aiev.store.reading.reader import Reader
from aiev.value import value

# What was noticed of a paper beyond the first so many changes.
_CHANGES = """
select paper_id, arxiv_id, title, noticed.version, field, before, after, noticed_at
from (
    select *, row_number() over (partition by paper_id order by id) as number from paper_change
) as noticed
join paper on paper.id = paper_id
join json_each(?) as seen on seen.key = paper_id and noticed.number > seen.value
order by paper_id, noticed.id
"""


@value
class StoredQuestion:
    """A question under its name: the words of a search, and its filters as a JSON object."""

    name: str
    words: str
    filters: str


def questions(reader: Reader) -> tuple[StoredQuestion, ...]:
    """Return all saved questions by name."""
    rows = reader.connection.execute("select name, words, filters from question order by name")
    return tuple(StoredQuestion(*row) for row in rows)


def seen(reader: Reader, question: str) -> dict[int, int]:
    """Return the papers that the user has seen of a question, with how many changes each had."""
    rows = reader.connection.execute(
        "select paper_id, changes from question_paper where question = ?", (question,)
    )
    return dict(map(tuple, rows))


def changes_since(reader: Reader, seen_of: Mapping[int, int]) -> tuple[Change, ...]:
    """Return what was noticed of papers beyond so many changes of each, by paper and in order."""
    rows = reader.connection.execute(_CHANGES, (json.dumps(dict(seen_of)),))
    return tuple(Change(*row) for row in rows)


def counted_changes(reader: Reader, ids: Iterable[int]) -> dict[int, int]:
    """Return how many changes were noticed of each of these papers, of none 0."""
    wanted = list(ids)
    rows = reader.connection.execute(
        "select paper_id, count(*) from paper_change"
        " where paper_id in (select value from json_each(?)) group by paper_id",
        (json.dumps(wanted),),
    )
    return {**dict.fromkeys(wanted, 0), **dict(map(tuple, rows))}
