"""What `aiev sync` answers: a summary, the diff when asked for, one object for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.views import links
from aiev.domain.knowledge import SCHEMA
from aiev.services.lists.outcome import Synced


def show(run: Run, synced: Synced, *, has_diff: bool, as_json: bool, is_dry_run: bool) -> None:
    """Print what came from the file and what went into it; conflicts go to stderr."""
    imported = synced.imported
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "list": synced.list,
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
        )
    else:
        # The diff is data: `aiev sync FILE --diff --dry-run | git apply`.
        say = run.output.message if has_diff else run.output.line
        if has_diff:
            diff = synced.diff.removesuffix("\n")
            if diff:
                run.output.line(printable.lines(diff) if run.output.is_terminal else diff)
        would = "would be " if is_dry_run else ""
        say(
            f"from the file: {counted(imported.added, 'entry', plural='entries')} {would}added,"
            f" {imported.updated} changed, {imported.removed} removed"
        )
        say(
            f"into the file: {counted(synced.lines_added, 'line')} {would}added,"
            f" {synced.lines_removed} removed"
        )
        say(links.summary(imported.links))
    for one in synced.conflicts:
        outcome = {
            "file": "it stays removed",
            "user": "it stays in the list",
            "heading": "the file's stays",
            "order": "it is not put in order",
        }
        kept = outcome.get(one.removed_by or one.field, "both are kept")
        run.output.message(f"aiev: conflict in line {one.line}, {one.told}; {kept}")
    if synced.conflicts:
        run.output.message(
            "hint: edit the file, or say it again with `aiev edit`, `aiev remove` or `aiev rename`,"
            " and sync once more"
        )
