"""What a refresh changed: a line a paper for people, rows and plain values for programs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column
from aiev.domain.capped_list import CappedList
from aiev.domain.change import NAMES, Change
from aiev.domain.knowledge import SCHEMA, Json

_NOTHING = "none"


def lines(changes: Iterable[Change]) -> Iterator[str]:
    """Yield `2411.11217 v1 → v2: title` for each paper, and below it what else is new."""
    for _, group in groupby(changes, key=lambda change: change.paper_id):
        of_paper = list(group)
        yield printable.one_line(_head(of_paper))
        for change in of_paper:
            if change.field != "version":
                yield f"  {printable.one_line(_sentence(change))}"


def show(run: Run, changes: CappedList[Change]) -> None:
    """Print what changed just now; of very many the first."""
    for line in lines(changes.items):
        run.output.line(line)
    if changes.more:
        run.output.line(f"and {changes.more:,} changes more: `aiev show --history` shows all")


def show_history(run: Run, changes: Sequence[Change], *, as_json: bool) -> None:
    """Print what was noticed, a row a change: `when⇥id⇥field⇥before⇥after⇥title` in a pipe."""
    if as_json:
        run.output.json({"schema": SCHEMA, "changes": changes_json(changes)})
        return
    if not run.output.is_terminal:
        run.output.rows(
            (c.noticed_at, c.name, c.field, c.before, c.after, c.title) for c in changes
        )
        return
    if not changes:
        run.output.line("no refresh has changed anything yet: `aiev enrich --refresh` asks again")
        return
    columns = [
        Column("noticed", style="dim", is_whole=True),
        Column("paper", is_whole=True),
        Column("field", style="bold", is_whole=True),
        Column("before", ratio=2),
        Column("after", ratio=2),
        Column("title", ratio=3),
    ]
    run.output.table(
        columns,
        ((c.noticed_at[:10], c.name, NAMES[c.field], c.before, c.after, c.title) for c in changes),
    )


def changes_json(changes: Iterable[Change]) -> list[Json]:
    """Return the changes as plain values."""
    return [
        {
            "paper": change.paper_id,
            "arxiv_id": change.arxiv_id,
            "title": change.title,
            "version": change.version,
            "field": change.field,
            "before": change.before,
            "after": change.after,
            "noticed_at": change.noticed_at,
            "source": change.source,
        }
        for change in changes
    ]


def _head(changes: Sequence[Change]) -> str:
    last = changes[-1]
    for change in changes:
        if change.field == "version":
            before = f"v{change.before}" if change.before else _NOTHING
            return f"{change.name} {before} → v{change.after}: {change.title}"
    version = f" v{last.version}" if last.version else ""
    return f"{last.name}{version}: {last.title}"


def _sentence(change: Change) -> str:
    name = NAMES[change.field]
    return f"{name}: {change.before or _NOTHING} → {change.after or _NOTHING}"
