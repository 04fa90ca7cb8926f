"""Taking a step back, whole or not at all."""

from collections import Counter
from pathlib import Path

from aiev.errors import NotFoundError, StoreError, UndoError
from aiev.store.undo import apply, plan
from aiev.store.undo.outcome import TakenBack
from aiev.store.undo_log import recorder, soundness, steps
from aiev.store.undo_log.images import DamagedImageError
from aiev.store.undo_log.steps import LoggedStep, State
from aiev.store.writing.writer import Writer, driver_of

_WHY_NOT = {
    State.TOO_LARGE: "this command changed more than is kept",
    State.NOT_LOGGED: "what this command changes is not logged",
}


def take_back(writer: Writer, *, place: int = 1, is_dry_run: bool = False) -> TakenBack:
    """Take back the step at this place of the list, the last being 1; with `is_dry_run` only try.

    Nothing is done where a row was changed since. Raises NotFoundError where there is no such
    step, UndoError for one that is not kept, StoreError for a log that is damaged.
    """
    with writer.unlogged(is_dry_run=is_dry_run, has_foreign_keys=False) as transaction:
        connection = driver_of(transaction)
        try:
            step = _find(steps.read(connection), place)
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


def _find(found: tuple[LoggedStep, ...], place: int) -> LoggedStep:
    if not found:
        raise NotFoundError(
            "there is nothing to take back", hint="only what this aiev wrote itself is logged"
        )
    if place > len(found):
        raise NotFoundError(
            f"no command at place {place}: {len(found)} can be seen",
            hint="`aiev undo --list` shows them",
        )
    step = found[place - 1]
    soundness.check(step)
    if step.state != State.KEPT:
        raise UndoError(
            f"{_WHY_NOT[State(step.state)]}, so it cannot be taken back: {step.command}",
            hint="what was before is in a file of `aiev backup`, if you made one;"
            f" `aiev undo {place + 1}` takes back the command before this",
        )
    return step
