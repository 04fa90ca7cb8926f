"""Checking what the user named: files and standard input as they are, lists in the database."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from aiev.cli.parsing.input import open_input, read_bytes
from aiev.cli.run import Run
from aiev.errors import AievError, InputError, UsageError
from aiev.services.lists import baseline as baselines
from aiev.services.lists import check, check_text, checked, list_text, new_findings
from aiev.services.lists.baseline import Baseline
from aiev.services.lists.checked import Checked
from aiev.services.organizations import table
from aiev.sources.files import git_revision
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader

STANDARD_INPUT = "-"
_FILE_ENDINGS = (".md", ".markdown", ".mdx", ".mkd", ".txt")


def check_named(
    run: Run, names: Sequence[str], *, since: str | None = None, baseline: str | None = None
) -> Checked:
    """Return the findings of the files and lists of these names, or of all lists.

    A name is a file's where there is one at this path, else a list's of the database. Files need
    no database. With `since`, a git revision, or `baseline`, the file of an earlier answer, only
    what is new. Raises InputError for a name of neither, UsageError where there is no earlier
    version to compare with.
    """
    checked.refuse_unknown_codes(run.settings.check_off)
    earlier = _read_baseline(baseline) if baseline is not None else None
    names = list(dict.fromkeys(names))
    files = [name for name in names if is_file(name)]
    lists = [name for name in names if name not in files]
    if since is not None:
        _refuse_without_revisions(names, lists)
    parts = [_check_file(run, name, since=since) for name in files]
    if lists or not names:
        _refuse_absent_files(run, lists)
        with open_reader(run.settings.database) as reader:
            parts.append(
                check.check(
                    reader,
                    table.shipped(),
                    names=lists,
                    today=date.today(),
                    off=run.settings.check_off,
                )
            )
    found = Checked(
        tuple(one for part in parts for one in part.findings),
        tuple(one for part in parts for one in part.links),
        sum(part.old for part in parts),
        tuple(one for part in parts for one in part.unknown_before),
    )
    return found if earlier is None else baselines.without(found, earlier)


def _check_file(run: Run, name: str, *, since: str | None) -> Checked:
    _tell_list_of_same_name(run, name)
    directory = table.shipped()
    parsed = check_text.read(read_text(name), directory)
    today, off = date.today(), run.settings.check_off
    links = ((name, parsed.links),)
    before = git_revision.read_at(Path(name), since) if since is not None else None
    if before is None:
        found = check_text.check(parsed, name=name, directory=directory, today=today, off=off)
        unknown = (name,) if since is not None else ()
        return Checked(tuple(found), links, unknown_before=unknown)
    # An earlier version may have been of another encoding: that keeps no later one from its check.
    earlier = check_text.read(before.decode("utf-8", errors="replace"), directory)
    new, old = new_findings.of_list(
        parsed, earlier, name=name, directory=directory, today=today, off=off
    )
    return Checked(new, links, old)


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


def _refuse_without_revisions(names: Sequence[str], lists: Sequence[str]) -> None:
    """Raise UsageError where something has no earlier version in git."""
    if not names:
        raise UsageError("--new-since compares files: name one")
    if STANDARD_INPUT in names:
        raise UsageError("--new-since compares files: standard input has no earlier version")
    if lists:
        raise UsageError(f"--new-since compares files, and no file is at this path: {lists[0]}")


def _read_baseline(path: str) -> Baseline:
    return baselines.read(read_bytes(Path(path)), shown=path)
