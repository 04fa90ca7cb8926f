"""Results of searches, each worked out only once, however many requests need it at a time."""

import json
import threading
from datetime import date
from functools import lru_cache
from pathlib import Path

from aiev.errors import PrivateError
from aiev.query import choices, syntax
from aiev.services.search import run_query
from aiev.services.search.advice import Correction
from aiev.store.reading.reader import open_reader
from aiev.value import value

# A page asks a dozen times for the same result: for its rows, their number and each facet. If fewer
# were kept than there are pages being made, one page would drive out the results of another before
# it asks again. A result takes half a megabyte where all of 70,000 papers are found.
_KEPT = 128


@value
class Found:
    """The numbers of papers, best first, as a JSON array, with typos and words that may be some."""

    numbers: str
    corrections: tuple[Correction, ...] = ()
    suggestions: tuple[Correction, ...] = ()


class Answers:
    """The answers to the searches asked of one database lately."""

    def __init__(self, database: Path, *, tells_private: bool = False) -> None:
        self._database = database
        self._tells_private = tells_private
        # By itself `lru_cache` would make two of the same where two threads ask at once.
        self._door = threading.Lock()
        self._answer = lru_cache(maxsize=_KEPT)(_Answer)

    def to(self, text: str) -> Found:
        """Return what a search finds in the database as it is now.

        Raises AievError for a text that cannot be read and where the database cannot be, and
        PrivateError for one that asks what is the user's own.
        """
        asked = (
            None if self._tells_private else choices.private(syntax.parse(text, today=date.today()))
        )
        if asked is not None:
            raise PrivateError(
                f"what the reader keeps is private: {asked}",
                hint="`aiev serve --private` shows it",
            )
        with self._door:
            answer = self._answer(self._database, text, date.today(), state(self._database))
        return answer.found()


class _Answer:
    """The answer to one search of one state of the database, worked out when it is first asked."""

    def __init__(self, database: Path, text: str, today: date, state: tuple[int, ...]) -> None:
        del state
        self._database, self._text, self._today = database, text, today
        self._once = threading.Lock()
        self._found: Found | None = None

    def found(self) -> Found:
        with self._once:
            if self._found is None:
                with open_reader(self._database) as reader:
                    all_of_it = run_query.everything(reader, self._text, today=self._today)
                numbers = json.dumps(all_of_it.ids)
                told = all_of_it.advice
                self._found = Found(numbers, told.corrections, told.suggestions)
            return self._found


def state(database: Path) -> tuple[int, ...]:
    """Return what changes with each write: size and time of the database and of its WAL file."""
    log = database.with_name(database.name + "-wal")
    found = [file.stat() for file in (database, log) if file.exists()]
    # A reader makes an empty WAL file, which is no change.
    told = [(each.st_size, each.st_mtime_ns) for each in found if each.st_size]
    return tuple(number for each in told for number in each)
