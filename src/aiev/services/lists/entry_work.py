"""What the steps of one edit share: the lists that its entries stand in, and how a field is set."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiev.domain.organizations.directory import Directory
from aiev.markdown.reading import document
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.organizations import resolve
from aiev.store.reading import entry_keys
from aiev.store.writing import entry_edit, paper_places
from aiev.store.writing.paper_places import Place
from aiev.store.writing.writer import Transaction


@dataclass(slots=True)
class Work:
    """What the steps of one edit share; `told` collects sentences for the user."""

    session: Transaction
    directory: Directory
    told: list[str] = field(default_factory=list)
    _lists: dict[int, ParsedList] = field(default_factory=dict)

    def list_of(self, place: Place) -> ParsedList:
        """Return the list that an entry stands in, as it is in the list's file."""
        if place.list_id not in self._lists:
            text = paper_places.content(self.session, place.list_id).decode("utf-8")
            is_organization = self.directory.is_organization
            self._lists[place.list_id] = document.read(text, is_organization=is_organization)
        return self._lists[place.list_id]

    def listed(self, place: Place) -> ListedEntry | None:
        """Return an entry as it is in its list's file; None for one that no file holds yet."""
        if place.start is None:
            return None
        entries = self.list_of(place).entries
        return next((entry for entry in entries if entry.span[0] == place.start), None)


def begin(session: Transaction) -> Work:
    """Return the state with which an edit begins."""
    return Work(session, resolve.load_directory(session))


def set_value(work: Work, places: Sequence[Place], field: str, value: str | None) -> None:
    """Give a field of the entries the user's value."""
    column = entry_edit.COLUMNS[field][0]
    for place in places:
        change(work, place, field, {column: value})


def change(work: Work, place: Place, field: str, columns: dict[str, object]) -> None:
    """Give a field of an entry the values of its columns."""
    entry = work.listed(place)
    listed = entry_keys.values_of(entry)[field] if entry is not None else None
    entry_edit.change(work.session, place.entry_id, field, columns, listed=listed)
