"""Datasette's search field of papers, answered by aiev's own search.

By itself Datasette asks the index for each word as it is typed, which knows no acronyms, fields or
slips of the hand: it would find other papers than `aiev search` does.
"""

import sqlite3
from collections.abc import Generator, Sequence
from datetime import date
from typing import Protocol

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import await_me_maybe
from datasette.utils.asgi import BadRequest

from aiev.errors import AievError
from aiev.query import syntax
from aiev.web.answers import Answers
from aiev.web.metadata import DATABASE, FUNCTION

_THEIRS = "match escape_fts(:search)"
_OURS = f"id in (select value from json_each({FUNCTION}(:search)))"


class _Outcome(Protocol):
    """What the other plugins answered to a hook."""

    def get_result(self) -> Sequence[object]: ...

    def force_result(self, result: Sequence[object]) -> None: ...


class SearchField:
    """A plugin: a function for SQL that searches, and its place in the page of papers."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        # Datasette asks each plugin for its name, as it takes plugins for modules.
        self.__name__ = __name__

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        """Let SQL call the search; it answers the numbers of papers, best first, as JSON."""
        if database == DATABASE:
            conn.create_function(FUNCTION, 1, self._numbers)

    @hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]  # Datasette has no types
    def filters_from_request(self, database: str, table: str) -> Generator[None, _Outcome, None]:
        """Put our search in the place of Datasette's, where it is asked for papers."""
        outcome = yield
        if (database, table) == (DATABASE, "paper"):
            outcome.force_result([_ours(each) for each in outcome.get_result()])

    def _numbers(self, text: object) -> str:
        return self._answers.to(str(text or "")).numbers


async def _ours(theirs: object) -> object:
    """Answer the conditions of a plugin, those of a search being ours.

    Raises BadRequest for a search that cannot be read.
    """
    found = await await_me_maybe(theirs)
    if not isinstance(found, FilterArguments):
        return found
    if any(_THEIRS in clause for clause in found.where_clauses):
        try:
            syntax.parse(str(found.params["search"]), today=date.today())
        except AievError as error:
            raise BadRequest(str(error)) from None
    found.where_clauses = [_OURS if _THEIRS in each else each for each in found.where_clauses]
    return found
