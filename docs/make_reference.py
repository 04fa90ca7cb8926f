"""Write the parts of reference.md that the code declares: `python docs/make_reference.py`.

They stand between `<!-- made: NAME -->` and `<!-- end -->`; all else there is written by hand.
"""

import inspect
import re
from pathlib import Path

from aiev.cli.parsing import command_line
from aiev.cli.parsing.command_line import Parameter
from aiev.cli.parsing.options import Argument, Option
from aiev.domain.finding import CODES

PAGE = Path(__file__).with_name("reference.md")
_MADE = re.compile(r"(?<=^<!-- made: )(\w+)( -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Write the page anew where it differs."""
    text = PAGE.read_text(encoding="utf-8")
    if (newer := made_anew(text)) != text:
        PAGE.write_text(newer, encoding="utf-8")


def made_anew(text: str) -> str:
    """Return the page with each part that the code declares as it is declared now."""
    parts = {"commands": _commands, "findings": _findings, "options": _options}
    return _MADE.sub(lambda part: f"{part[1]}{part[2]}\n{parts[part[1]]()}\n\n", text)


def _commands() -> str:
    rows = []
    for name in command_line.COMMANDS:
        sentence = re.split(r"\.(?:\s|$)", _paragraphs(name)[0])[0]
        rows.append((f"[`aiev {name}`](#aiev-{name})", sentence[:1].lower() + sentence[1:]))
    return _table(("command", "what it does"), rows)


def _findings() -> str:
    rows = [(f"`{code}`", level, meaning) for code, (level, meaning) in CODES.items()]
    return _table(("code", "level", "what it means"), rows)


def _options() -> str:
    return "\n\n".join(map(_section, command_line.COMMANDS))


def _section(name: str) -> str:
    declared = command_line.parameters(command_line.load(name)).values()
    arguments = [one for one in declared if isinstance(one.declaration, Argument)]
    options = [one for one in declared if isinstance(one.declaration, Option)]
    rows = [(f"`{one.declaration.metavar}`", _meaning(one)) for one in arguments]
    rows += [(_spelling(one), _meaning(one)) for one in options]
    usage = " ".join(["aiev", name, *(one.declaration.metavar for one in arguments)])
    parts = [f"### aiev {name}", f"`{usage}`", *_paragraphs(name)]
    if rows:
        parts.append(_table(("argument or option", "meaning"), rows))
    return "\n\n".join(parts)


def _paragraphs(name: str) -> list[str]:
    text = inspect.getdoc(command_line.load(name)) or ""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _spelling(parameter: Parameter) -> str:
    declaration = parameter.declaration
    assert isinstance(declaration, Option)
    *short, last = declaration.names
    value = f" {declaration.metavar}" if declaration.metavar else ""
    return ", ".join([*(f"`{one}`" for one in short), f"`{last}{value}`"])


def _meaning(parameter: Parameter) -> str:
    text = parameter.declaration.help
    if parameter.declaration.choices:
        text = f"{text.removesuffix('.')}: {', '.join(parameter.declaration.choices)}."
    is_told = parameter.type is int or parameter.declaration.choices
    if is_told and parameter.default not in (None, ()):
        text += f" Default: {parameter.default}."
    return text


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(map(_cell, row) for row in rows)]
    marked = [f"| {' | '.join(line)} |" for line in lines]
    marked[1] = marked[1].replace(" ", "")
    return "\n".join(marked)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
