"""What `aiev enrich` answers: what changed and a summary for people, one object for programs."""

from aiev.cli import printable
from aiev.cli.run import Run
from aiev.cli.views import changes
from aiev.domain.finding import Finding
from aiev.domain.paper_json import SCHEMA, Json
from aiev.services.enrich import Enriched


def as_json(result: Enriched) -> Json:
    """Answer the contract's object; `changes` and `failed` tell what is to be looked at."""
    return {
        "schema": SCHEMA,
        "asked": result.asked,
        "enriched": result.done,
        "pending": result.left,
        "unknown": result.unknown,
        "failed": [{"arxiv_id": key, "reason": reason} for key, reason in result.failed],
        "changes": changes.as_json(result.changes),
        "findings": findings_json(result.findings),
    }


def print_summary(run: Run, result: Enriched) -> None:
    """Print a line for each paper that changed, then one for all."""
    for line in changes.lines(result.changes):
        run.output.line(line)
    if not result.asked:
        run.output.line(
            "nothing is that old: no paper has to be asked for again"
            if result.is_refresh
            else "nothing is missing: every paper on arXiv has been asked for"
        )
        return
    left = "not asked again" if result.is_refresh else "pending"
    changed = len({change.paper_id for change in result.changes})
    run.output.line(
        f"{result.done} of {result.asked} papers enriched, {result.left} {left},"
        f" {len(result.unknown)} unknown" + (f", {changed} changed" if result.is_refresh else "")
    )


def tell_findings(run: Run, findings: list[Finding], *, bad_lines: int) -> None:
    """Say on stderr which lines of a snapshot were passed over."""
    for finding in findings:
        run.output.message(
            f"aiev: line {finding.line}: {finding.code}: {printable.one_line(finding.message)}"
        )
    if bad_lines > len(findings):
        run.output.message(f"aiev: {bad_lines - len(findings):,} more lines are no records")


def findings_json(findings: list[Finding]) -> list[Json]:
    """Answer findings as plain values."""
    return [{"line": f.line, "code": f.code, "message": f.message} for f in findings]
