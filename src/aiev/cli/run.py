"""What every command is handed: the settings of this run and where its answer goes."""

from dataclasses import dataclass

from aiev.cli.output import Output
from aiev.config import Settings


@dataclass(frozen=True, slots=True)
class Run:
    """One run of aiev."""

    settings: Settings
    output: Output
