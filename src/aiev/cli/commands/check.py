"""`aiev check`: what is wrong or doubtful in files and lists."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson, Option
from aiev.cli.run import Run
from aiev.domain.finding import LEVELS

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


def check(
    run: Run,
    names: Names = (),
    *,
    level: Level = None,
    form: Format = None,
    as_json: AsJson = False,
) -> int:
    """Show what is wrong or doubtful in lists: repeats, wrong links, dates, organizations.

    A name is a file's where there is one at this path, else that of a list in the database.
    """
    from aiev.cli.jobs import checking
    from aiev.cli.views import check_report
    from aiev.errors import ExitCode, UsageError
    from aiev.services.lists import checked

    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} are two formats")
    found = checking.check_named(run, names)
    shown = checked.from_level(found.findings, level or LEVELS[0])
    check_report.show(
        run,
        checked.Checked(shown, found.links),
        form="json" if as_json else form,
        hidden=len(found.findings) - len(shown),
    )
    is_bad = bool(checked.from_level(shown, level or "warning"))
    return ExitCode.FAILED if is_bad else ExitCode.DONE
