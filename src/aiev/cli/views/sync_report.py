"""What `aiev sync` answers: a summary, the diff when asked for, one object for programs."""

from collections.abc import Callable, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.views import failed_files, import_report, links, shared_papers
from aiev.cli.views.failed_files import Failure
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.lists.outcome import Synced

_OUTCOMES = {
    "file": "it stays removed",
    "user": "it stays in the list",
    "heading": "the file's stays",
    "order": "it is not put in order",
}
"""What becomes of a conflict, by who removed the entry, or by what is contested."""


def show(run: Run, synced: Synced, *, has_diff: bool, as_json: bool, is_dry_run: bool) -> None:
    """Print what came from one file and what went into it; conflicts go to stderr."""
    import_report.tell_moved(run, synced.imported)
    if as_json:
        run.output.json({"schema": SCHEMA, **_as_json(synced, has_diff=has_diff)})
    else:
        _print_diff(run, synced, has_diff=has_diff)
        say = run.output.message if has_diff else run.output.line
        _print_counts(say, [synced], is_dry_run=is_dry_run)
        say(links.summary(synced.imported.links))
    _tell_conflicts(run, [synced])


def show_several(
    run: Run,
    done: Sequence[Synced],
    failures: Sequence[Failure],
    *,
    has_diff: bool,
    as_json: bool,
    is_dry_run: bool,
) -> None:
    """Print the same of several files, one after the other, and of all of them together."""
    for synced in done:
        import_report.tell_moved(run, synced.imported)
    told = shared_papers.find(run, [synced.list for synced in done], is_dry_run=is_dry_run)
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "lists": [_as_json(synced, has_diff=has_diff) for synced in done],
                "findings": shared_papers.as_json(told),
                "failed": failed_files.as_json(failures),
            }
        )
    else:
        say = run.output.message if has_diff else run.output.line
        for synced in done:
            _print_diff(run, synced, has_diff=has_diff)
            say(f"{printable.one_line(synced.list)}:")
            _print_counts(say, [synced], is_dry_run=is_dry_run, indent="  ")
        shared_papers.tell(say, told)
        say(f"{counted(len(done), 'list')}:")
        _print_counts(say, done, is_dry_run=is_dry_run, indent="  ")
    _tell_conflicts(run, done)


def _as_json(synced: Synced, *, has_diff: bool) -> Json:
    imported = synced.imported
    return {
        "list": synced.list,
        "moved_from": imported.moved_from,
        "from_file": {
            "added": imported.added,
            "updated": imported.updated,
            "removed": imported.removed,
        },
        "into_file": {
            "lines_added": synced.lines_added,
            "lines_removed": synced.lines_removed,
        },
        "links": links.as_json(imported.links),
        "diff": synced.diff if has_diff else None,
        "conflicts": [
            {
                "line": one.line,
                "label": one.label,
                "field": one.field,
                "file": one.listed,
                "own": one.own,
                "removed_by": one.removed_by,
            }
            for one in synced.conflicts
        ],
    }


def _print_diff(run: Run, synced: Synced, *, has_diff: bool) -> None:
    # The diff is data: `aiev sync FILE --diff --dry-run | git apply`.
    diff = synced.diff.removesuffix("\n") if has_diff else ""
    if diff:
        run.output.line(printable.lines(diff) if run.output.is_terminal else diff)


def _print_counts(
    say: Callable[[str], None], done: Sequence[Synced], *, is_dry_run: bool, indent: str = ""
) -> None:
    would = "would be " if is_dry_run else ""
    all_of = [synced.imported for synced in done]
    came = counted(sum(one.added for one in all_of), "entry", plural="entries")
    updated, gone = sum(one.updated for one in all_of), sum(one.removed for one in all_of)
    say(
        f"{indent}from the file{'s' * (len(done) != 1)}: {came} {would}added,"
        f" {updated} changed, {gone} removed"
    )
    say(
        f"{indent}into the file{'s' * (len(done) != 1)}:"
        f" {counted(sum(one.lines_added for one in done), 'line')} {would}added,"
        f" {sum(one.lines_removed for one in done)} removed"
    )


def _tell_conflicts(run: Run, done: Sequence[Synced]) -> None:
    for synced in done:
        where = f" of {synced.list}" if len(done) > 1 else ""
        for one in synced.conflicts:
            kept = _OUTCOMES.get(one.removed_by or one.field, "both are kept")
            run.output.message(f"aiev: conflict in line {one.line}{where}, {one.told}; {kept}")
    if any(synced.conflicts for synced in done):
        run.output.message(
            "hint: edit the file, or say it again with `aiev edit`, `aiev remove` or `aiev rename`,"
            " and sync once more"
        )
