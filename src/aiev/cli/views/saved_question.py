"""Saved questions: as they would be typed again, or as plain values."""

import shlex
from collections.abc import Sequence

from aiev.cli.parsing.options import Filtering, Option
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column, counted
from aiev.cli.views import advice
from aiev.domain.knowledge import SCHEMA, Json
from aiev.light_typing import TYPE_CHECKING, get_args
from aiev.services.search.saved_questions import SavedQuestion, given_filters

if TYPE_CHECKING:
    # What saves loads the writer, and to show what is saved does not.
    from aiev.services.curation.save_question import Saved


def show_all(run: Run, saved: Sequence[SavedQuestion], *, as_json: bool) -> None:
    """Print the questions: `name⇥question` in a pipe."""
    if as_json:
        shapes = [_shape(one) for one in saved]
        run.output.json({"schema": SCHEMA, "questions": shapes})
    elif not run.output.is_terminal:
        run.output.rows((one.name, typed(one)) for one in saved)
    elif not saved:
        run.output.line("no question is saved: `aiev save NAME WORDS` saves one")
    else:
        columns = [Column("name", style="bold"), Column("question", ratio=1)]
        run.output.table(columns, [(f"@{one.name}", typed(one)) for one in saved])


def show(run: Run, saved: "Saved", *, as_json: bool, is_dry_run: bool) -> None:
    """Print what was saved, and tell what stood there: `name⇥verb⇥papers⇥question` in a pipe."""
    advice.show(run, saved.advice)
    one, before = saved.question, saved.before
    verb = ("would save" if is_dry_run else "saved") if before != one else "unchanged"
    if before is not None and before != one:
        told = f"aiev: @{one.name} was: {typed(before)}"
        run.output.message(printable.one_line(told))
    if as_json:
        was = None if before is None else _shape(before)
        run.output.json({"schema": SCHEMA, **_shape(one), "papers": saved.papers, "before": was})
    elif run.output.is_terminal:
        papers = counted(saved.papers, "paper")
        run.output.line(printable.one_line(f"{verb} @{one.name}: {typed(one)} ({papers} now)"))
    else:
        run.output.rows([(one.name, verb, saved.papers, typed(one))])


def show_gone(run: Run, name: str, *, as_json: bool, is_dry_run: bool) -> None:
    """Print that a question was forgotten: `name⇥verb` in a pipe."""
    verb = "would remove" if is_dry_run else "removed"
    if as_json:
        run.output.json({"schema": SCHEMA, "name": name, "removed": not is_dry_run})
    elif run.output.is_terminal:
        run.output.line(f"{verb} @{name}")
    else:
        run.output.rows([(name, verb)])


def typed(one: SavedQuestion) -> str:
    """Return the words and options that ask it again."""
    options = []
    for name, annotation in Filtering.__annotations__.items():
        _, declaration = get_args(annotation)
        assert isinstance(declaration, Option)
        given = given_filters(one.filters).get(name, ())
        for each in given if isinstance(given, tuple) else (given,):
            options += [declaration.names[-1], shlex.quote(str(each))]
    return " ".join([*([one.words] if one.words else []), *options])


def _shape(one: SavedQuestion) -> Json:
    given = given_filters(one.filters).items()
    filters = {name: list(each) if isinstance(each, tuple) else each for name, each in given}
    return {"name": one.name, "words": one.words, "filters": filters}
