"""`aiev check`: what is wrong or doubtful in the lists."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson, Option
from aiev.cli.run import Run
from aiev.domain.finding import LEVELS

ListArgument = Annotated[str, Argument("The list of this name; else all.", "[LIST]")]
Level = Annotated[
    str | None,
    Option(
        ("--level",),
        "Show findings from this level on and exit with 1 for them; else all, from warning on.",
        "LEVEL",
        choices=LEVELS,
    ),
]


def check(
    run: Run, list_name: ListArgument = "", *, level: Level = None, as_json: AsJson = False
) -> int:
    """Show what is wrong or doubtful in the lists: repeats, wrong links, dates, organizations."""
    from aiev.cli.views import check_report
    from aiev.errors import ExitCode
    from aiev.services.lists import check as check_lists
    from aiev.services.organizations import table
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        checked = check_lists.check(
            reader,
            table.shipped(),
            list_name=list_name or None,
            off=run.settings.check_off,
        )
    found = checked.findings
    shown = check_lists.from_level(found, level or LEVELS[0])
    check_report.show(
        run, shown, links=checked.links, hidden=len(found) - len(shown), as_json=as_json
    )
    is_bad = bool(check_lists.from_level(found, level or "warning"))
    return ExitCode.FAILED if is_bad else ExitCode.DONE
