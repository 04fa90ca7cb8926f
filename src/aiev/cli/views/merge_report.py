"""What merging a knowledge base answers: a summary, or one object for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal.printable import counted
from aiev.domain.knowledge import SCHEMA
from aiev.services.exchange.import_backup import TakenIn


def show(run: Run, taken: TakenIn, *, as_json: bool, is_dry_run: bool) -> None:
    """Print what was taken in; what differs and what could not be read goes to stderr."""
    merged = taken.merged
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "papers": merged.papers,
                "new_papers": merged.new_papers,
                "changed_papers": merged.changed_papers,
                "new_entries": merged.new_entries,
                "new_lists": merged.new_lists,
                "new_organizations": merged.new_organizations,
                "conflicts": [
                    {"about": one.about, "field": one.field, "own": one.own, "other": one.other}
                    for one in merged.differences
                ],
                "findings": [
                    {"line": one.line, "code": one.code, "message": one.message}
                    for one in taken.findings
                ],
            }
        )
    else:
        would = "would be " if is_dry_run else ""
        run.output.line(
            f"{counted(merged.papers, 'paper')} read: {merged.new_papers:,} {would}added,"
            f" {merged.changed_papers:,} changed;"
            f" {counted(merged.new_entries, 'entry', plural='entries')},"
            f" {counted(merged.new_lists, 'list')} and"
            f" {counted(merged.new_organizations, 'organization')} {would}added"
        )
    for one in merged.differences:
        run.output.message(
            f"aiev: conflict in {one.field} of {one.about}:"
            f" here “{one.own}”, there “{one.other}”; yours is kept"
        )
    for finding in taken.findings:
        run.output.message(f"aiev: line {finding.line}: {finding.code}: {finding.message}")
