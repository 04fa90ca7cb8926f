"""The work of `aiev diff`: read two lists, from files or from the database, and compare them."""

from collections.abc import Callable
from contextlib import ExitStack

from aiev.cli.jobs.checking import STANDARD_INPUT, is_file, read_text
from aiev.cli.run import Run
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading import document
from aiev.markdown.values import IsOrganization, ParsedList
from aiev.services.checks.compare_lists import Comparison, compare
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.organizations import table
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader, open_reader


def compare_named(run: Run, one: str, other: str) -> Comparison:
    """Return what two lists have of each other; a name is a file's, else a list's.

    A list of the database is compared as `export source` would write it. Two files need no
    database. Raises NotFoundError for a name of neither, InputError for a file that is no list.
    """
    if one == other == STANDARD_INPUT:
        raise UsageError("standard input can be read once: name a file or a list beside it")
    with ExitStack() as stack:
        reader = None
        if run.settings.database.exists() or not (is_file(one) and is_file(other)):
            reader = stack.enter_context(open_reader(run.settings.database_path))
        known = table.known(reader.connection) if reader else table.shipped()
        parsed = [_read(reader, name, known.is_organization) for name in (one, other)]
        return compare(parsed[0], parsed[1], same_as=_same_as(reader))


def _read(reader: Reader | None, name: str, is_organization: IsOrganization) -> ParsedList:
    if is_file(name) or reader is None:
        return document.read(read_text(name), is_organization=is_organization)
    if all(each.name != name for each in catalog.lists(reader)):
        raise NotFoundError(
            f"no file and no list has this name: {name}",
            hint="`aiev lists` shows the names of lists",
        )
    lists = ListReader(is_organization)
    return lists.read(export_source(reader, name, lists=lists))


def _same_as(reader: Reader | None) -> Callable[[str], str]:
    """Return what brings the addresses of one work together: the database knows of further ones."""

    def same_as(identity: str) -> str:
        found = reader.papers_at(identity) if reader else ()
        return f"number:{found[0]}" if len(found) == 1 else identity

    return same_as
