"""What `aiev enrich` answers: what changed and a summary for people, one object for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.views import changes
from aiev.domain.capped_list import CappedList
from aiev.domain.finding import Finding
from aiev.domain.paper_json import SCHEMA, Json
from aiev.services.arxiv.enrich import Enriched


def as_json(result: Enriched) -> Json:
    """Return the contract's object; `changes` and `failed` tell what is to be looked at.

    Of very many only the first are listed; the numbers before them count all.
    """
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
        "changes": changes.as_json(result.changes.items),
        "bad_lines": result.findings.count,
        "findings": findings_json(result.findings),
    }


def print_summary(run: Run, result: Enriched) -> None:
    """Print a line for each paper that changed, then one for all."""
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
