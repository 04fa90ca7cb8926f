"""The words that commands take, declared once; loads no command-line library.

A command is a function whose parameters carry these as annotations. `command_line` reads plain
command lines by them, `completion` offers them to shells, and `typer_app` makes Typer's commands
from them for help and errors.
"""

from aiev.light_typing import Annotated, Literal, TypedDict
from aiev.value import value


@value
class Option:
    """A flag or a named value; `metavar` names the value in the help.

    `choices` are the only values; `offered` are completed by shells, and others are taken too.
    """

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    minimum: int | None = None


@value
class Argument:
    """A value known by its place; with `is_query`, words like `-vision` are values, not options."""

    help: str
    metavar: str
    choices: tuple[str, ...] = ()
    is_query: bool = False
    is_required: bool = False


SORTS = ("relevance", "date", "title", "citations")

Words = Annotated[
    tuple[str, ...],
    Argument(
        "What to search for; nothing lists by date, newest first.", "[WORDS]...", is_query=True
    ),
]
Topics = Annotated[
    tuple[str, ...], Option(("-t", "--topic"), "Under this topic or one below it.", "TOPIC")
]
Organizations = Annotated[
    tuple[str, ...], Option(("--org",), "From this organization or one of its parts.", "NAME")
]
Authors = Annotated[
    tuple[str, ...], Option(("-a", "--author"), "By an author of this name.", "NAME")
]
Categories = Annotated[
    tuple[str, ...], Option(("--category",), "In this arXiv category, such as cs.DC.", "CODE")
]
Kinds = Annotated[
    tuple[str, ...],
    Option(("--kind",), "Of this kind.", "KIND", choices=("paper", "code", "web", "placeholder")),
]
Tags = Annotated[tuple[str, ...], Option(("--tag",), "With this tag of yours.", "TAG")]
Lists = Annotated[tuple[str, ...], Option(("--list",), "In the list of this name.", "NAME")]
Since = Annotated[
    str | None, Option(("--since",), "Issued on or after: 2024, 2024-05-01, 6m.", "DATE")
]
Until = Annotated[str | None, Option(("--until",), "Issued on or before.", "DATE")]
Year = Annotated[str | None, Option(("--year",), "Issued in this year.", "YEAR")]

MinCitations = Annotated[
    int | None,
    Option(("--min-citations",), "Cited so often at the least, as far as known.", "N", minimum=0),
]

States = Annotated[
    tuple[str, ...],
    Option(
        ("--state",),
        "As far as you are with it.",
        "STATE",
        choices=("to-read", "reading", "read", "skipped"),
    ),
]
Rating = Annotated[str | None, Option(("--rating",), "Worth that to you: 4, >=4, 2..3.", "N")]


class Filtering(TypedDict, total=False):
    """The filters of a search. A command takes all of them as `**filters: Unpack[Filtering]`.

    The names are those of `query.filters.Filters`.
    """

    topics: Topics
    organizations: Organizations
    authors: Authors
    categories: Categories
    kinds: Kinds
    tags: Tags
    lists: Lists
    since: Since
    until: Until
    year: Year
    min_citations: MinCitations
    states: States
    rating: Rating


Sort = Annotated[
    Literal["relevance", "date", "title", "citations"],
    Option(("--sort",), "The order of the answer.", "ORDER", choices=SORTS),
]
Order = Annotated[
    Literal["relevance", "date", "title", "citations"] | None,
    Option(("--sort",), "The order of papers.", "ORDER", choices=SORTS),
]
First = Annotated[
    int | None,
    Option(("-n", "--limit"), "The first so many: the best, or the newest.", "N", minimum=1),
]
Limit = Annotated[int, Option(("-n", "--limit"), "How many at the most.", "N", minimum=0)]
Offset = Annotated[int, Option(("--offset",), "How many to pass over first.", "N", minimum=0)]
AsJson = Annotated[bool, Option(("--json",), "Print one JSON object.")]
Fields = Annotated[
    str | None,
    Option(("--fields",), "Only these, in this order: id,title,url; names as in --json.", "NAMES"),
]
DryRun = Annotated[bool, Option(("--dry-run",), "Show what would be done and store nothing.")]
NoEnrich = Annotated[bool, Option(("--no-enrich",), "Do not ask arXiv now.")]
Timeout = Annotated[
    int | None,
    Option(("--timeout",), "Ask sources for so long at the most; 1800.", "SECONDS", minimum=1),
]
Verbose = Annotated[bool, Option(("-v", "--verbose"), "Show each request on stderr.")]
ListName = Annotated[str | None, Option(("--list",), "The list of this name.", "NAME")]
OutputFile = Annotated[
    str | None, Option(("-o", "--output"), "Write to this file, whole or not at all.", "FILE")
]
