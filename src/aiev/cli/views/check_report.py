"""What `aiev check` answers: findings as a table, as lines, or in a format of other programs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column, Marked, counted
from aiev.cli.views import github_annotations, sarif
from aiev.cli.views import links as account
from aiev.domain.finding import LEVELS
from aiev.domain.knowledge import SCHEMA, Json
from aiev.domain.web_address import without_credentials
from aiev.services.checks.checked import Checked, ListFinding, Unasked

_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def show(
    run: Run, checked: Checked, *, form: str | None, hidden: int, is_new: bool = False
) -> None:
    """Print the findings; without a format a table on a terminal and lines in a pipe.

    How many there are is said on stderr, or in the JSON; `hidden` are those of lesser levels.
    `is_new` says that only new ones were asked for.
    """
    output, found = run.output, checked.findings
    match form or ("table" if output.is_terminal else "lines"):
        case "json":
            output.json(_as_json(checked, hidden=hidden))
            return
        case "sarif":
            output.json(sarif.log(found))
        case "github":
            for line in github_annotations.lines(found):
                output.line(line)
        case "table":
            _tables(run, checked)
        case _:
            for one in found:
                output.line(_line(one))
    for name in checked.unknown_before:
        output.message(f"not there before, so that all is new: {name}")
    if checked.unasked is not None:
        for line in _of_unasked(checked.unasked):
            output.message(line)
    text = summary(found, what="new finding" if is_new else "finding")
    hidden_text = f"; {hidden:,} below that level" if hidden else ""
    output.message(text + hidden_text + (f"; {checked.old:,} old" if is_new else ""))


def summary(found: Sequence[ListFinding], *, what: str) -> str:
    """Return how many findings there are of each level: `3 findings: 1 error, 2 warnings`."""
    levels = Counter(one.finding.level for one in found)
    parts = [
        counted(levels[level], level, plural="info" if level == "info" else "")
        for level in reversed(LEVELS)
        if levels[level]
    ]
    return counted(len(found), what) + (f": {', '.join(parts)}" if parts else "")


def _of_unasked(unasked: Unasked) -> Iterator[str]:
    """Yield what is said of the addresses that were not asked, or did not answer for certain."""
    if unasked.at_arxiv:
        yield f"{_addresses(unasked.at_arxiv)} at arXiv not asked: `aiev enrich` knows their ids"
    if unasked.reasons:
        why = ", ".join(f"{count:,} {reason}" for reason, count in unasked.reasons)
        yield f"{_addresses(sum(count for _, count in unasked.reasons))} not checked: {why}"


def _addresses(count: int) -> str:
    return counted(count, "address", plural="addresses")


def _line(one: ListFinding) -> str:
    of = one.finding
    message = printable.one_line(of.message)
    return f"{printable.same_length(one.list)}:{of.line}: {of.level} {of.code}: {message}"


def _as_json(checked: Checked, *, hidden: int) -> Json:
    return {
        "schema": SCHEMA,
        "findings": [
            {
                "list": one.list,
                "line": one.finding.line,
                "level": one.finding.level,
                "code": one.finding.code,
                "message": one.finding.message,
                "about": without_credentials(one.about),
            }
            for one in checked.findings
        ],
        "hidden": hidden,
        "old": checked.old,
        "unknown_before": list(checked.unknown_before),
        **_links_json(checked.unasked),
        "links": [{"list": name, **account.as_json(of)} for name, of in checked.links],
    }


def _links_json(unasked: Unasked | None) -> Json:
    return {
        "at_arxiv": unasked.at_arxiv if unasked is not None else None,
        "not_checked": dict(unasked.reasons) if unasked is not None else None,
    }


def _tables(run: Run, checked: Checked) -> None:
    # Who redirects a table wants no colours in the file.
    run.output.is_plain = run.output.is_plain or not run.output.is_terminal
    for name in dict.fromkeys(one.list for one in checked.findings):
        findings = [one.finding for one in checked.findings if one.list == name]
        run.output.table(
            [
                Column("line", justify="right", is_whole=True),
                Column("level", is_whole=True),
                Column("code", style="cyan", is_whole=True),
                Column("finding", ratio=1),
            ],
            [
                (f.line, Marked(f.level, style=_STYLES[f.level]), f.code, f.message)
                for f in findings
            ],
            title=name,
        )
    for name, of in checked.links:
        run.output.sentence(f"{printable.one_line(name)}: {account.summary(of)}")
