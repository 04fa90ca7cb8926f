"""`aiev doctor`: whether the database is sound, and mending it."""

from aiev.cli.parsing.options import AsJson, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Mend = Annotated[bool, Option(("--mend",), "Make the index and what it reads anew.")]
Full = Annotated[bool, Option(("--full",), "Leave nothing out, however large the database is.")]


def doctor(run: Run, *, mend: Mend = False, full: Full = False, as_json: AsJson = False) -> int:
    """Examine the database; exits with 1 when something is wrong with it.

    In a database of more than 10,000 papers three checks are brief, and say so: --full looks also
    whether SQLite's indexes have what the tables have, whether the full-text index has each word,
    and whether all of its terms are counted.

    With --mend, the index, its terms and the names it reads are made anew, and an undo log that is
    damaged is emptied.
    """
    from aiev.domain.knowledge import SCHEMA
    from aiev.errors import ExitCode
    from aiev.store.connection import open_for_reading
    from aiev.store.health import examine

    open_for_reading(run.settings.database).close()
    found = examine(run.settings.database, is_mended=mend, is_full=full)
    if as_json:
        checks = [
            {"name": one.name, "problem": one.problem, "brief": one.is_brief} for one in found
        ]
        run.output.json({"schema": SCHEMA, "checks": checks})
    else:
        told = [
            (one.name, one.problem or ("sound in brief" if one.is_brief else "sound"))
            for one in found
        ]
        if run.output.is_terminal:
            for name, problem in told:
                run.output.line(f"{name}: {problem}")
        else:
            run.output.rows(told)
    is_sick = any(one.problem for one in found)
    if is_sick and not mend:
        run.output.message(
            "hint: `aiev doctor --mend` makes the index anew; a damaged file needs a backup"
        )
    elif run.output.is_terminal and any(one.is_brief for one in found):
        run.output.message("hint: `aiev doctor --full` leaves nothing out")
    return ExitCode.FAILED if is_sick else ExitCode.DONE
