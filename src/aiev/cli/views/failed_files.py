"""Of several files those with which nothing could be done, and why."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.domain.knowledge import Json
from aiev.errors import AievError
from aiev.value import value


@value
class Failure:
    """A file with which nothing could be done, and the error that says why."""

    file: str
    error: AievError


def tell(run: Run, failure: Failure) -> None:
    """Say on stderr what went wrong with a file, and what helps."""
    run.output.message(printable.one_line(f"aiev: error: {failure.file}: {failure.error}"))
    if failure.error.hint:
        run.output.message(f"hint: {failure.error.hint}")


def as_json(failures: Sequence[Failure]) -> list[Json]:
    """Return the files and their errors as plain values."""
    return [{"file": one.file, "error": str(one.error)} for one in failures]
