"""Finding out that a list is stored as it is, without reading it."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from aiev.errors import StoreError
from aiev.services.lists import outcome
from aiev.services.lists.outcome import Imported
from aiev.services.organizations import shipped_table
from aiev.store.connection import open_for_reading
from aiev.store.reading import list_reading, organization_names
from aiev.version import READER_VERSION


def find(database: Path, content: bytes, *, path: Path | None, name: str | None) -> Imported | None:
    """Return what importing the list again would come to; None where it must be read for that.

    Without a name the list is meant that was imported from this path. What is wrong with the
    database is not told here: then the list must be read, too.
    """
    digest = hashlib.sha256(content).hexdigest()
    try:
        with closing(open_for_reading(database)) as connection:
            if name is None and path is not None:
                name = list_reading.name_of(connection, path)
            if name is None:
                return None
            reading = list_reading.find(
                connection, name=name, path=path, sha256=digest, key=key(connection)
            )
    except (StoreError, sqlite3.Error):
        return None
    return outcome.unchanged(name, reading) if reading is not None else None


def key(connection: sqlite3.Connection) -> str:
    """Return what reading a list depends on beside its bytes: the reader and the organizations."""
    aliases = list(organization_names.user_aliases(connection).items())
    ignored = organization_names.ignored(connection)
    parts = [READER_VERSION, shipped_table.digest(), aliases, *([ignored] if ignored else [])]
    told = json.dumps(parts)
    return hashlib.sha256(told.encode()).hexdigest()


def name_of(path: Path | None) -> str:
    """Return the name for a list: that of its file, or of its folder where that is a README."""
    if path is None:
        return "stdin"
    path = path.absolute()
    return path.parent.name if path.stem.casefold() == "readme" and path.parent.name else path.stem
