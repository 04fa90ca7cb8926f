"""Datasette's search field of papers, answered by aiev's own search.

By itself Datasette looks each word up in the index as it is typed, without acronyms, fields and
corrections: it would find other papers than `aiev search` does.
"""

from collections.abc import Awaitable, Callable, Generator
from functools import partial

from datasette import hookimpl
from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils import await_me_maybe
from datasette.utils.asgi import Request

from aiev.services.search.advice import Correction
from aiev.web.answers import Found
from aiev.web.knowledge_base import KnowledgeBase
from aiev.web.metadata import DATABASE, FUNCTION
from aiev.web.refusals import HookOutcome

_THEIRS = "match escape_fts(:search)"
_OURS = f"id in (select value from json_each({FUNCTION}(:search)))"
_READY = "query-aiev-search.html"
"""The page of the ready query that searches."""


class SearchField:
    """A plugin that searches papers by our search instead of Datasette's."""

    # Datasette asks each plugin for its name, as it takes plugins for modules.
    __name__ = __name__

    @hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]  # Datasette has no types
    def filters_from_request(
        self, datasette: Datasette, database: str, table: str
    ) -> Generator[None, HookOutcome, None]:
        """Yield to the other plugins, then replace a search among their conditions by ours."""
        outcome = yield
        if (database, table) == (DATABASE, "paper"):
            papers = datasette.get_database(database)
            # As functions: where one condition is refused, Datasette asks for no other.
            outcome.force_result([partial(_ours, each, papers) for each in outcome.get_result()])

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def extra_template_vars(
        self, datasette: Datasette, template: str, request: Request
    ) -> Callable[[], Awaitable[dict[str, list[str]]]] | None:
        """Return what was corrected, for the page of the ready query."""
        if template != _READY:
            return None

        async def told() -> dict[str, list[str]]:
            papers = datasette.get_database(DATABASE)
            found = await _found(papers, request.args.get("words") or "")
            return {"corrections": [_told(each) for each in found.corrections]}

        return told


async def _ours(theirs: object, papers: KnowledgeBase) -> object:
    """Return the conditions that a plugin gave, with a search among them replaced by ours.

    Raises AievError for a search that cannot be read.
    """
    found = await await_me_maybe(theirs)
    if not isinstance(found, FilterArguments):
        return found
    if not any(_THEIRS in clause for clause in found.where_clauses):
        return found
    text = str(found.params["search"])
    # A text that cannot be read is refused here, before SQL asks for it again and again.
    answer = await _found(papers, text)
    found.where_clauses = [_OURS if _THEIRS in each else each for each in found.where_clauses]
    if answer.corrections:
        corrected = "; ".join(_told(each) for each in answer.corrections)
        found.human_descriptions = [f"{each} ({corrected})" for each in found.human_descriptions]
    return found


async def _found(papers: KnowledgeBase, text: str) -> Found:
    return await papers.execute_fn(lambda _connection: papers.answers.to(text))


def _told(one: Correction) -> str:
    return f"showing results for “{one.corrected}”; quote it to search for “{one.written}”"
