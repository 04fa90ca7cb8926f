"""The export formats by name; a format is loaded when it is asked for, as start-up counts."""

from collections.abc import Mapping
from importlib import import_module

from aiev.errors import UsageError
from aiev.exporters.exporter import Exporter

# A new format is one module with a constant `EXPORTER`, and its line here.
MODULES: Mapping[str, str] = {
    "markdown": "markdown_list",
    "jsonl": "jsonl",
    "csv": "csv_table",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "ris": "ris",
    "atom": "atom",
}


def names() -> tuple[str, ...]:
    """Answer the names of all formats; loads none of them."""
    return tuple(MODULES)


def load(name: str) -> Exporter:
    """Answer the format of this name; raises UsageError for any other."""
    module = MODULES.get(name)
    if module is None:
        raise UsageError(
            f"unknown export format: {name}", hint=f"choose one of: {', '.join(MODULES)}"
        )
    exporter = import_module(f"aiev.exporters.{module}").EXPORTER
    if not isinstance(exporter, Exporter):
        raise TypeError(f"no exporter in aiev.exporters.{module}")
    return exporter
