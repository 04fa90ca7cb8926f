"""What the steps of one edit share: the lists that its entries stand in, and how a field is set."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aiev.domain.organizations.directory import Directory
from aiev.domain.paper import topic_titles
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing.changes import broken_links
from aiev.services.lists.list_reader import ListReader
from aiev.services.organizations import resolve
from aiev.store.reading import entry_keys, list_edits
from aiev.store.reading.paper_places import Place
from aiev.store.writing import entry_edit, paper_places
from aiev.store.writing.writer import Transaction, reader_within


@dataclass(slots=True)
class Work:
    """What the steps of one edit share; `told` collects sentences for the user."""

    session: Transaction
    directory: Directory
    told: list[str] = field(default_factory=list)
    lists: ListReader = field(init=False)

    def __post_init__(self) -> None:
        self.lists = ListReader(self.directory.is_organization)

    def list_of(self, place: Place) -> ParsedList:
        """Return the list that an entry stands in, as it is in the list's file."""
        return self.lists.read(paper_places.content(self.session, place.list_id))

    def in_own_words(self, place: Place, entry: ListedEntry) -> ListedEntry:
        """Return an entry of the file under its topic as the user calls that."""
        topics = list_edits.topics(reader_within(self.session), place.list)
        names = [(topic.listed, topic.path) for topic in topics]
        path = list_edits.called(entry_keys.topic_path(entry), names)
        return replace(entry, topic=topic_titles(path))

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
    listed, is_broken = None, False
    if entry is not None:
        listed = entry_keys.values_of(work.in_own_words(place, entry))[field]
        urls = entry_keys.addresses_of(entry, field)
        is_broken = broken_links.are_in(work.list_of(place).text, entry, urls)
    entry_edit.change(
        work.session, place.entry_id, field, columns, listed=listed, is_broken=is_broken
    )
