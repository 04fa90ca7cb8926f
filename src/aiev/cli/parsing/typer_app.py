"""The command line as Typer knows it, for errors; made from the same declarations as the help."""

import inspect
import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Annotated, Literal

import typer

# Typer carries its own click since 0.27 and exports no common class of its usage errors.
from typer._click.exceptions import ClickException

from aiev.cli.parsing import command_line, help_text
from aiev.cli.parsing.command_line import Line, Parameter
from aiev.cli.parsing.options import Option
from aiev.errors import UsageError
from aiev.version import VERSION

_Database = Annotated[str | None, typer.Option("--db", metavar="PATH")]
_LETTER = re.compile(r"-\w$")
_NoColor = Annotated[bool, typer.Option("--no-color")]


def _tell_version(is_asked: bool) -> None:  # noqa: FBT001  # as Typer calls it
    if is_asked:
        typer.echo(f"aiev {VERSION}")
        raise typer.Exit


def _teller(name: str, width: int) -> Callable[[bool], None]:
    """Return what prints the help of a command, or of aiev where there is no name."""

    def tell(is_asked: bool) -> None:  # noqa: FBT001  # as Typer calls it
        if is_asked:
            words = [name, "--help"] if name else ["--help"]
            typer.echo(help_text.answer(words, width=width), nl=False)
            raise typer.Exit

    return tell


# Told before anything else is judged, as help is.
_Version = Annotated[bool, typer.Option("--version", "-V", is_eager=True, callback=_tell_version)]
_help = partial(typer.Option, "--help", "-h", is_eager=True)


def read(words: Sequence[str], *, width: int = help_text.WIDEST) -> Line | None:
    """Return what any command line says, or None where help or the version was printed.

    The help is `help_text`'s, wherever in a line it is asked for.

    Raises UsageError for what cannot be read, BrokenPipeError where nobody reads the help.
    """
    line = Line()
    app = typer.Typer(
        rich_markup_mode=None,
        invoke_without_command=True,
        add_completion=False,
        add_help_option=False,
    )
    show_overview = Annotated[bool, _help(callback=_teller("", width))]

    @app.callback()
    def aiev(
        context: typer.Context,
        *,
        db: _Database = None,
        show_version: _Version = False,
        no_color: _NoColor = False,
        show_help: show_overview = False,
    ) -> None:
        line.database, line.is_plain = db, no_color
        if context.invoked_subcommand is None:
            typer.echo(help_text.first_steps(width=width), nl=False)

    for name in command_line.COMMANDS:
        # Only the command that is named is needed whole; of the others, their names.
        app.command(name=name, add_help_option=False)(
            _reader(name, line, width) if name in words else _stand_in(name)
        )
    try:
        app(_exclusions_last(words), prog_name="aiev", standalone_mode=False)
    except SystemExit as error:
        # Typer exits where nobody reads its help any more: `aiev --help | true`.
        raise BrokenPipeError from error
    except ClickException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "aiev"
        message = error.format_message().rstrip(".")
        hint = f"`{path} --help` shows how to use it"
        if _LETTER.search(message) and any(_takes_query(word) for word in words):
            hint += "; behind `--` a dash leaves out a single letter"
        raise UsageError(message[:1].lower() + message[1:], hint=hint) from None
    return line if line.command else None


def _takes_query(word: str) -> bool:
    return word in command_line.COMMANDS and command_line.takes_query(
        command_line.parameters(command_line.load(word))
    )


def _exclusions_last(words: Sequence[str]) -> list[str]:
    """Return the words with those that leave others out behind `--`: Typer takes `-vision` for -v.

    The order of a query's words says nothing about which papers it finds.
    """
    at = next((at for at, word in enumerate(words) if word in command_line.COMMANDS), None)
    if at is None or not _takes_query(words[at]):
        return list(words)
    declared = command_line.parameters(command_line.load(words[at]))
    names = command_line.spellings(declared)
    kept = list(words[: at + 1])
    excluded: list[str] = []
    rest = iter(words[at + 1 :])
    for word in rest:
        if word == "--":
            return [*kept, "--", *excluded, *rest]
        if command_line.is_exclusion(word, declared):
            excluded.append(word)
            continue
        kept.append(word)
        if word == "--db" or (word in names and declared[names[word]].type is not bool):
            kept += islice(rest, 1)
    return [*kept, *(["--", *excluded] if excluded else [])]


def _stand_in(name: str) -> Callable[[], None]:
    """Return a function that stands for a command, and is never called."""

    def command() -> None:
        raise AssertionError(f"only a command that is named is called: {name}")

    return command


def _reader(name: str, line: Line, width: int) -> Callable[..., None]:
    """Return a function that Typer takes for the command; it only notes the values given."""
    command = command_line.load(name)
    declared = command_line.parameters(command)

    def note(**values: object) -> None:
        line.command = name
        line.database = values.pop("db") or line.database  # type: ignore[assignment]  # Typer checked
        line.is_plain = bool(values.pop("no_color")) or line.is_plain
        values.pop("show_version")
        values.pop("show_help")
        line.values = {
            key: tuple(map(str, value)) if isinstance(value, list) else value
            for key, value in values.items()
            if value is not None
        }

    shown = {key: _typed(parameter) for key, parameter in declared.items()}
    # The global options stand after the command just as well, but its help is about itself.
    shown.update(db=(_Database, None), no_color=(_NoColor, False), show_version=(_Version, False))
    shown["show_help"] = (Annotated[bool, _help(callback=_teller(name, width))], False)
    note.__annotations__ = {key: annotation for key, (annotation, _default) in shown.items()}
    note.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what inspect looks for
        [
            inspect.Parameter(
                key, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
            )
            for key, (annotation, default) in shown.items()
        ]
    )
    return note


def _typed(parameter: Parameter) -> tuple[object, object]:
    """Return the annotation and the default by which Typer knows a parameter."""
    declaration = parameter.declaration
    value: object = parameter.type
    default = parameter.default
    if parameter.type == tuple[str, ...]:
        # Typer refuses list[Literal] since 0.28; of an enumeration it takes a list.
        item = StrEnum("Item", {c: c for c in declaration.choices}) if declaration.choices else str
        value = list[item]  # type: ignore[valid-type]  # made while running
        default = list(default) if isinstance(default, tuple) else default
    elif declaration.choices:
        value = Literal[declaration.choices]
    # What a value stands for names it better than a row of choices.
    metavar = declaration.metavar or None
    if isinstance(declaration, Option):
        info = typer.Option(*declaration.names, metavar=metavar, min=declaration.minimum)
        return Annotated[value, info], default
    argument = typer.Argument(metavar=metavar)
    return Annotated[value, argument], ... if declaration.is_required else default
