"""Datasette's search field of papers, answered by aiev's own search.

By itself Datasette asks the index for each word as it is typed, which knows no acronyms, fields or
slips of the hand: it would find other papers than `aiev search` does.
"""

from collections.abc import Generator

from datasette import hookimpl
from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils import await_me_maybe

from aiev.web.hooks import Outcome
from aiev.web.knowledge_base import KnowledgeBase
from aiev.web.metadata import DATABASE, FUNCTION

_THEIRS = "match escape_fts(:search)"
_OURS = f"id in (select value from json_each({FUNCTION}(:search)))"


class SearchField:
    """A plugin that puts our search in the place of Datasette's, where it is asked for papers."""

    # Datasette asks each plugin for its name, as it takes plugins for modules.
    __name__ = __name__

    @hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]  # Datasette has no types
    def filters_from_request(
        self, datasette: Datasette, database: str, table: str
    ) -> Generator[None, Outcome, None]:
        """Answer what each plugin answered, a search in it being ours."""
        outcome = yield
        if (database, table) == (DATABASE, "paper"):
            papers = datasette.get_database(database)
            outcome.force_result([_ours(each, papers) for each in outcome.get_result()])


async def _ours(theirs: object, papers: KnowledgeBase) -> object:
    """Answer the conditions of a plugin, those of a search being ours.

    Raises AievError for a search that cannot be read.
    """
    found = await await_me_maybe(theirs)
    if not isinstance(found, FilterArguments):
        return found
    if not any(_THEIRS in clause for clause in found.where_clauses):
        return found
    text = str(found.params["search"])
    # Once, before SQL asks for it time and again: it is refused here if it cannot be read.
    await papers.execute_fn(lambda _connection: papers.answers.to(text))
    found.where_clauses = [_OURS if _THEIRS in each else each for each in found.where_clauses]
    return found
