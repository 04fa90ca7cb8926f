"""`aiev diff`: what one list has and another lacks."""

from aiev.cli.parsing.options import Argument, AsJson, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

One = Annotated[
    str,
    Argument(
        "A list by its name, or the file of one; - is standard input.",
        "LIST_OR_FILE",
        is_required=True,
    ),
]
Other = Annotated[
    str, Argument("The list to compare it with.", "OTHER_LIST_OR_FILE", is_required=True)
]
ExitCodes = Annotated[bool, Option(("--exit-code",), "Exit with 1 where the two differ.")]


def diff(
    run: Run, one: One, other: Other, *, exit_code: ExitCodes = False, as_json: AsJson = False
) -> int:
    """Show which papers one list has and another lacks, and which both have otherwise.

    Papers are the same by id and address, not by title. Topics are compared where both lists have
    them, dates as far as both are known. < is only in the first, > only in the second, ~ in both.
    """
    from aiev.cli.jobs import comparing
    from aiev.cli.views import list_comparison
    from aiev.errors import ExitCode

    found = comparing.compare_named(run, one, other)
    list_comparison.show(run, found, names=(one, other), as_json=as_json)
    return ExitCode.FAILED if exit_code and not found.is_same else ExitCode.DONE
