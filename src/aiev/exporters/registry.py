"""The export formats by name; a format is loaded when it is asked for, as start-up counts."""

from collections.abc import Mapping
from importlib import import_module

from aiev.errors import UsageError
from aiev.exporters.exporter import Exporter, FolderExporter

# A new format is one module with a constant `EXPORTER`, and its line here.
MODULES: Mapping[str, str] = {
    "markdown": "markdown.document",
    "jsonl": "jsonl",
    "csv": "csv_table",
    "bibtex": "bibliography.bibtex",
    "csl-json": "bibliography.csl_json",
    "ris": "bibliography.ris",
    "atom": "feeds.atom",
    "rss": "feeds.rss",
    "html": "html.page",
}
# Formats that are a folder of files rather than one document.
FOLDER_MODULES: Mapping[str, str] = {
    "obsidian": "obsidian.vault",
    "html": "html.folder",
}


def names() -> tuple[str, ...]:
    """Return the names of the formats that are one document; loads none of them."""
    return tuple(MODULES)


def folder_names() -> tuple[str, ...]:
    """Return the names of the formats that are always a folder; loads none of them."""
    return tuple(name for name in FOLDER_MODULES if name not in MODULES)


def has_folder(name: str) -> bool:
    """Return whether the format can be a folder."""
    return name in FOLDER_MODULES


def load(name: str) -> Exporter:
    """Return the format of this name; raises UsageError for any other."""
    module = MODULES.get(name)
    if module is None:
        raise UsageError(
            f"unknown export format: {name}", hint=f"choose one of: {', '.join(MODULES)}"
        )
    exporter = import_module(f"aiev.exporters.{module}").EXPORTER
    if not isinstance(exporter, Exporter):
        raise TypeError(f"no exporter in aiev.exporters.{module}")
    return exporter


def load_folder(name: str) -> FolderExporter:
    """Return the format of this name that is a folder; raises UsageError for any other."""
    module = FOLDER_MODULES.get(name)
    if module is None:
        raise UsageError(f"no format that is a folder: {name}")
    exporter = import_module(f"aiev.exporters.{module}").EXPORTER
    if not isinstance(exporter, FolderExporter):
        raise TypeError(f"no exporter of a folder in aiev.exporters.{module}")
    return exporter
