"""What `aiev enrich` answers: what changed and a summary for people, one object for programs."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.views import changes
from aiev.domain.affiliation import LABELS
from aiev.domain.capped_list import CappedList
from aiev.domain.finding import Finding
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.arxiv.enrich import Enriched
from aiev.services.exchange.look_up_works import Looked
from aiev.services.organizations.ask_sources import Tally


def show(
    run: Run,
    result: Enriched,
    tallies: Sequence[Tally] | None,
    looked: Looked | None = None,
    *,
    as_json: bool,
) -> None:
    """Print what changed and a summary; `tallies` tell of organizations, None of no such question.

    `looked` tells of works that have no arXiv id. Of very many changes and failures only the first
    are listed; the numbers count all.
    """
    if as_json:
        told = {"works": _works_json(looked)} if looked is not None else {}
        shape = {**_as_json(result), "organizations": _organizations_json(tallies or ()), **told}
        run.output.json(shape)
        return
    if looked is not None and looked.asked:
        run.output.line(f"{looked.done} of {looked.asked} works without an arXiv id described")
    _print_summary(run, result)
    if tallies is not None:
        run.output.line(_organizations_line(tallies))


def _as_json(result: Enriched) -> Json:
    return {
        "schema": SCHEMA,
        "asked": result.asked,
        "enriched": result.done,
        "pending": result.left,
        "unknown": result.unknown,
        "lacking": list(result.lacking),
        "not_answered": result.failed.count,
        "failed": [{"arxiv_id": key, "reason": reason} for key, reason in result.failed.items],
        "changed": result.changed,
        "changes": changes.changes_json(result.changes.items),
        "bad_lines": result.findings.count,
        "findings": findings_json(result.findings),
    }


def _works_json(looked: Looked) -> Json:
    return {
        "asked": looked.asked,
        "described": looked.done,
        "unknown": list(looked.unknown),
        "failed": [{"url": url, "reason": reason} for url, reason in looked.failed],
    }


def _print_summary(run: Run, result: Enriched) -> None:
    changes.show(run, result.changes)
    if not result.asked:
        run.output.line(
            "nothing is that old: no paper has to be asked for again"
            if result.is_refresh
            else "nothing is missing: every paper on arXiv has been asked for"
        )
        return
    left = "not asked again" if result.is_refresh else "pending"
    run.output.line(
        f"{result.done} of {result.asked} papers enriched, {result.left} {left},"
        f" {len(result.unknown)} unknown"
        + (f", {result.changed} changed" if result.is_refresh else "")
    )


def tell_findings(run: Run, findings: CappedList[Finding]) -> None:
    """Say on stderr which lines of a snapshot were passed over."""
    for finding in findings.items:
        run.output.message(
            f"aiev: line {finding.line}: {finding.code}: {printable.one_line(finding.message)}"
        )
    if findings.more:
        run.output.message(f"aiev: {findings.more:,} more lines are no records")


def findings_json(findings: CappedList[Finding]) -> list[Json]:
    """Return findings as plain values."""
    return [{"line": f.line, "code": f.code, "message": f.message} for f in findings.items]


def _organizations_line(tallies: Sequence[Tally]) -> str:
    """Return one line for people."""
    if not tallies:
        return "organizations: every source is switched off"
    found = sum(tally.found for tally in tallies)
    by_source = ", ".join(f"{LABELS[tally.source]} {tally.found}" for tally in tallies)
    return f"organizations: found for {counted(found, 'paper')} that had none ({by_source})"


def _organizations_json(tallies: Sequence[Tally]) -> list[Json]:
    """Return what came of each source as plain values."""
    return [
        {
            "source": tally.source,
            "asked": tally.asked,
            "found": tally.found,
            "unresolved": tally.unresolved,
            "nothing": tally.nothing,
            "left": tally.left,
            "unknown": tally.unknown,
            "failed": [{"arxiv_id": key, "reason": reason} for key, reason in tally.failed],
        }
        for tally in tallies
    ]
