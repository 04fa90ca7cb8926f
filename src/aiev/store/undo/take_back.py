"""Taking a step back, whole or not at all."""

from collections import Counter
from pathlib import Path

from aiev.errors import StoreError
from aiev.store.undo import apply, plan
from aiev.store.undo.outcome import TakenBack
from aiev.store.undo_log import find_step, recorder, steps
from aiev.store.undo_log.images import DamagedImageError
from aiev.store.writing.writer import Writer, driver_of


def take_back(writer: Writer, *, place: int = 1, is_dry_run: bool = False) -> TakenBack:
    """Take back the step at this place of the list, the last being 1; with `is_dry_run` only try.

    Nothing is done where a row was changed since. Raises NotFoundError where there is no such
    step, UndoError for one that is not kept, StoreError for a log that is damaged.
    """
    with writer.unlogged(is_dry_run=is_dry_run, has_foreign_keys=False) as transaction:
        connection = driver_of(transaction)
        try:
            step = find_step.find(steps.read(connection), place)
            planned = plan.make(connection, step)
        except DamagedImageError as error:
            raise damaged(error, writer.path) from error
        changes = tuple(planned.changes())
        obstacles = tuple(planned.obstacles)
        if not obstacles:
            connection.execute("savepoint untouched")
            obstacles = apply.write(connection, planned)
            recorder.drop(connection, step.id)
            if obstacles:
                connection.execute("rollback to untouched")
    return TakenBack(
        step,
        removed=Counter(table.name for table, _, then in changes if then is None),
        restored=Counter(table.name for table, now, _ in changes if now is None),
        changed=Counter(table.name for table, now, then in changes if now and then),
        obstacles=obstacles,
    )


def damaged(error: DamagedImageError, path: Path) -> StoreError:
    """Return the error for a log that aiev has not written so."""
    return StoreError(
        f"the undo log is damaged ({error})",
        path=path,
        hint="nothing was done; `aiev doctor --mend` empties the log",
    )
