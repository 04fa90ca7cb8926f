"""The fields of papers that `--fields` chooses, for pipes, tables and programs."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import Json
from aiev.errors import UsageError

_LIST_SEPARATOR = "; "


def show(run: Run, papers: Sequence[Json], text: str, *, known: Sequence[str]) -> None:
    """Print the fields that `id,title,url` chooses of each paper, one a line, with tabs between.

    `known` are the names that there are; raises UsageError for another one.
    """
    names = _read(text, known)
    rows = [[_value(paper, name) for name in names] for paper in papers]
    if not run.output.is_terminal:
        run.output.rows(rows)
    elif rows:
        run.output.table([Column(name) for name in names], rows)


def chosen(papers: Sequence[Json], text: str, *, known: Sequence[str]) -> list[Json]:
    """Return the papers as objects that have only the fields chosen, in the order of the names.

    Raises as `show` does.
    """
    names = _read(text, known)
    return [{name: paper[name] for name in names} for paper in papers]


def _read(text: str, known: Sequence[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    wrong = [name for name in names if name not in known]
    if wrong or not names:
        raise UsageError(
            f"no field is called {', '.join(wrong)}" if wrong else "--fields names none",
            hint=f"the fields are {', '.join(known)}",
        )
    return names


def _value(paper: Json, name: str) -> str | int | None:
    value = paper[name]
    if name == "id":
        return str(paper["arxiv_id"] or value)
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, list):
        return _LIST_SEPARATOR.join(map(_text, value)) or None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, dict) and "count" in value:
        return str(value["count"])
    return _text(value)


def _text(value: object) -> str:
    """Return one value of a list: a text as it is, of an object its own values that are texts."""
    if isinstance(value, dict):
        return " ".join(text for text in value.values() if isinstance(text, str))
    return str(value)
