"""Several edits of one list, proved by one reading of it instead of one for each.

Each edit is read back around its own place. Then the whole is read once: where that disagrees, the
first edit that is at fault is found by halves and made again with readings of the whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiev.errors import AievError
from aiev.markdown.reading import document, reread
from aiev.markdown.values import ParsedList, TopicPath
from aiev.markdown.writing.read_back import Read

_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class State:
    """A list between two edits; `order` says which of its first entries stands where.

    `waiting` are the labels of the entries added to it, `no_titles` the topics whose style took
    none but a title proper.
    """

    listed: ParsedList
    order: tuple[int, ...] = ()
    waiting: tuple[str, ...] = ()
    no_titles: frozenset[TopicPath] = frozenset()


Step = Callable[[State, Read], State]
"""One edit, read back by what it is given; raises where the list cannot take it."""


def take(listed: ParsedList, steps: Sequence[Step]) -> ParsedList:
    """Return the list after all steps: what each by itself, read as a whole, would make of it.

    Raises what a step raises when its list was read as a whole.
    """
    state = State(listed, tuple(range(len(listed.entries))))
    at, faults = 0, 0
    while at < len(steps):
        if faults < _PATIENCE:
            reader = _Reader()
            states = _ahead(state, steps[at:], reader)
            sound, state = _last_sound(states, reader)
            at, faults = at + sound, faults + 1
        if at < len(steps):
            state = steps[at](state, document.read_again)
            at += 1
    return state.listed


class _Reader:
    """Reads a list around an edit, and as a whole where that does not do."""

    def __init__(self) -> None:
        self._whole: list[ParsedList] = []

    def __call__(self, listed: ParsedList, text: str) -> ParsedList:
        found = reread.near(listed, text)
        if found is None:
            found = document.read_again(listed, text)
            self._whole.append(found)
        return found

    def has_read_all_of(self, listed: ParsedList) -> bool:
        """Return whether this is a reading of the whole list."""
        return any(one is listed for one in self._whole)


def _ahead(state: State, steps: Sequence[Step], reader: _Reader) -> list[State]:
    """Return the states that the steps lead to, until one is refused; the first as it is."""
    states = [state]
    for step in steps:
        try:
            states.append(step(states[-1], reader))
        except AievError:
            # Whether it is refused is for a reading of the whole to say.
            break
    return states


def _last_sound(states: Sequence[State], reader: _Reader) -> tuple[int, State]:
    """Return the last of the states up to which all readings agree, read as a whole."""
    sound, unsound = 0, len(states)
    found = states[0]
    tried = len(states) - 1
    while tried > sound:
        state = states[tried]
        if reader.has_read_all_of(state.listed):
            whole = state.listed
        else:
            whole = document.read_again(states[0].listed, state.listed.text)
        if reread.same(whole, state.listed):
            sound, found = tried, replace(state, listed=whole)
        else:
            unsound = tried
        tried = (sound + unsound) // 2
    return sound, found
