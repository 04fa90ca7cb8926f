"""What `aiev import` answers: a summary for people, one JSON object for programs."""

from collections import Counter
from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.views import failed_files, links, shared_papers, works_report
from aiev.cli.views.failed_files import Failure
from aiev.cli.views.works_report import WorksDone
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.lists.outcome import Imported


def show(run: Run, imported: Imported, *, enriched: int, as_json: bool, is_dry_run: bool) -> None:
    """Print what was stored, and of how many papers arXiv told just now."""
    tell_moved(run, imported)
    if as_json:
        run.output.json({"schema": SCHEMA, **_as_json(imported, enriched=enriched)})
    else:
        _print_summary(run, imported, enriched=enriched, is_dry_run=is_dry_run)


def show_several(
    run: Run,
    done: Sequence[tuple[Imported, int]],
    failures: Sequence[Failure],
    *,
    works: Sequence[WorksDone] = (),
    as_json: bool,
    is_dry_run: bool,
) -> None:
    """Print the same of several lists, one after the other, and how much they are together.

    `works` are files that are no lists, which are told first.
    """
    for imported, _ in done:
        tell_moved(run, imported)
    counts = Counter(paper for imported, _ in done for paper in set(imported.paper_ids))
    shared = sorted(paper for paper, count in counts.items() if count > 1)
    told = shared_papers.find(run, [one.list for one, _ in done], is_dry_run=is_dry_run)
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "lists": [_as_json(imported, enriched=enriched) for imported, enriched in done],
                "in_several": shared,
                "findings": shared_papers.as_json(told),
                "failed": failed_files.as_json(failures),
                **({"files": [works_report.shape(one) for one in works]} if works else {}),
            }
        )
        return
    for one in works:
        works_report.print_summary(run, one, is_dry_run=is_dry_run)
        run.output.line("")
    if works and not done:
        return
    for imported, enriched in done:
        _print_summary(run, imported, enriched=enriched, is_dry_run=is_dry_run)
        run.output.line("")
    shared_papers.tell(run.output.line, told)
    would = "would be " if is_dry_run else ""
    run.output.line(
        f"{counted(len(done), 'list')}: {_entries(sum(one.entries for one, _ in done))},"
        f" {counted(len(counts), 'paper')}, {len(shared):,} of them in several lists;"
        f" {_entries(sum(one.added for one, _ in done))} {would}added,"
        f" {sum(one.updated for one, _ in done):,} changed,"
        f" {sum(one.removed for one, _ in done):,} removed"
    )


def tell_moved(run: Run, imported: Imported) -> None:
    """Say that the list's file was known at another place."""
    if imported.moved_from is not None:
        run.output.message(
            printable.one_line(
                f"aiev: the list “{imported.list}” has moved, it was at {imported.moved_from}"
            )
        )


def _as_json(imported: Imported, *, enriched: int) -> Json:
    return {
        "list": imported.list,
        "entries": imported.entries,
        "papers": imported.papers,
        "arxiv_papers": imported.arxiv_papers,
        "topics": imported.topics,
        "enriched": enriched,
        "pending": imported.pending,
        "unknown": list(imported.unknown),
        "links": links.as_json(imported.links),
        "findings": [
            {"line": f.line, "code": f.code, "message": f.message} for f in imported.findings
        ],
        "moved_from": imported.moved_from,
    }


def _print_summary(run: Run, imported: Imported, *, enriched: int, is_dry_run: bool) -> None:
    """Print what was stored, what waits, and each finding with its line."""
    say = run.output.sentence
    say(
        f"{printable.one_line(imported.list)}: {_entries(imported.entries)},"
        f" {counted(imported.papers, 'paper')} ({imported.arxiv_papers:,} on arXiv),"
        f" {counted(imported.topics, 'topic')}, {counted(imported.tables, 'table')},"
        f" {counted(imported.dated, 'date')}"
    )
    if imported.added or imported.updated or imported.removed:
        would = "would be " if is_dry_run else ""
        say(
            f"{_entries(imported.added)} {would}added, {imported.updated:,} changed,"
            f" {imported.removed:,} removed"
        )
    else:
        say("nothing changed: the list is stored as it is")
    say(links.summary(imported.links))
    say(
        f"from arXiv: {enriched} enriched now, {imported.pending} pending,"
        f" {len(imported.unknown)} unknown"
    )
    if not imported.entries:
        run.output.message("aiev: this text names no paper: is it a markdown list?")
    if not imported.findings:
        return
    say(f"findings: {len(imported.findings)}")
    place = max(len(str(finding.line)) for finding in imported.findings)
    code = max(len(finding.code) for finding in imported.findings)
    for finding in imported.findings:
        head = f"  line {finding.line:>{place}}  {finding.code:<{code}}  "
        run.output.hanging(head, printable.one_line(finding.message))


def _entries(count: int) -> str:
    return counted(count, "entry", plural="entries")
