"""Papers that several of the lists hold that one command was given."""

from collections.abc import Callable, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.domain.knowledge import Json
from aiev.store.reading import shared_papers
from aiev.store.reading.reader import open_reader
from aiev.value import value


@value
class SharedFinding:
    """A place of a paper in a list, and which earlier list has it too."""

    list: str
    line: int
    message: str


def find(run: Run, lists: Sequence[str], *, is_dry_run: bool) -> tuple[SharedFinding, ...] | None:
    """Return these places, list by list; None in a trial, of which the database knows nothing."""
    if is_dry_run or len(lists) < 2:
        return None if is_dry_run else ()
    with open_reader(run.settings.database_path) as reader:
        places = shared_papers.find(reader.connection, lists)
    first: dict[int, shared_papers.SharedPlace] = {}
    found = []
    for one in places:
        there = first.setdefault(one.paper_id, one)
        if there is not one:
            where = f"{there.list}:{there.line} too ({there.topic or 'no topic'})"
            found.append(SharedFinding(one.list, one.line, f"{one.name} stands in {where}"))
    return tuple(found)


def tell(say: Callable[[str], None], found: Sequence[SharedFinding] | None) -> None:
    """Say them, a line each."""
    if found:
        say(f"in several lists: {len(found):,}")
    for one in found or ():
        say(f"  {printable.one_line(f'{one.list}:{one.line}: {one.message}')}")


def as_json(found: Sequence[SharedFinding] | None) -> list[Json] | None:
    """Return them as plain values."""
    if found is None:
        return None
    return [
        {"list": one.list, "line": one.line, "code": "in-several-lists", "message": one.message}
        for one in found
    ]
