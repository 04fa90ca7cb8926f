"""What `aiev edit` and `aiev remove` answer: the paper and the entries that followed."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.services.lists.edit_entry import Edited


def show(run: Run, edited: Edited, *, verb: str) -> None:
    """Print one line, `id⇥verb⇥title⇥entries` in a pipe; what else there is to tell, to stderr."""
    for sentence in edited.told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
    places = "; ".join(edited.places)
    if not run.output.is_terminal:
        run.output.rows([(edited.id, verb, edited.title, places)])
        return
    where = f" ({places})" if places else ""
    run.output.line(printable.one_line(f"{verb}: {edited.title}{where}"))
