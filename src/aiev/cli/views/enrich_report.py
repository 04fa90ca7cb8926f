"""What `aiev enrich` answers: what changed and a summary for people, one object for programs."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.views import changes
from aiev.domain.capped_list import CappedList
from aiev.domain.finding import Finding
from aiev.domain.knowledge import SCHEMA, Json
from aiev.domain.told_by import LABELS
from aiev.services.arxiv.enrich import Enriched
from aiev.services.exchange.look_up_works import Looked
from aiev.services.organizations.ask_sources import Tally
from aiev.services.works.ask_citations import CitationTally
from aiev.value import value


@value
class Further:
    """What came of asking others than arXiv; None where nobody was asked.

    `looked` tells of works that have no arXiv id.
    """

    organizations: tuple[Tally, ...] | None
    citations: tuple[CitationTally, ...] | None
    looked: Looked | None


def show(run: Run, result: Enriched, further: Further, *, as_json: bool) -> None:
    """Print what changed and a summary.

    Of very many changes and failures only the first are listed; the numbers count all.
    """
    if as_json:
        looked = further.looked
        run.output.json(
            {
                **_as_json(result),
                "organizations": _organizations_json(further.organizations or ()),
                "citations": _citations_json(further.citations or ()),
                **({"works": _works_json(looked)} if looked is not None else {}),
            }
        )
        return
    looked = further.looked
    if looked is not None and looked.asked:
        run.output.line(f"{looked.done} of {looked.asked} works without an arXiv id described")
    _print_summary(run, result)
    if further.organizations is not None:
        run.output.line(_organizations_line(further.organizations))
    if further.citations is not None:
        run.output.line(_citations_line(further.citations))


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


def _citations_line(tallies: Sequence[CitationTally]) -> str:
    """Return one line for people."""
    if not tallies:
        return "citations: every source is switched off"
    if not any(tally.asked for tally in tallies):
        return "citations: every paper has been asked about; --older-than 30d asks again"
    found = sum(tally.counted for tally in tallies)
    by_source = ", ".join(f"{LABELS[tally.source]} {tally.counted}" for tally in tallies)
    unknown = tallies[-1].unknown
    return f"citations: counted for {counted(found, 'paper')} ({by_source}), {unknown} unknown"


def _citations_json(tallies: Sequence[CitationTally]) -> list[Json]:
    """Return what came of each source as plain values."""
    return [
        {
            "source": tally.source,
            "asked": tally.asked,
            "counted": tally.counted,
            "unknown": tally.unknown,
            "left": tally.left,
            "not_answered": tally.failed.count,
            "refused": _reasons(tally.refused),
            "failed": _reasons(tally.failed),
        }
        for tally in tallies
    ]


def _reasons(told: CappedList[tuple[str, str]]) -> list[Json]:
    return [{"paper": name, "reason": reason} for name, reason in told.items]
