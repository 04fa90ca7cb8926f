"""What `aiev check` answers: findings as a table, lines or JSON."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column, Marked, counted
from aiev.cli.views import links as account
from aiev.domain.knowledge import SCHEMA
from aiev.markdown.values import Links
from aiev.services.lists.check import ListFinding

_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def show(
    run: Run,
    found: Sequence[ListFinding],
    *,
    links: Sequence[tuple[str, Links]],
    hidden: int,
    as_json: bool,
) -> None:
    """Print the findings: `list⇥line⇥level⇥code⇥message` in a pipe; `hidden` are lesser ones.

    The account of the links of each list follows on a terminal and stands in the JSON.
    """
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "findings": [
                    {
                        "list": one.list,
                        "line": one.finding.line,
                        "level": one.finding.level,
                        "code": one.finding.code,
                        "message": one.finding.message,
                    }
                    for one in found
                ],
                "links": [{"list": name, **account.as_json(of)} for name, of in links],
            }
        )
        return
    if not run.output.is_terminal:
        run.output.rows(
            (one.list, one.finding.line, one.finding.level, one.finding.code, one.finding.message)
            for one in found
        )
        return
    for name in dict.fromkeys(one.list for one in found):
        findings = [one.finding for one in found if one.list == name]
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
    for name, of in links:
        run.output.line(f"{printable.one_line(name)}: {account.summary(of)}")
    count = counted(len(found), "finding")
    run.output.line(f"{count}; {hidden} below that level" if hidden else count)
