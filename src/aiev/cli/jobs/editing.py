"""The work of `aiev edit`: which papers are meant, and whether the user means all of them."""

import sys
from collections.abc import Sequence
from datetime import date

from aiev.cli.jobs import saved
from aiev.cli.parsing.input import read_lines
from aiev.cli.run import Run
from aiev.cli.terminal.printable import counted
from aiev.cli.views import advice
from aiev.errors import AievError, NotFoundError, UsageError
from aiev.query.filters import Filters
from aiev.services.search.run_query import select
from aiev.store.reading.reader import open_reader


def named(
    run: Run, references: Sequence[str], query: str | None, *, is_sure: bool
) -> tuple[str | int, ...]:
    """Return the papers that a command names: its own, those of a pipe, or all of a search.

    Those of a search are counted and asked for, unless the user is sure already. Raises UsageError
    where no paper is named, or where nobody can be asked.
    """
    if query is not None:
        if references:
            raise UsageError("--query chooses the papers: name no others beside it")
        return _found(run, query, is_sure=is_sure)
    if "-" not in references:
        if not references:
            raise UsageError("missing argument 'ID': papers, - to read them, or --query WORDS")
        return tuple(references)
    if len(references) > 1:
        raise UsageError("- stands for all papers: name no others beside it")
    # What `search` and `show` print begins with the paper's number.
    ids = [line.partition("\t")[0].strip() for line in read_lines() if not line.startswith("#")]
    if not any(ids):
        raise UsageError("no paper is named: standard input is empty")
    return tuple(filter(None, ids))


def _found(run: Run, query: str, *, is_sure: bool) -> tuple[int, ...]:
    if not query.strip():
        raise UsageError("--query needs words: without any it would mean every paper")
    can_ask = sys.stdin is not None and sys.stdin.isatty() and run.output.stderr.isatty()
    if not is_sure and not can_ask:
        raise UsageError(
            "nobody can be asked here whether all papers of the search are meant",
            hint="--yes changes them, --dry-run shows which they are",
        )
    text, filters = saved.asked(run, query, Filters())
    with open_reader(run.settings.database_path) as reader:
        found = select(reader, text, filters=filters, sort="date", today=date.today())
    if found.advice.corrections:
        # A slip of the hand finds papers that nobody meant.
        one = found.advice.corrections[0]
        raise NotFoundError(
            f"no paper has “{one.written}”", hint=f"ask for “{one.corrected}” if you mean that"
        )
    advice.show(run, found.advice)
    if found.ids and not is_sure:
        run.output.ask(f"change {counted(len(found.ids), 'paper')}? [y/N] ")
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise AievError("nothing is changed")
    return found.ids
