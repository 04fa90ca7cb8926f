"""`aiev help`: how to use aiev, or one of its commands."""

from typing import Annotated

from aiev.cli.parsing.command_line import COMMANDS
from aiev.cli.parsing.options import Argument
from aiev.cli.run import Run

Command = Annotated[str | None, Argument("One of the commands.", "[CMD]", choices=COMMANDS)]


def help_(run: Run, command: Command = None) -> None:
    """Show how to use aiev, or one of its commands."""
    from aiev.cli.parsing import typer_app

    del run  # Typer prints what it makes itself
    typer_app.read([command, "--help"] if command else ["--help"])
