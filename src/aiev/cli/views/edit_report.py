"""What `aiev edit`, `remove` and `merge` answer: the paper and the entries that followed."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.domain.knowledge import SCHEMA
from aiev.services.lists.edit_entry import Edited


def show(run: Run, edited: Edited, *, verb: str, as_json: bool) -> None:
    """Print one line, `id⇥verb⇥title⇥entries` in a pipe, or one object.

    What else there is to tell goes to stderr, and into the object.
    """
    for sentence in edited.told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
    places = "; ".join(f"{place.list}: {place.topic or 'no topic'}" for place in edited.places)
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "id": edited.id,
                "title": edited.title,
                "entries": [
                    {"list": place.list, "topic": place.topic or None} for place in edited.places
                ],
                "told": list(edited.told),
            }
        )
    elif run.output.is_terminal:
        where = f" ({places})" if places else ""
        run.output.line(printable.one_line(f"{verb}: {edited.title}{where}"))
    else:
        run.output.rows([(edited.id, verb, edited.title, places)])
