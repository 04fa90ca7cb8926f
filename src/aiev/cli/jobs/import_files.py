"""The work of `aiev import` on one file or several; nothing is loaded where nothing has changed."""

from collections.abc import Sequence

from aiev.cli.jobs import several_files
from aiev.cli.parsing.input import Input, open_input
from aiev.cli.run import Run
from aiev.cli.views import import_report, works_report
from aiev.cli.views.works_report import WorksDone
from aiev.errors import UsageError
from aiev.services.exchange.filing import Filing
from aiev.services.lists import unchanged
from aiev.services.lists.outcome import Imported
from aiev.value import value


@value
class Choice:
    """How files are imported: by what name, whether anybody is asked and for how long, and so on.

    `filing` is about files that are no lists.
    """

    name: str | None
    asks_arxiv: bool
    timeout_s: int | None
    is_verbose: bool
    is_dry_run: bool
    filing: Filing = Filing()


@value
class _Done:
    imported: Imported
    enriched: int
    is_whole: bool


def import_files(run: Run, files: Sequence[str], choice: Choice, *, as_json: bool) -> int:
    """Store lists and the works of other files, or merge one exported knowledge base.

    Returns the exit code. Without a file the list that ships with aiev is meant.
    """
    files = tuple(dict.fromkeys(files)) or ("",)
    if len(files) > 1:
        return _import_several(run, files, choice, as_json=as_json)
    with open_input(files[0]) as given:
        if given.is_backup:
            from aiev.cli.jobs import merging  # noqa: PLC0415

            _refuse_filing(choice)
            return merging.import_backup(
                run, given, name=choice.name, is_dry_run=choice.is_dry_run, as_json=as_json
            )
        done = _import_one(run, given, choice)
    if isinstance(done, WorksDone):
        works_report.show(run, done, as_json=as_json, is_dry_run=choice.is_dry_run)
    else:
        import_report.show(
            run,
            done.imported,
            enriched=done.enriched,
            as_json=as_json,
            is_dry_run=choice.is_dry_run,
        )
    return several_files.code_of([done.is_whole], [])


def _import_several(run: Run, files: Sequence[str], choice: Choice, *, as_json: bool) -> int:
    if choice.name is not None:
        raise UsageError("one name cannot be given to several lists")

    def work(file: str) -> _Done | WorksDone:
        with open_input(file) as given:
            if given.is_backup:
                raise UsageError(
                    "it is an exported knowledge base and no list", hint="import it by itself"
                )
            return _import_one(run, given, choice)

    done, failures = several_files.each(run, files, work)
    lists = [one for one in done if isinstance(one, _Done)]
    works = [one for one in done if isinstance(one, WorksDone)]
    import_report.show_several(
        run,
        [(one.imported, one.enriched) for one in lists],
        failures,
        works=works,
        as_json=as_json,
        is_dry_run=choice.is_dry_run,
    )
    return several_files.code_of([one.is_whole for one in done], failures)


def _import_one(run: Run, given: Input, choice: Choice) -> _Done | WorksDone:
    content, path, name = given.content(), given.path, choice.name or given.shipped_name
    called = name or unchanged.name_of(path)
    known = unchanged.find(run.settings.database, content, path=path, name=called)
    is_asked = choice.asks_arxiv and not choice.is_dry_run
    if known is not None and not (is_asked and known.may_be_asked_for):
        _refuse_filing(choice)
        return _Done(known, 0, is_whole=True)
    # What reads and writes costs more than all of the rest.
    if known is None and given.shipped_name is None:
        from aiev.services.exchange import read_works  # noqa: PLC0415

        found = read_works.find_format(content, path=path)
        if found is not None:
            _judge(run, choice.filing)
            from aiev.cli.jobs import work_files  # noqa: PLC0415

            return work_files.import_file(
                run,
                content,
                found,
                path=path,
                name=choice.name,
                filing=choice.filing,
                asks=is_asked,
                is_verbose=choice.is_verbose,
                timeout_s=choice.timeout_s,
                is_dry_run=choice.is_dry_run,
            )
    _refuse_filing(choice)
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


def _judge(run: Run, filing: Filing) -> None:
    """Raise what filing the works so would raise, before what writes is loaded."""
    if not filing.says_anything:
        return
    from aiev.services.lists import words_to_add  # noqa: PLC0415

    words = words_to_add.Words(topic=filing.topic, list=filing.list, tags=filing.tags)
    words_to_add.judge(
        run.settings.database, [((), words)], can_create_topic=filing.can_create_topic
    )


def _refuse_filing(choice: Choice) -> None:
    """Raise UsageError for what cannot be said of a list, which has topics of its own."""
    if choice.filing.says_anything:
        raise UsageError(
            "--topic, --tag, --list and --create-topic are for files that are no lists",
            hint="a list has topics of its own; `aiev add - --tag TAG` tags papers",
        )
