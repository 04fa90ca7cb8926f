"""Columns of the page of papers: what a reader wants first, and no more than fits."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from urllib.parse import urlsplit

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import is_url, path_with_replaced_args
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup, escape

from aiev.web.metadata import DATABASE

_FIRST = ("title", "issued", "authors", "organizations", "topics", "url", "abstract")
_AUTHORS = 3
# Where a row's name stands, in whatever table.
_NAMES = ("title", "name", "path", "label")
_A_PAPER = {"id", "arxiv_id", "title"}
"""Rows of a query that have these columns are papers; Datasette knows no table of them."""

Cell = Mapping[str, object]


class Columns:
    """A plugin: the columns of papers, and titles that lead to the page of the paper."""

    __name__ = __name__

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def prepare_jinja2_environment(self, env: Environment) -> None:
        """Give the templates of papers filters that choose and order columns."""
        env.filters["first_columns"] = _columns
        env.filters["first_cells"] = _cells
        env.filters["whole_row"] = _whole
        env.filters["row_name"] = _name
        env.filters["with_code"] = _with_code

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def render_cell(
        self,
        row: Mapping[str, object],
        value: object,
        column: str,
        table: str | None,
        database: str,
        datasette: Datasette,
    ) -> Markup | None:
        """Return the title of a paper as a link to its page."""
        if column != "title" or database != DATABASE or not value:
            return None
        if table != "paper" and not (table is None and set(row.keys()) >= _A_PAPER):
            return None
        path = datasette.urls.row(database, "paper", str(row["id"]))
        return Markup('<a href="{}">{}</a>').format(path, value)

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def table_actions(
        self, datasette: Datasette, database: str, table: str, request: Request
    ) -> Callable[[], Awaitable[list[dict[str, str]]]] | None:
        """Offer all columns of papers."""
        if (database, table) != (DATABASE, "paper"):
            return None

        async def actions() -> list[dict[str, str]]:
            names = await datasette.get_database(database).table_columns(table)
            every = [("_nocol", None), *(("_col", name) for name in names)]
            path = datasette.urls.path(path_with_replaced_args(request, every))
            return [{"href": path, "label": "Show all columns"}]

        return actions


def _columns(columns: Iterable[Cell]) -> list[Cell]:
    named = {str(each["name"]): each for each in columns}
    return [named[name] for name in _FIRST if name in named]


def _cells(rows: Iterable[Iterable[Cell]]) -> list[list[Cell]]:
    named = ({str(cell["column"]): cell for cell in row} for row in rows)
    return [[_told(name, row) for name in _FIRST if name in row] for row in named]


def _whole(row: Iterable[Cell]) -> list[Cell]:
    rank = {name: number for number, name in enumerate(_FIRST)}
    return sorted(row, key=lambda cell: rank.get(str(cell["column"]), len(rank)))


def _name(row: Iterable[Cell]) -> str:
    """Return what a row is about, empty where no column says it."""
    named = {str(cell["column"]): str(cell["raw"] or "") for cell in row}
    return next((named[column] for column in _NAMES if named.get(column)), "")


def _with_code(text: str) -> Markup:
    """Return text with what stands in backticks as code."""
    parts = re.split(r"`([^`]*)`", text)
    marked = (
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
    return Markup("").join(marked)


def _told(name: str, row: Mapping[str, Cell]) -> Cell:
    """Return a cell made short; the page of the paper has it in full."""
    raw = str(row[name]["raw"] or "")
    if name == "authors":
        names = raw.split("\n")
        more = len(names) - _AUTHORS
        text = ", ".join(names[:_AUTHORS]) + (f" and {more} more" if more > 0 else "")
        return {**row[name], "value": escape(text)}
    if name == "url" and is_url(raw):
        known = row.get("arxiv_id", {}).get("raw")
        label = f"arXiv:{known}" if known else urlsplit(raw).hostname
        return {**row[name], "value": Markup('<a href="{}">{}</a>').format(raw, label)}
    return row[name]
