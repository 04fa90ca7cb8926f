"""The page for what aiev cannot answer: why, what to do about it, and the search form again."""

from collections.abc import Awaitable, Callable, Generator, Sequence
from typing import Protocol

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError

from aiev.errors import AievError, PrivateError, UsageError

_FIELDS = ("_search", "words")
"""The parameters of a search: on the page of papers, and in the ready query."""

NO_SQL = PrivateError("SQL is not answered here", hint="`aiev serve --sql` allows it")
# What Datasette says of a condition in SQL; SQL that is a whole statement it forbids.
_SQL_REFUSED = 403
_STATUS = {UsageError: 400, PrivateError: 403}


class HookOutcome(Protocol):
    """What the plugins before ours have answered to a hook of Datasette's, which has no types."""

    def get_result(self) -> Sequence[object]:
        """Return the answer of each plugin."""
        ...

    def force_result(self, result: Sequence[object]) -> None:
        """Put other answers in the place of theirs."""
        ...


class Refusals:
    """A plugin that shows our errors; Datasette shows its own."""

    __name__ = __name__

    @hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]  # Datasette has no types
    def handle_exception(
        self, datasette: Datasette, request: Request, exception: Exception
    ) -> Generator[None, HookOutcome, None]:
        """Yield to the other plugins, then put our page in place where the error is ours."""
        outcome = yield
        if isinstance(exception, DatasetteError) and exception.status == _SQL_REFUSED:
            exception = NO_SQL
        if isinstance(exception, AievError | OSError):
            outcome.force_result([_refused(datasette, request, exception)])

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def forbidden(
        self, datasette: Datasette, request: Request
    ) -> Callable[[], Awaitable[Response]] | None:
        """Return the page for SQL of a visitor's own, and None for what else is forbidden."""
        return _refused(datasette, request, NO_SQL) if "sql" in request.args else None


def _refused(
    datasette: Datasette, request: Request, error: AievError | OSError
) -> Callable[[], Awaitable[Response]]:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    told = {"ok": False, "error": str(error), "hint": getattr(error, "hint", None)}

    async def answer() -> Response:
        form = request.url_vars.get("format")
        if form == "json":
            return Response.json({**told, "status": status}, status=status)
        field = next((name for name in _FIELDS if name in request.args), None)
        action = datasette.urls.path(request.path.removesuffix(f".{form}"))
        shown = {**told, "status": status, "field": field, "action": action}
        page = await datasette.render_template("refusal.html", shown, request=request)
        return Response.html(page, status=status)

    return answer
