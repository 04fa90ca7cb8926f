"""`aiev help`: how to use aiev, or one of its commands."""

from aiev.cli.parsing.command_line import COMMANDS
from aiev.cli.parsing.options import Argument, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Command = Annotated[str | None, Argument("One of the commands.", "[CMD]", choices=COMMANDS)]
Skill = Annotated[
    bool, Option(("--skill",), "Print a SKILL.md, which tells an agent with a shell how to use it.")
]


def help_(run: Run, command: Command = None, *, skill: Skill = False) -> None:
    """Show how to use aiev, or one of its commands."""
    from pathlib import Path

    from aiev import cli
    from aiev.cli.parsing import help_text
    from aiev.errors import UsageError

    if skill:
        if command is not None:
            raise UsageError("--skill is about all commands, and one is named")
        text = (Path(cli.__file__).parent / "SKILL.md").read_text(encoding="utf-8")
    elif command is not None:
        text = help_text.of_command(command, width=run.output.width)
    else:
        text = help_text.overview(width=run.output.width)
    run.output.stdout.write(text)
