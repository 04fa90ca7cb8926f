"""The manual page of aiev, `aiev(1)`, made from the same declarations as its help.

Source: man(7) and groff_man_style(7).
"""

from __future__ import annotations

from collections.abc import Iterable

from aiev import config
from aiev.cli.parsing import catalogue, command_line, help_text
from aiev.cli.parsing.help_text import Row
from aiev.version import VERSION

_FILES = (
    ("~/.local/share/aiev/aiev.db", "The database, where nothing else names one."),
    ("~/.config/aiev/config.toml", "Names as those of the environment, with their values."),
)


def page() -> str:
    """Return the page as `man` reads it."""
    lines = [
        f'.TH AIEV 1 "" "aiev {VERSION}" "User Commands"',
        *_section(
            "NAME", [rf"aiev \- {_roff(catalogue.ABOUT[0].lower() + catalogue.ABOUT[1:-1])}"]
        ),
        *_section("SYNOPSIS", [".B aiev", _roff("[OPTIONS] COMMAND [ARGS]...")]),
        *_section("OPTIONS", _tagged(catalogue.OPTIONS)),
    ]
    for group, names in catalogue.GROUPS.items():
        lines += _section(group.upper(), [])
        for name in names:
            lines += _command(name)
    lines += _section("EXIT STATUS", [_roff(catalogue.EXIT_CODES.partition(": ")[2].capitalize())])
    settings = ", ".join(config.NAMES)
    lines += _section(
        "ENVIRONMENT", [_roff(f"{settings}; what each says is in docs/reference.md.")]
    )
    lines += _section("FILES", _tagged(_FILES))
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f".SH {title}", *lines]


def _command(name: str) -> list[str]:
    declared = command_line.parameters(command_line.load(name))
    first, *others = help_text.paragraphs(name)
    lines = [f".SS {_roff(help_text.usage(name))}", _roff(first)]
    for paragraph in others:
        lines += [".PP", _roff(paragraph)]
    lines += _tagged([*help_text.arguments(declared), *help_text.options(declared)])
    lines += [".PP", "Examples:", ".PP", ".RS 4", ".nf"]
    lines += [_roff(example) for example in help_text.examples(name)]
    return [*lines, ".fi", ".RE"]


def _tagged(rows: Iterable[Row]) -> list[str]:
    lines = []
    for word, said in rows:
        lines += [".TP", rf"\fB{_roff(word)}\fR", _roff(said)]
    return lines


def _roff(text: str) -> str:
    """Return a text as roff prints it: nothing in it is a request, and a hyphen can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
