"""Taking entries of another knowledge base in, each in its list, beside those that are here."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, insert, select

from aiev.domain import arxiv_id, listed_links, paper
from aiev.domain.backup_record import EntryRecord
from aiev.domain.merge import Difference
from aiev.store.backup.lists import Standing, TakenList
from aiev.store.tables import (
    EntryEditTable,
    EntryLinkTable,
    EntryRemovalTable,
    EntryTable,
    PaperTable,
)
from aiev.store.writing import entry_edit, entry_writer, topic_writer

# The address is not among them: one links the abstract, the other the PDF of the same paper.
_COMPARED = ("label", "date", "organizations", "note")


class EntryTaker:
    """Takes entries in within one transaction; `identities` names papers in removals."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids = set(session.exec(select(EntryTable.id)))
        self._met: set[int | None] = set()

    def take(
        self, entry: EntryRecord, into: TakenList, *, paper_id: int, identity: str
    ) -> tuple[bool, tuple[Difference, ...]]:
        """Add an entry unless it is here; say whether anything changed, and what differs."""
        topic_id = self._topic(into.id, entry.topic)
        if into.standing is Standing.NEW:
            self._insert(entry, into.id, topic_id=topic_id, paper_id=paper_id)
            return True, ()
        here = self._find(entry, into, topic_id=topic_id, paper_id=paper_id)
        if here is None:
            if self._is_removed(entry, into.id, identity):
                where = entry.topic or "no topic"
                return False, (
                    Difference(entry.label, "entry", "removed", f"in {entry.list}, {where}"),
                )
            self._add(entry, into.id, topic_id=topic_id, paper_id=paper_id)
            return True, ()
        self._met.add(here.id)
        before = here.model_dump()
        differences = tuple(self._merge(here, entry, topic_id=topic_id, paper_id=paper_id))
        changed = self._merge_links(here, entry)
        return here.model_dump() != before or changed, differences

    def _topic(self, list_id: int, path: str | None) -> int | None:
        if path is None:
            return None
        found = topic_writer.find(self._session, list_id, path)
        return topic_writer.make(self._session, list_id, path) if found is None else found

    def _insert(
        self, entry: EntryRecord, list_id: int, *, topic_id: int | None, paper_id: int
    ) -> None:
        """Write an entry as it was there, in its place and with its own number if that is free."""
        row = _row(entry, list_id, topic_id=topic_id, paper_id=paper_id)
        row.position = entry.position or 0
        if entry.span is not None:
            row.origin, row.line = "list", entry.line
            row.span_start, row.span_end = entry.span
        if entry.id is not None and entry.id not in self._ids:
            self._ids.add(entry.id)
            row.id = entry.id
        self._session.add(row)
        self._session.flush()
        assert row.id is not None, "flushed"
        self._ids.add(row.id)
        for field, listed in entry.edits.items():
            if field in entry_edit.COLUMNS:
                self._session.add(EntryEditTable(entry_id=row.id, field=field, listed=listed))
        self._add_links(row.id, entry)

    def _add(
        self, entry: EntryRecord, list_id: int, *, topic_id: int | None, paper_id: int
    ) -> None:
        """Write an entry as one of the user's own: the list's file lacks it and can be given it."""
        row = _row(entry, list_id, topic_id=topic_id, paper_id=paper_id)
        entry_writer.add(self._session, row)
        assert row.id is not None, "flushed"
        self._ids.add(row.id)
        self._met.add(row.id)
        self._add_links(row.id, entry)

    def _find(
        self, entry: EntryRecord, into: TakenList, *, topic_id: int | None, paper_id: int
    ) -> EntryTable | None:
        """Return the entry that is meant: at the same place of the same bytes, else by its paper.

        Where they have a paper twice under a topic, each is another one of ours; labels tell which.
        """
        is_placed = into.standing is Standing.SAME and entry.span is not None
        if is_placed and entry.span is not None:
            row = self._session.exec(
                select(EntryTable).where(
                    EntryTable.list_id == into.id, EntryTable.span_start == entry.span[0]
                )
            ).first()
            if row is not None:
                return row
        rows = self._session.exec(
            select(EntryTable)
            .where(
                EntryTable.list_id == into.id,
                EntryTable.topic_id == topic_id,
                EntryTable.paper_id == paper_id,
            )
            .order_by(col(EntryTable.position))
        )
        # What stands elsewhere in the same bytes is another entry.
        found = [
            row
            for row in rows
            if row.id not in self._met and (row.origin == "user" or not is_placed)
        ]
        same = [row for row in found if row.label == entry.label]
        return next(iter([*same, *found]), None)

    def _is_removed(self, entry: EntryRecord, list_id: int, identity: str) -> bool:
        topic = entry.edits.get("topic", entry.topic) or ""
        if "url" in entry.edits:
            # A removal names the entry as the file has it, whatever address the other user gave it.
            url, label = entry.edits["url"], entry.edits.get("label", entry.label) or ""
            found = arxiv_id.find(url) if url else None
            identity = paper.identity(found, url, label=label, topic=topic)
        rows = self._session.exec(
            select(EntryRemovalTable).where(
                EntryRemovalTable.list_id == list_id, EntryRemovalTable.identity == identity
            )
        )
        return any(row.topic == topic for row in rows)

    def _merge(
        self, here: EntryTable, entry: EntryRecord, *, topic_id: int | None, paper_id: int
    ) -> Iterator[Difference]:
        """Take the other's values and edits where ours has none; yield what differs."""
        listed_here = dict(
            self._session.exec(
                select(EntryEditTable.field, EntryEditTable.listed).where(
                    EntryEditTable.entry_id == here.id
                )
            ).all()
        )
        edits = listed_here.keys() | self._confirmed(here)
        theirs = _values(entry)
        for field in theirs:
            own, other = entry_edit.own_value(self._session, here, field), theirs[field]
            if other == own or not (other or field in entry.edits):
                continue
            is_theirs = field in entry.edits and field not in edits
            if is_theirs or (not own and field in _COMPARED):
                columns: Mapping[str, object] = {entry_edit.COLUMNS[field][0]: other}
                if field == "topic":
                    columns = {"topic_id": topic_id}
                elif field == "url":
                    columns = {"url": other, "paper_id": paper_id}
                listed = entry.edits.get(field, own)
                entry_edit.change(self._session, here.id or 0, field, dict(columns), listed=listed)
            elif field in entry.edits or (
                # What their file says is no word of theirs where ours was changed from just that.
                field in _COMPARED and not (field in listed_here and listed_here[field] == other)
            ):
                about = f"{entry.label} (in {entry.list})"
                yield Difference(about, field, own or "", other or "")

    def _confirmed(self, here: EntryTable) -> set[str]:
        """Return the fields that the user said of the paper as the entry's list says them.

        Where the user says just what the list says, there is no edit; it is the user's word all the
        same.
        """
        row = self._session.get_one(PaperTable, here.paper_id)
        said = {
            "label": row.title if row.has_user_title else None,
            "date": row.issued if row.has_user_date else None,
        }
        return {
            field
            for field, text in said.items()
            if text and text == entry_edit.own_value(self._session, here, field)
        }

    def _merge_links(self, here: EntryTable, entry: EntryRecord) -> bool:
        """Take the other's links too; those of the user who changed them where only one did."""
        key = here.id or 0
        if self._session.get(EntryEditTable, (key, "links")) is not None:
            return False
        if "links" not in entry.edits:
            return self._add_links(key, entry)
        listed = entry.edits["links"]
        if entry_edit.own_value(self._session, here, "links") == listed_links.as_text(entry.links):
            return False
        entry_edit.change_links(self._session, key, entry.links, listed=listed)
        return True

    def _add_links(self, entry_id: int, entry: EntryRecord) -> bool:
        present = self._session.exec(
            select(EntryLinkTable)
            .where(EntryLinkTable.entry_id == entry_id)
            .order_by(col(EntryLinkTable.position))
        ).all()
        known = {(link.text, link.url) for link in present}
        start = present[-1].position + 1 if present else 0
        wanted = entry.links if not present else [one for one in entry.links if one not in known]
        rows = [
            {"entry_id": entry_id, "position": position, "text": text, "url": url}
            for position, (text, url) in enumerate(wanted, start)
        ]
        if rows:
            self._session.exec(insert(EntryLinkTable), params=rows)
        return bool(rows)


def _row(entry: EntryRecord, list_id: int, *, topic_id: int | None, paper_id: int) -> EntryTable:
    return EntryTable(
        list_id=list_id,
        topic_id=topic_id,
        paper_id=paper_id,
        position=0,
        origin="user",
        label=entry.label,
        note=entry.note,
        group_label=entry.group,
        url=entry.url,
        listed_date=entry.listed_date,
        listed_organizations=entry.listed_organizations,
        listed_authors=entry.listed_authors,
        venue=entry.venue,
        short_name=entry.short_name,
        keywords=entry.keywords,
        abstract=entry.abstract,
    )


def _values(entry: EntryRecord) -> Mapping[str, str | None]:
    return {
        "label": entry.label,
        "url": entry.url,
        "date": entry.listed_date,
        "organizations": entry.listed_organizations,
        "authors": entry.listed_authors,
        "venue": entry.venue,
        "short_name": entry.short_name,
        "keywords": entry.keywords,
        "note": entry.note,
        "topic": entry.topic or "",
    }
