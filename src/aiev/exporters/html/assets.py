"""The page's style sheet and scripts, put together from the files in browser/.

They are read once in a process: like code, they do not change while it runs.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from aiev.exporters.html import query_tables

_STYLES = (
    "style/base.css", "style/charts.css", "style/filters.css", "style/list.css",
    "style/screens.css",
)  # fmt: skip
# What reads a query and finds its papers needs no browser, so that tests run it without one.
_QUERY = (
    "query/tokens.js", "query/dates.js", "query/numbers.js", "query/identifiers.js",
    "query/syntax.js", "query/expand.js", "query/inverted_index.js", "query/names.js",
    "query/search.js", "query/spelling.js",
)  # fmt: skip
_MODEL = (
    "filters/categories.js", "filters/facets.js", "charts/drawing.js", "charts/time_axis.js",
    "charts/timeline.js", "charts/heatmap.js", "filters/panels.js", "papers/highlighter.js",
    "papers/paper.js",
)  # fmt: skip
_VIEW = (
    "view/url_state.js", "view/page.js", "view/focus.js", "view/status.js",
    "view/empty_results.js", "view/load_failure.js", "view/permalinks.js", "view/sheet.js",
    "view/actions.js", "view/events.js",
)  # fmt: skip

# The list is painted before the script looks at it, and before a folder's facts are read.
_PAGE = """(() => {
"use strict";
const begin = () => {
%s};
%s})();
"""
_FOLDER = """(() => {
"use strict";
%s
const begin = async () => {
let FACTS;
try {
FACTS = await load("facts", 0);
} catch (error) {
document.getElementById("count").textContent = `${error.message}. Reload the page to try again.`;
return;
}
%s};
%s})();
"""
_PAINTED = """if (document.hidden) begin();
else requestAnimationFrame(() => setTimeout(begin));
"""


@cache
def style() -> str:
    """Return the style sheet."""
    return "\n".join(map(part, _STYLES))


@cache
def start() -> str:
    """Return the few lines that run before the first paint."""
    return part("view/start.js")


@cache
def live() -> str:
    """Return what loads a page that is served anew."""
    return part("view/live.js")


@cache
def script() -> str:
    """Return everything that makes the page answer, as one script that leaves no names behind."""
    return _PAGE % (_joined(*_QUERY, *_MODEL, "papers/markup.js", *_VIEW), _PAINTED)


@cache
def folder_script() -> str:
    """Return the script of a page whose papers are loaded when they are needed."""
    body = _joined(*_QUERY, *_MODEL, "papers/folder.js", *_VIEW)
    return _FOLDER % (part("papers/load.js"), body, _PAINTED)


def query_script() -> str:
    """Return the part of the script that reads queries and finds papers, with its tables."""
    return _joined(*_QUERY)


def digest(text: str) -> str:
    """Return the text's hash as it is written in a content security policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _joined(*names: str) -> str:
    return "\n".join((query_tables.script(), *map(part, names)))


def part(name: str) -> str:
    """Return one of the files in browser/, by its path there."""
    return (files("aiev.exporters.html") / "browser" / name).read_text(encoding="utf-8")
