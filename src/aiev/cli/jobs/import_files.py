"""The work of `aiev import` on one file or several; nothing is loaded where nothing has changed."""

from collections.abc import Sequence

from aiev.cli.jobs import several_files
from aiev.cli.parsing.input import Input, open_input
from aiev.cli.run import Run
from aiev.cli.views import import_report
from aiev.errors import UsageError
from aiev.services.lists import unchanged
from aiev.services.lists.outcome import Imported
from aiev.value import value


@value
class Choice:
    """How lists are imported: by what name, whether arXiv is asked and for how long, and so on."""

    name: str | None
    asks_arxiv: bool
    timeout_s: int | None
    is_verbose: bool
    is_dry_run: bool


@value
class _Done:
    imported: Imported
    enriched: int
    is_whole: bool


def import_files(run: Run, files: Sequence[str], choice: Choice, *, as_json: bool) -> int:
    """Store lists, or merge one exported knowledge base, and return the exit code.

    Without a file the list that ships with aiev is meant.
    """
    files = tuple(dict.fromkeys(files)) or ("",)
    if len(files) > 1:
        return _import_several(run, files, choice, as_json=as_json)
    with open_input(files[0]) as given:
        if given.is_backup:
            from aiev.cli.jobs import merging  # noqa: PLC0415

            return merging.import_backup(
                run, given, name=choice.name, is_dry_run=choice.is_dry_run, as_json=as_json
            )
        done = _import_one(run, given, choice)
    import_report.show(
        run, done.imported, enriched=done.enriched, as_json=as_json, is_dry_run=choice.is_dry_run
    )
    return several_files.code_of([done.is_whole], [])


def _import_several(run: Run, files: Sequence[str], choice: Choice, *, as_json: bool) -> int:
    if choice.name is not None:
        raise UsageError("one name cannot be given to several lists")

    def work(file: str) -> _Done:
        with open_input(file) as given:
            if given.is_backup:
                raise UsageError(
                    "it is an exported knowledge base and no list", hint="import it by itself"
                )
            return _import_one(run, given, choice)

    done, failures = several_files.each(run, files, work)
    import_report.show_several(
        run,
        [(one.imported, one.enriched) for one in done],
        failures,
        as_json=as_json,
        is_dry_run=choice.is_dry_run,
    )
    return several_files.code_of([one.is_whole for one in done], failures)


def _import_one(run: Run, given: Input, choice: Choice) -> _Done:
    content, path, name = given.content(), given.path, choice.name or given.shipped_name
    called = name or unchanged.name_of(path)
    known = unchanged.find(run.settings.database, content, path=path, name=called)
    is_asked = choice.asks_arxiv and not choice.is_dry_run
    if known is not None and not (is_asked and known.may_be_asked_for):
        return _Done(known, 0, is_whole=True)
    # What reads and writes lists costs more than all of the rest.
    from aiev.cli.jobs import importing  # noqa: PLC0415

    stored = importing.import_list(
        run,
        content,
        path=path,
        name=name,
        known=known,
        asks_arxiv=is_asked,
        is_verbose=choice.is_verbose,
        timeout_s=choice.timeout_s,
        is_dry_run=choice.is_dry_run,
    )
    return _Done(stored.imported, stored.enriched, is_whole=stored.is_whole)
