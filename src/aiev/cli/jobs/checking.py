"""Checking what the user named: files and standard input as they are, lists in the database."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from aiev.cli.parsing.input import open_input
from aiev.cli.run import Run
from aiev.errors import AievError, InputError
from aiev.markdown.values import Links
from aiev.services.lists import check, check_text, checked, list_text
from aiev.services.lists.checked import Checked, ListFinding
from aiev.services.organizations import table
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader

STANDARD_INPUT = "-"
_FILE_ENDINGS = (".md", ".markdown", ".mdx", ".mkd", ".txt")


def check_named(run: Run, names: Sequence[str]) -> Checked:
    """Return the findings of the files and lists of these names, or of all lists.

    A name is a file's where there is one at this path, else a list's of the database. Files need
    no database. Raises InputError for a name of neither.
    """
    off = run.settings.check_off
    checked.refuse_unknown_codes(off)
    files = [name for name in names if is_file(name)]
    lists = [name for name in names if name not in files]
    found: list[ListFinding] = []
    links: list[tuple[str, Links]] = []
    for name in dict.fromkeys(files):
        _tell_list_of_same_name(run, name)
        parsed = check_text.read(read_text(name), table.shipped())
        found += check_text.check(
            parsed, name=name, directory=table.shipped(), today=date.today(), off=off
        )
        links.append((name, parsed.links))
    if lists or not names:
        _refuse_absent_files(run, lists)
        with open_reader(run.settings.database) as reader:
            told = check.check(
                reader,
                table.shipped(),
                names=list(dict.fromkeys(lists)),
                today=date.today(),
                off=off,
            )
        found += told.findings
        links += told.links
    return Checked(tuple(found), tuple(links))


def is_file(name: str) -> bool:
    """Return whether a name is of standard input or of something at this path to read."""
    path = Path(name)
    return name == STANDARD_INPUT or (path.exists() and not path.is_dir())


def read_text(name: str) -> str:
    """Return the text of a list's file; raises InputError for what is none."""
    with open_input(name) as given:
        return list_text.decode(given.content(), path=given.path)


def _tell_list_of_same_name(run: Run, name: str) -> None:
    """Say which is checked where a list of the database has the name of a file."""
    # Only a bare name is a list's, and no database is looked into for anything else.
    if name == STANDARD_INPUT or "/" in name or not run.settings.database.exists():
        return
    # The file can be checked whatever ails the database.
    with suppress(AievError), open_reader(run.settings.database) as reader:
        if any(one.name == name for one in catalog.lists(reader)):
            run.output.message(
                f"a file and a list are called {name}: the file is checked, ./{name} says so too"
            )


def _refuse_absent_files(run: Run, names: Sequence[str]) -> None:
    """Raise InputError for the first name that can only be a path, as there is no database."""
    for name in names if not run.settings.database.exists() else ():
        if Path(name).is_dir():
            raise InputError(f"this is a folder, not a list: {name}")
        if "/" in name or name.lower().endswith(_FILE_ENDINGS):
            raise InputError(f"no file at this path: {name}")
