"""The organization table that ships with aiev, and how affiliations are read by it.

Light to load: commands that only read need it too.
"""

import sqlite3
from collections.abc import Callable, Mapping
from functools import cache

from aiev.domain.organizations.directory import Directory
from aiev.services.organizations import shipped_table
from aiev.store.reading import organization_names

ReadAffiliation = Callable[[str, str | None], tuple[str, ...]]
"""Returns the canonical names for a text and the ROR id that came with it, if any."""


@cache
def shipped() -> Directory:
    """Return the table that ships with aiev as a directory; it is read once a run."""
    return Directory.from_csv(shipped_table.content().decode("utf-8"))


def known(connection: sqlite3.Connection) -> Directory:
    """Return the table that ships with aiev, with what the user says of spellings."""
    directory = shipped().with_aliases(organization_names.user_aliases(connection))
    return directory.without(organization_names.ignored(connection))


def affiliation_reader(directory: Directory, names_by_ror: Mapping[str, str]) -> ReadAffiliation:
    """Return a function that reads an affiliation: by its ROR id, else by its text.

    `names_by_ror` holds the canonical name for each ROR id that the table knows.
    """

    def read(text: str, ror: str | None) -> tuple[str, ...]:
        known = names_by_ror.get(ror) if ror else None
        return (known,) if known else directory.resolve(text).names

    return read
