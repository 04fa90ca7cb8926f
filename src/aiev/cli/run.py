"""What every command is given: the settings, and where its answer goes."""

from aiev.cli.terminal.output import Output
from aiev.config import Settings
from aiev.value import value


@value
class Run:
    """One run of aiev."""

    settings: Settings
    output: Output
