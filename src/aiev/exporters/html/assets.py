"""The page's style and scripts as they ship with the package, and what a policy must know of them.

Read once, like code: they are part of it.
"""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from aiev.domain import arxiv_id
from aiev.query import acronyms, expand, plan, rank, spelling, syntax

_STYLES = ("base.css", "charts.css", "filters.css", "list.css", "screens.css")
_MODEL = (
    "tokens.js", "dates.js", "arxiv.js", "syntax.js", "expand.js", "inverted_index.js", "names.js",
    "search.js", "spelling.js", "facets.js", "charts.js", "timeline.js", "heatmap.js", "filters.js",
    "highlighter.js", "paper.js",
)  # fmt: skip
_VIEW = (
    "url_state.js",
    "page.js",
    "focus.js",
    "status.js",
    "empty_results.js",
    "load_failure.js",
    "permalinks.js",
    "events.js",
)

# A page is of what was chosen, and does not say when arXiv last changed it.
_ELSEWHERE = ("list", "updated")

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
    return part("start.js")


@cache
def script() -> str:
    """Return everything that makes the page answer, as one script that leaves no names behind."""
    return _PAGE % (_joined(*_MODEL, "markup.js", *_VIEW), _PAINTED)


@cache
def folder_script() -> str:
    """Return the script of a page whose papers are loaded when they are needed."""
    body = _joined(*_MODEL, "folder.js", *_VIEW)
    return _FOLDER % (part("load.js"), body, _PAINTED)


def digest(text: str) -> str:
    """Return the text's hash as a content security policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _joined(*names: str) -> str:
    return "\n".join((f"const RANKING = {_ranking()};", *map(part, names)))


def _ranking() -> str:
    """Return what ranks papers on the command line, so that the page cannot drift from it."""
    return json.dumps(
        {
            "weights": rank.WEIGHTS,
            "k1": rank.K1,
            "b": rank.B,
            "nearness": rank.NEARNESS,
            "enough": plan.ENOUGH,
            "per_step": plan.PER_STEP,
            "many_words": plan.MANY_WORDS,
            "rare_part": plan.RARE_PART,
            "rare_at_least": plan.RARE_AT_LEAST,
            "other_spelling": expand.OTHER_SPELLING,
            "stop_words": sorted(expand.STOP_WORDS),
            "unambiguous": acronyms.UNAMBIGUOUS,
            "ambiguous": acronyms.AMBIGUOUS,
            "spelling": {
                "shortest": spelling.SHORTEST,
                "longest": spelling.LONGEST,
                "long": spelling.LONG,
                "unknown_below": spelling.UNKNOWN_BELOW,
                "more_by": spelling.MORE_BY,
                "most_needed": spelling.MOST_NEEDED,
                "share": spelling.SHARE,
            },
            "arxiv": [
                # Named groups are spelt without the P.
                form.replace("(?P<", "(?<")
                for form in (f"^(?:{arxiv_id.WHOLE})$", *arxiv_id.WITHIN)
            ],
            "fields": {
                name: field for name, field in syntax.FIELDS.items() if field not in _ELSEWHERE
            },
        },
        separators=(",", ":"),
    )


def part(name: str) -> str:
    """Return one of the page's files."""
    return (files("aiev.exporters.html") / "browser" / name).read_text(encoding="utf-8")
