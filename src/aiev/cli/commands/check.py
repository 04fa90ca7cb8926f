"""`aiev check`: what is wrong or doubtful in the lists."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson, Option
from aiev.cli.run import Run
from aiev.domain.finding import LEVELS

ListArgument = Annotated[str, Argument("The list of this name; else all.", "[LIST]")]
Level = Annotated[
    str,
    Option(("--level",), "Exit with 1 for findings from this level on.", "LEVEL", choices=LEVELS),
]


def check(
    run: Run, list_name: ListArgument = "", *, level: Level = "warning", as_json: AsJson = False
) -> int:
    """Show what is wrong or doubtful in the lists: repeats, wrong links, dates, organizations."""
    from aiev.cli.views import check_report
    from aiev.errors import ExitCode
    from aiev.services import shipped_organizations
    from aiev.services.check_lists import check as find
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = find(
            reader,
            shipped_organizations.directory(),
            list_name=list_name or None,
            off=run.settings.check_off,
        )
    check_report.show(run, found, as_json=as_json)
    worst = max((LEVELS.index(one.finding.level) for one in found), default=-1)
    return ExitCode.FAILED if worst >= LEVELS.index(level) else ExitCode.DONE
