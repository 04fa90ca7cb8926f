"""The commands there are, and the reading of plain command lines without Typer.

Start-up is a feature: loading Typer alone costs more than a search. A line that is not plain (it
asks for help, or has an unknown option or a value out of range) is left to `typer_app`, which is
made from the same declarations.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import FunctionType

from aiev.cli.parsing.options import Argument, Option
from aiev.light_typing import get_args
from aiev.value import value

Command = FunctionType
"""Takes the run and the values of its parameters, and returns an exit code; None means done."""

COMMANDS = (
    "import", "enrich", "discover", "add", "edit", "remove", "merge", "rename", "sort", "undo",
    "search", "similar", "show", "topics", "orgs", "authors", "tags", "lists", "stats", "save",
    "new", "diff", "open", "cite", "check", "sync", "export", "backup", "doctor", "serve", "mcp",
    "migrate", "completion", "help",
)  # fmt: skip
"""In the order of the help; each is a function in a module of `aiev.cli.commands`."""


@value
class Parameter:
    """One parameter of a command: the type of its value, how it is written, and its default."""

    type: object
    declaration: Option | Argument
    default: object


class Line:
    """A command line that was read: the global options, the command and its values."""

    def __init__(self) -> None:
        self.command = ""
        self.database: str | None = None
        self.is_plain = False
        self.values: dict[str, object] = {}


_NUMBERS = (int, int | None)


class _NotPlainError(Exception):
    """A command line that Typer is to read, or to refuse."""


def load(name: str) -> Command:
    """Return the function of a command; after a name that Python has itself stands a `_`."""
    word = f"{name}_" if name in ("import", "open", "help") else name
    module = f"aiev.cli.commands.{word}"
    # As importlib does it, which takes longer to load than most commands.
    __import__(module)
    command = getattr(sys.modules[module], word)
    assert isinstance(command, FunctionType), word
    return command


def parameters(command: Command) -> dict[str, Parameter]:
    """Return the parameters that follow the run, by name and in order.

    Filters that are declared together (`options.Filtering`) stand after the arguments.
    """
    code = command.__code__
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    placed = command.__defaults__ or ()
    defaults = {
        **dict(zip(names[count - len(placed) : count], placed, strict=True)),
        **(command.__kwdefaults__ or {}),
    }
    annotations = command.__annotations__
    filters = {}
    for together in get_args(annotations.get("filters")):
        filters = together.__annotations__
    ordered = [
        *((name, annotations[name]) for name in names[1:count]),
        *filters.items(),
        *((name, annotations[name]) for name in names[count:]),
    ]
    found = {}
    for name, annotation in ordered:
        kind, declaration = get_args(annotation)
        nothing = () if kind == tuple[str, ...] else None
        found[name] = Parameter(kind, declaration, defaults.get(name, nothing))
    return found


def read(words: Sequence[str]) -> Line | None:
    """Return what a command line says, or None where it is not plain."""
    line = Line()
    try:
        rest = _read_globals(list(words), line)
        if not rest or rest[0] not in COMMANDS:
            return None
        line.command = rest.pop(0)
        declared = parameters(load(line.command))
        given, plain = _sort(rest, declared, line)
        _place(plain, declared, given)
        line.values = {name: _convert(texts, declared[name]) for name, texts in given.items()}
    except (_NotPlainError, IndexError):
        return None
    return line


def _read_globals(words: list[str], line: Line) -> list[str]:
    while words and words[0].startswith("-"):
        if not _take_global(words.pop(0), words, line):
            raise _NotPlainError
    return words


def _take_global(word: str, following: list[str], line: Line) -> bool:
    if word == "--no-color":
        line.is_plain = True
    elif word == "--db":
        line.database = following.pop(0)
    elif word.startswith("--db="):
        line.database = word.removeprefix("--db=")
    else:
        return False
    return True


def _sort(
    words: list[str], declared: Mapping[str, Parameter], line: Line
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the texts given to each option of a command, and the words that belong to none."""
    names = spellings(declared)
    is_query = takes_query(declared)
    given: dict[str, list[str]] = {}
    plain: list[str] = []
    while words:
        word = words.pop(0)
        spelling, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if word == "--":
            return given, plain + words
        named = names.get(spelling)
        if not word.startswith("-") or word == "-":
            plain.append(word)
        elif named is not None and not equals and declared[named].type is bool:
            given[named] = ["yes"]
        elif named is not None and declared[named].type is not bool:
            given.setdefault(named, []).append(value if equals else words.pop(0))
        elif word[2:].isdigit() and takes_number(word[:2], declared):
            given.setdefault(names[word[:2]], []).append(word[2:])
        elif not _take_global(word, words, line):
            if not is_query or not is_exclusion(word, declared):
                raise _NotPlainError
            plain.append(word)
    return given, plain


def spellings(declared: Mapping[str, Parameter]) -> dict[str, str]:
    """Return for each spelling of an option, such as `-n`, the name of its parameter."""
    return {
        spelling: name
        for name, parameter in declared.items()
        if isinstance(parameter.declaration, Option)
        for spelling in parameter.declaration.names
    }


def takes_query(declared: Mapping[str, Parameter]) -> bool:
    """Return whether a command takes the words of a query, among which `-vision` leaves one out."""
    return any(
        isinstance(p.declaration, Argument) and p.declaration.is_query for p in declared.values()
    )


def takes_number(spelling: str, declared: Mapping[str, Parameter]) -> bool:
    """Return whether this is an option with a number, which may stand right behind it: `-n5`."""
    name = spellings(declared).get(spelling)
    return name is not None and declared[name].type in _NUMBERS


def is_exclusion(word: str, declared: Mapping[str, Parameter]) -> bool:
    """Return whether a word of a query leaves another out: a dash before two letters or more.

    A dash before one letter is an option or a slip; behind `--` it leaves that letter out too.
    """
    if not word.startswith("-") or word.startswith("--") or len(word) < 3:
        return False
    is_valued = word[2] == "=" or word[2:].isdigit()
    return not (is_valued and takes_number(word[:2], declared))


def _place(
    plain: list[str], declared: Mapping[str, Parameter], given: dict[str, list[str]]
) -> None:
    for name, parameter in declared.items():
        if not isinstance(parameter.declaration, Argument):
            continue
        if parameter.declaration.is_required and not plain:
            raise _NotPlainError
        if plain:
            count = len(plain) if _is_many(parameter) else 1
            given[name], plain[:count] = plain[:count], []
    if plain:
        raise _NotPlainError


def _convert(texts: list[str], parameter: Parameter) -> object:
    declaration = parameter.declaration
    if declaration.choices and not set(texts) <= set(declaration.choices):
        raise _NotPlainError
    if _is_many(parameter):
        return tuple(texts)
    if len(texts) > 1 and parameter.type is not bool:
        raise _NotPlainError
    if parameter.type is bool:
        return True
    if parameter.type not in _NUMBERS:
        return texts[0]
    minimum = declaration.minimum if isinstance(declaration, Option) else None
    text = texts[0]
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < (minimum or 0):
        raise _NotPlainError
    return int(text)


def _is_many(parameter: Parameter) -> bool:
    return parameter.type == tuple[str, ...]
