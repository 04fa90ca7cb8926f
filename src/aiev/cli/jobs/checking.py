"""Checking what the user named: files and standard input as they are, lists in the database."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from aiev.cli.parsing.input import open_input, read_bytes
from aiev.cli.run import Run
from aiev.errors import AievError, InputError, UsageError
from aiev.markdown.values import ParsedList
from aiev.services.checks import across_lists, checked, list_file, new_findings, stored_lists
from aiev.services.checks import baseline as baselines
from aiev.services.checks import links as linked
from aiev.services.checks.across_lists import Compared
from aiev.services.checks.baseline import Baseline
from aiev.services.checks.checked import Checked, ListFinding
from aiev.services.checks.links import LinkedText
from aiev.services.lists import list_text
from aiev.services.organizations import table
from aiev.sources.files import git_revision
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader
from aiev.value import value

STANDARD_INPUT = "-"
_FILE_ENDINGS = (".md", ".markdown", ".mdx", ".mkd", ".txt")


@value
class Links:
    """How the addresses of the lists are asked: for how long, and whether the files are changed."""

    timeout_s: int | None
    is_fix: bool


@value
class _Part:
    """What was found in lists, the lists, and their texts where addresses are to be asked."""

    checked: Checked
    lists: tuple[Compared, ...]
    texts: tuple[LinkedText, ...]


def check_named(
    run: Run,
    names: Sequence[str],
    *,
    since: str | None = None,
    baseline: str | None = None,
    links: Links | None = None,
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
    if links is not None and links.is_fix:
        _refuse_without_files(names, lists)
    parts = [_check_file(run, name, since=since, has_links=links is not None) for name in files]
    if lists or not names:
        parts.append(_check_lists(run, lists, has_links=links is not None))
    found = Checked(
        tuple(one for part in parts for one in part.checked.findings),
        tuple(one for part in parts for one in part.checked.links),
        sum(part.checked.old for part in parts),
        tuple(one for part in parts for one in part.checked.unknown_before),
    )
    compared = _each_once([one for part in parts for one in part.lists])
    if len(compared) > 1:
        found = across_lists.with_findings(
            found, compared, off=run.settings.check_off, is_new=since is not None
        )
    if links is not None:
        # requests is loaded by those who ask, and by nobody else.
        from aiev.cli.jobs import link_checking  # noqa: PLC0415

        texts = [text for part in parts for text in part.texts]
        found = link_checking.with_links(
            run, found, texts, timeout_s=links.timeout_s, is_fix=links.is_fix
        )
    return found if earlier is None else baselines.without(found, earlier)


def _check_file(run: Run, name: str, *, since: str | None, has_links: bool) -> _Part:
    _tell_list_of_same_name(run, name)
    directory = table.shipped()
    text = read_text(name)
    parsed = list_file.read(text, directory)
    today, off = date.today(), run.settings.check_off
    links = ((name, parsed.links),)
    content = git_revision.read_at(Path(name), since) if since is not None else None
    # An earlier version may have been of another encoding: that keeps no later one from its check.
    before = content.decode("utf-8", errors="replace") if content is not None else None
    texts = (linked.read(name, text, earlier=before),) if has_links else ()
    if before is None:
        found = list_file.check(parsed, name=name, directory=directory, today=today, off=off)
        found += _published(run, name, parsed)
        found.sort(key=lambda one: one.finding.line)
        unknown = (name,) if since is not None else ()
        of = Checked(tuple(found), links, unknown_before=unknown)
        one = Compared(name, parsed)
        if since is not None:
            one = Compared(name, parsed, list_file.read("", directory), lambda _: False)
        return _Part(of, (one,), texts)
    earlier = list_file.read(before, directory)
    new, old = new_findings.of_list(
        parsed,
        earlier,
        name=name,
        directory=directory,
        today=today,
        off=off,
    )
    is_old = new_findings.standing_before(parsed, earlier)
    return _Part(Checked(new, links, old), (Compared(name, parsed, earlier, is_old),), texts)


def _published(run: Run, name: str, parsed: ParsedList) -> list[ListFinding]:
    """Return which of a file's preprints are published, as far as there is a database that knows.

    The file can be checked whatever ails the database.
    """
    if not run.settings.database.exists():
        return []
    # A file alone needs none of it.
    from aiev.services.checks import published  # noqa: PLC0415

    with suppress(AievError), open_reader(run.settings.database_path) as reader:
        told = [one.finding() for one in published.of_file(reader, parsed, path=whole_path(name))]
        return checked.of_list(name, parsed, told, off=run.settings.check_off)
    return []


def _check_lists(run: Run, names: Sequence[str], *, has_links: bool) -> _Part:
    _refuse_absent_files(run, names)
    with open_reader(run.settings.database_path) as reader:
        found, lists = stored_lists.check(
            reader,
            table.known(reader.connection),
            names=names,
            today=date.today(),
            off=run.settings.check_off,
        )
        asked = [name for name, _ in found.links] if has_links else []
        texts = [(name, (reader.list_content(name) or b"").decode("utf-8")) for name in asked]
    return _Part(found, lists, tuple(linked.read(name, text) for name, text in texts))


def _each_once(lists: Sequence[Compared]) -> list[Compared]:
    """Return the lists without those that are a file under one more name (`./README.md`)."""
    known: dict[object, Compared] = {}
    for one in lists:
        path = Path(one.name)
        known.setdefault(path.resolve() if is_file(one.name) else one.name, one)
    return list(known.values())


def is_file(name: str) -> bool:
    """Return whether a name is of standard input or of something at this path to read."""
    path = Path(name)
    return name == STANDARD_INPUT or (path.exists() and not path.is_dir())


def whole_path(name: str) -> str:
    """Return the path of a list's file as imports keep it."""
    return str(Path(name).absolute())


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
    with suppress(AievError), open_reader(run.settings.database_path) as reader:
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


def _refuse_without_files(names: Sequence[str], lists: Sequence[str]) -> None:
    """Raise UsageError where something is no file that could be written to."""
    if not names or STANDARD_INPUT in names or lists:
        raise UsageError(
            "--fix writes into files: name one",
            hint="`aiev sync FILE` brings a list of the database into its file",
        )


def _read_baseline(path: str) -> Baseline:
    return baselines.read(read_bytes(Path(path)), shown=path)
