"""The step that an undo is to take back."""

from aiev.errors import NotFoundError, UndoError
from aiev.store.undo_log import soundness
from aiev.store.undo_log.steps import LoggedStep, State

_WHY_NOT = {
    State.TOO_LARGE: "this command changed more than is kept",
    State.NOT_LOGGED: "what this command changes is not logged",
}


def find(found: tuple[LoggedStep, ...], place: int) -> LoggedStep:
    """Return the step at this place, the last being 1.

    Raises NotFoundError where there is no such step, UndoError for one that is not kept,
    DamagedImageError for one that aiev has not written so.
    """
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
