"""What `aiev help` says, of all commands or of one: made from the declarations, without Typer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from textwrap import fill

from aiev.cli.parsing import catalogue, command_line
from aiev.cli.parsing.command_line import Parameter
from aiev.cli.parsing.options import Argument, Option

WIDEST = 80
"""No line is longer where words allow it, however wide the terminal."""

Row = tuple[str, str]
"""A word to type, and what it does."""

_INDENT = "  "
# A longer word stands on a line of its own, so that what words do has room.
_LONGEST = 28
_FLAGS = ("-h", "--help")


def asked(words: Sequence[str]) -> bool:
    """Return whether a command line asks for nothing but help, as plainly as most do."""
    if len(words) == 2 and words[0] not in command_line.COMMANDS:
        return False
    return not words or (len(words) <= 2 and words[-1] in _FLAGS)


def answer(words: Sequence[str], *, width: int) -> str:
    """Return what a command line gets that asks for nothing but help."""
    if not words:
        return first_steps(width=width)
    return of_command(words[0], width=width) if len(words) == 2 else overview(width=width)


def first_steps(*, width: int) -> str:
    """Return what to begin with, for who types `aiev` alone."""
    return _joined(
        [
            _text(catalogue.ABOUT, width),
            "First steps:\n" + _table(catalogue.FIRST_STEPS, width),
            _text("`aiev help` shows all commands, `aiev help search` tells of one.", width),
        ]
    )


def overview(*, width: int) -> str:
    """Return the help of aiev: its commands in groups, each group with two examples."""
    said = catalogue.SUMMARIES
    longest = max(map(len, said))
    parts = ["Usage: aiev [OPTIONS] COMMAND [ARGS]...", _text(catalogue.ABOUT, width, _INDENT)]
    for group, names in catalogue.GROUPS.items():
        rows = [(name, said[name]) for name in names]
        lines = [f"{group}:", _table(rows, width, longest=longest)]
        lines += [f"{_INDENT}$ {catalogue.EXAMPLES[name][0]}" for name in names[:2]]
        parts.append("\n".join(lines))
    parts.append("Options:\n" + _table(catalogue.OPTIONS, width))
    parts.append(_text("`aiev help COMMAND` tells of one, with examples.", width))
    parts.append(_text(catalogue.EXIT_CODES, width))
    return _joined(parts)


def of_command(name: str, *, width: int) -> str:
    """Return the help of one command."""
    command = command_line.load(name)
    parts = [_text(f"Usage: {usage(name)}", width, subsequent=_INDENT * 2)]
    parts += [_text(paragraph, width, _INDENT) for paragraph in paragraphs(name)]
    declared = command_line.parameters(command)
    rows = list(arguments(declared))
    if rows:
        parts.append("Arguments:\n" + _table(rows, width))
    rows = [*options(declared), catalogue.OPTIONS[-1]]
    parts.append("Options:\n" + _table(rows, width))
    parts.append("\n".join(["Examples:", *(f"{_INDENT}$ {one}" for one in examples(name))]))
    return _joined(parts)


def usage(name: str) -> str:
    """Return how a command is written, such as `aiev show [OPTIONS] [ID]...`."""
    declared = command_line.parameters(command_line.load(name))
    return " ".join(["aiev", name, "[OPTIONS]", *(row[0] for row in arguments(declared))])


def paragraphs(name: str) -> list[str]:
    """Return what a command says of itself, each paragraph in one line."""
    said = cleandoc(command_line.load(name).__doc__ or "")
    return [" ".join(paragraph.split()) for paragraph in said.split("\n\n")]


def examples(name: str) -> tuple[str, ...]:
    """Return two lines of a shell that use a command."""
    return catalogue.EXAMPLES[name]


def arguments(declared: dict[str, Parameter]) -> Iterator[Row]:
    """Yield the values that a command knows by their place, with what they are."""
    for parameter in declared.values():
        if isinstance(parameter.declaration, Argument):
            yield parameter.declaration.metavar, _said(parameter)


def options(declared: dict[str, Parameter]) -> Iterator[Row]:
    """Yield the options of a command, with what they do."""
    for parameter in declared.values():
        if isinstance(parameter.declaration, Option):
            written = ", ".join(parameter.declaration.names)
            yield f"{written} {parameter.declaration.metavar}".rstrip(), _said(parameter)


def _said(parameter: Parameter) -> str:
    declaration, default = parameter.declaration, parameter.default
    text = declaration.help
    if declaration.choices:
        text = f"{text.removesuffix('.')}: {', '.join(declaration.choices)}."
    notes = []
    if default not in (None, (), False) and (declaration.choices or parameter.type is int):
        notes.append(f"default {default}")
    elif isinstance(declaration, Argument) and declaration.is_required:
        notes.append("required")
    if isinstance(declaration, Option) and declaration.minimum:
        notes.append(f"at least {declaration.minimum}")
    return f"{text} [{'; '.join(notes)}]" if notes else text


def _text(text: str, width: int, indent: str = "", subsequent: str | None = None) -> str:
    return fill(
        text,
        min(width, WIDEST),
        initial_indent=indent,
        subsequent_indent=indent if subsequent is None else subsequent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(rows: Iterable[Row], width: int, *, longest: int = 0) -> str:
    """Return the words on the left, and what they do beside them or, where it is narrow, below."""
    rows = list(rows)
    # Half of a narrow terminal is for what the words do.
    most = min(_LONGEST, min(width, WIDEST) // 2 - 4)
    fitting = [len(word) for word, _ in rows if len(word) <= most]
    left = max([min(longest, most), *fitting]) + 4
    lines = []
    for word, said in rows:
        told = _text(said, width, " " * left)
        is_beside = len(word) + 4 <= left
        lines.append(
            f"{_INDENT}{word}".ljust(left) + told[left:]
            if is_beside
            else f"{_INDENT}{word}\n{told}"
        )
    return "\n".join(lines)


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"
