"""The words that `aiev check` takes."""

from aiev.cli.parsing.options import Argument, Option
from aiev.domain.finding import LEVELS
from aiev.light_typing import Annotated

FORMATS = ("table", "lines", "json", "github", "sarif")
Names = Annotated[
    tuple[str, ...],
    Argument(
        "A file (- is standard input), which needs no database, or the name of a list in it;"
        " else all lists.",
        "[FILE|LIST]...",
    ),
]
Level = Annotated[
    str | None,
    Option(
        ("--level",),
        "Show findings from this level on and exit with 1 for them; else all, from warning on.",
        "LEVEL",
        choices=LEVELS,
    ),
]
Format = Annotated[
    str | None,
    Option(
        ("--format",),
        "How to print findings; else a table on a terminal, lines in a pipe.",
        "FORMAT",
        choices=FORMATS,
    ),
]

NewSince = Annotated[
    str | None,
    Option(("--new-since",), "Only what is new in a file since this git revision.", "REVISION"),
]
Baseline = Annotated[
    str | None,
    Option(("--baseline",), "Only what is new beside this file, written by --json.", "FILE"),
]
AsksLinks = Annotated[
    bool,
    Option(("--links",), "Ask whether each address still leads somewhere; not those at arXiv."),
]
IsPublished = Annotated[
    bool, Option(("--published",), "Only the preprints that a source knows as published.")
]
Fix = Annotated[
    bool,
    Option(
        ("--fix",),
        "With --links: write moved addresses anew, into the files named;"
        " with --published: write venues into the lists.",
    ),
]
