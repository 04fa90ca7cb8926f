"""What a shell may put where the cursor is, found without Typer, which costs too much to load.

The scripts that the shells run (`shells`) call `aiev complete-words WORDS…` with the words up to
the cursor as they were typed. The last of them is the one to complete, and may be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from aiev.cli.parsing import command_line
from aiev.cli.parsing.command_line import Parameter
from aiev.cli.parsing.options import Argument, Option
from aiev.errors import AievError

Candidate = tuple[str, str]
"""A word to offer and a note about it, which may be empty."""

A_FILE: Candidate = ("", "")
"""Offered alone where a file is to be named, as shells know those better."""

_GLOBALS = (("--db", "the database"), ("--no-color", ""), ("--help", ""), ("--version", ""))


def candidates(
    typed: Sequence[str], *, database: Callable[[str | None], str]
) -> Iterator[Candidate]:
    """Yield what fits in place of the last word, `A_FILE` where a file is wanted.

    `database` returns the path to read, given what `--db` said. Where nothing can be read, none is
    offered: a shell that completes is no place for errors.
    """
    words = [_unquoted(word) for word in _joined(typed)] or [""]
    *before, begun = words
    named = _database_in(before)
    rest = _after_globals(before)
    if rest is None:
        yield A_FILE
        return
    if not rest:
        commands = [(name, "") for name in command_line.COMMANDS]
        yield from _beginning(begun, _GLOBALS if begun.startswith("-") else commands)
        return
    command = rest.pop(0)
    if command not in command_line.COMMANDS:
        return
    declared = command_line.parameters(command_line.load(command))
    spelled, equals, value = begun.partition("=")
    valued = _valued(declared)
    if begun.startswith("--") and equals:
        if spelled in valued:
            option = valued[spelled]
            found = _values(option, option.names, value, database, named)
            for one in found:
                yield one if one == A_FILE else (f"{spelled}={one[0]}", one[1])
    elif rest and rest[-1] in valued:
        option = valued[rest[-1]]
        yield from _values(option, option.names, begun, database, named)
    elif begun.startswith("-"):
        yield from _beginning(begun, _options(declared))
    else:
        argument = _argument(declared, rest, valued)
        if argument is not None:
            sources = (f"{command} {argument.metavar}", argument.metavar)
            yield from _values(argument, sources, begun, database, named)


def _values(
    declaration: Option | Argument,
    sources: Sequence[str],
    begun: str,
    database: Callable[[str | None], str],
    named: str | None,
) -> Iterator[Candidate]:
    fixed = declaration.choices or (isinstance(declaration, Option) and declaration.offered) or ()
    if fixed:
        yield from _beginning(begun, [(choice, "") for choice in fixed])
        return
    is_file = "FILE" in declaration.metavar
    is_name = not is_file or "LIST" in declaration.metavar
    found = list(_names(sources, begun, database, named)) if is_name else []
    yield from found
    if is_file and not found:
        yield A_FILE


def _names(
    sources: Sequence[str], begun: str, database: Callable[[str | None], str], named: str | None
) -> Iterator[Candidate]:
    """Yield the names in the database that begin so, from the first of `sources` that there is."""
    # SQLite is loaded where names are asked for, and nowhere else.
    import sqlite3  # noqa: PLC0415

    from aiev.store.connection import open_for_reading  # noqa: PLC0415
    from aiev.store.reading import completion  # noqa: PLC0415

    source = next((one for one in sources if one in completion.SOURCES), None)
    if source is None:
        return
    try:
        connection = open_for_reading(database(named))
    except AievError:
        return
    try:
        yield from completion.SOURCES[source](connection, begun)
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        # Of a database that is damaged nothing is offered; whatever command comes will tell.
        return
    finally:
        connection.close()


def _joined(typed: Sequence[str]) -> Iterator[str]:
    """Yield the words, with `--topic=x` as one: Bash splits it into three at the equals sign."""
    waiting: list[str] = []
    for word in typed:
        last = waiting[-1] if waiting else ""
        if last and (word == "=" or (last.startswith("--") and last.endswith("="))):
            waiting[-1] = last + word
        else:
            waiting.append(word)
    yield from waiting


def _unquoted(word: str) -> str:
    """Return what a word means to the shell; an open quote ends with the word."""
    meant, quote, escaped = [], "", False
    for character in word:
        if escaped:
            meant.append(character)
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = True
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        else:
            meant.append(character)
    return "".join(meant)


def _database_in(words: Sequence[str]) -> str | None:
    for index, word in enumerate(words):
        if word == "--db" and index + 1 < len(words):
            return words[index + 1]
        if word.startswith("--db="):
            return word.removeprefix("--db=")
    return None


def _after_globals(words: Sequence[str]) -> list[str] | None:
    """Return the command and what follows; None where a global option waits for its value."""
    rest = list(words)
    while rest and rest[0].startswith("-"):
        if rest.pop(0) == "--db":
            if not rest:
                return None
            rest.pop(0)
    return rest


def _valued(declared: dict[str, Parameter]) -> dict[str, Option]:
    """Return the options that take a value, by each of their spellings."""
    return {
        spelling: parameter.declaration
        for parameter in declared.values()
        if isinstance(parameter.declaration, Option) and parameter.type is not bool
        for spelling in parameter.declaration.names
    }


def _options(declared: dict[str, Parameter]) -> Iterator[Candidate]:
    for parameter in declared.values():
        if isinstance(parameter.declaration, Option):
            for spelling in parameter.declaration.names:
                yield spelling, parameter.declaration.help
    yield "--help", ""


def _argument(
    declared: dict[str, Parameter], words: Sequence[str], valued: dict[str, Option]
) -> Argument | None:
    """Return the argument that the next plain word is for."""
    given, is_value = 0, False
    for word in words:
        if is_value or word.startswith("-"):
            is_value = not is_value and word in valued
        else:
            given += 1
    places = [p for p in declared.values() if isinstance(p.declaration, Argument)]
    for index, parameter in enumerate(places):
        if index == given or parameter.type == tuple[str, ...]:
            assert isinstance(parameter.declaration, Argument)
            return parameter.declaration
    return None


def _beginning(begun: str, offered: Iterable[Candidate]) -> Iterator[Candidate]:
    return (one for one in offered if one[0].startswith(begun))
