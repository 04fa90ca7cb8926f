"""`aiev doctor`: whether the database is sound, and mending it."""

from aiev.cli.parsing.options import AsJson, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Mend = Annotated[bool, Option(("--mend",), "Make the index and what it reads anew.")]


def doctor(run: Run, *, mend: Mend = False, as_json: AsJson = False) -> int:
    """Examine the database; exits with 1 when something is wrong with it.

    With --mend, the index, its terms and the names it reads are made anew, and an undo log that is
    damaged is emptied.
    """
    from aiev.domain.knowledge import SCHEMA
    from aiev.errors import ExitCode
    from aiev.store.connection import open_for_reading
    from aiev.store.health import examine
    from aiev.store.writing.writer import open_writer

    open_for_reading(run.settings.database).close()
    # What a database of others holds may be no text, and so have no terms.
    with open_writer(run.settings.database, keeps_terms=False) as writer:
        found = examine(writer, is_mended=mend)
    if as_json:
        checks = [{"name": one.name, "problem": one.problem} for one in found]
        run.output.json({"schema": SCHEMA, "checks": checks})
    elif run.output.is_terminal:
        for one in found:
            run.output.line(f"{one.name}: {one.problem or 'sound'}")
    else:
        run.output.rows((one.name, one.problem or "sound") for one in found)
    is_sick = any(one.problem for one in found)
    if is_sick and not mend:
        run.output.message(
            "hint: `aiev doctor --mend` makes the index anew; a damaged file needs a backup"
        )
    return ExitCode.FAILED if is_sick else ExitCode.DONE
