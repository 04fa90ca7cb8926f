"""Entries that the user removed from a list, until its file follows or says something else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from aiev.markdown.values import ListedEntry
from aiev.store.reading import entry_keys
from aiev.store.tables import EntryRemovalTable, EntryTable

_Key = tuple[str, str, str]


@dataclass(slots=True)
class Left:
    """A file's entries without those that the user removed.

    `returned` holds entries that the user removed and that the file has changed since, by their
    place in `entries`, each as it was when it was removed. `followed` are removed entries that the
    file no longer has.
    """

    entries: tuple[ListedEntry, ...]
    returned: dict[int, ListedEntry]
    followed: list[ListedEntry]

    def take(self, index: int) -> ListedEntry | None:
        """Return the removed entry that a new one replaces; None where it replaces none.

        That is an entry of the same paper or title under the same topic, else of the same paper.
        """
        if index in self.returned:
            return self.returned[index]
        new = self.entries[index]
        topic, identity = entry_keys.topic_path(new), entry_keys.identity(new)
        ranked = sorted(
            (
                (
                    entry_keys.topic_path(old) != topic,
                    entry_keys.identity(old) != identity,
                    place,
                )
                for place, old in enumerate(self.followed)
                if entry_keys.identity(old) == identity
                or (entry_keys.topic_path(old), old.label) == (topic, new.label)
            )
        )
        return self.followed.pop(ranked[0][-1]) if ranked else None


def remove(session: Session, entry_id: int, listed: ListedEntry | None) -> None:
    """Remove an entry; `listed` is what the file says, remembered until the file drops it."""
    row = session.get_one(EntryTable, entry_id)
    if listed is not None:
        topic, identity, label = _key(listed)
        session.add(
            EntryRemovalTable(list_id=row.list_id, topic=topic, identity=identity, label=label)
        )
    session.delete(row)
    session.flush()


def is_any(session: Session, list_id: int) -> bool:
    """Return whether removals from a list wait for its file."""
    return bool(_rows(session, list_id))


def left(
    session: Session,
    list_id: int,
    entries: Sequence[ListedEntry],
    *,
    before: Sequence[ListedEntry],
) -> Left:
    """Return the entries that the user has not removed; `before` are the file's when that was.

    Removals that the file has followed are forgotten. So are those of entries that the file has
    changed since: nobody has removed what it says now.
    """
    were: dict[_Key, list[ListedEntry]] = defaultdict(list)
    for entry in reversed(before):
        were[_key(entry)].append(entry)
    waiting: dict[_Key, list[tuple[EntryRemovalTable, ListedEntry | None]]] = defaultdict(list)
    for removal in reversed(_rows(session, list_id)):
        key = (removal.topic, removal.identity, removal.label)
        waiting[key].append((removal, were[key].pop() if were[key] else None))
    answer = Left((), {}, [])
    kept: list[ListedEntry] = []
    for entry in entries:
        if removals := waiting[_key(entry)]:
            # Two entries may have one key: all their fields tell which removal is of which.
            same = [one for one in removals if not _is_other(one[1], entry)]
            removal, was = same[0] if same else removals[-1]
            removals.remove((removal, was))
            if was is None or same:
                continue
            answer.returned[len(kept)] = was
            session.delete(removal)
        kept.append(entry)
    for removal, was in (one for each in waiting.values() for one in each):
        answer.followed += [was] if was is not None else []
        session.delete(removal)
    answer.entries = tuple(kept)
    return answer


def _is_other(was: ListedEntry | None, entry: ListedEntry) -> bool:
    return was is not None and bool(entry_keys.differences(was, entry))


def _rows(session: Session, list_id: int) -> Sequence[EntryRemovalTable]:
    return session.exec(
        select(EntryRemovalTable)
        .where(EntryRemovalTable.list_id == list_id)
        .order_by(col(EntryRemovalTable.id))
    ).all()


def _key(entry: ListedEntry) -> _Key:
    return entry_keys.topic_path(entry), entry_keys.identity(entry), entry.label
