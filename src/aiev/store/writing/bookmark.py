"""Where an interrupted load of a file goes on: kept with what was loaded, dropped at the end."""

from sqlmodel import Session

from aiev.store.tables_noted import SettingTable

_KEY = "reading "


def find(session: Session, of: str) -> tuple[int, int] | None:
    """Return the bytes and lines that are behind a reader of this name, or None."""
    row = session.get(SettingTable, _KEY + of)
    if row is None:
        return None
    offset, line = row.value.split()
    return int(offset), int(line)


def put(session: Session, of: str, *, offset: int, line: int) -> None:
    """Note how far the reader has come."""
    session.merge(SettingTable(key=_KEY + of, value=f"{offset} {line}"))


def drop(session: Session, of: str) -> None:
    """Note that the reader is done."""
    row = session.get(SettingTable, _KEY + of)
    if row is not None:
        session.delete(row)
