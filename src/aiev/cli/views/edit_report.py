"""What `aiev edit`, `remove` and `merge` answer: the paper and the entries that followed."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.lists.edit_entry import Edited

_UNCHANGED = "unchanged"


def show_all(run: Run, edited: Sequence[Edited], *, verb: str, as_json: bool, is_one: bool) -> None:
    """Print a line for each paper, or an object with all of them; of one paper as `show` does."""
    if is_one:
        show(run, edited[0], verb=verb, as_json=as_json)
        return
    if as_json:
        for sentence in (told for one in edited for told in one.told):
            run.output.message(printable.one_line(f"aiev: {sentence}"))
        run.output.json({"schema": SCHEMA, "papers": [_shape(one) for one in edited]})
        return
    for one in edited:
        show(run, one, verb=verb, as_json=False)


def show(run: Run, edited: Edited, *, verb: str, as_json: bool) -> None:
    """Print one line, `id⇥verb⇥title⇥entries` in a pipe, or one object.

    What else there is to tell goes to stderr, and into the object.
    """
    for sentence in edited.told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
    places = "; ".join(f"{place.list}: {place.topic or 'no topic'}" for place in edited.places)
    verb = verb if edited.is_changed else _UNCHANGED
    if as_json:
        run.output.json({"schema": SCHEMA, **_shape(edited)})
    elif run.output.is_terminal:
        where = f" ({places})" if places else ""
        run.output.line(printable.one_line(f"{verb}: {edited.title}{where}"))
    else:
        run.output.rows([(edited.id, verb, edited.title, places)])


def _shape(edited: Edited) -> Json:
    return {
        "id": edited.id,
        "title": edited.title,
        "changed": edited.is_changed,
        "entries": [{"list": place.list, "topic": place.topic or None} for place in edited.places],
        "told": list(edited.told),
    }
