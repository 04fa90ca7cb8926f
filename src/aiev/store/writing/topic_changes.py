"""Topics that the user or the file calls otherwise than before, kept one and the same topic.

What waits under a topic (additions, moves, removals) stays with it: with the user's name until the
file has that too, and with the file's where the heading was corrected there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from aiev.domain.conflict import Conflict
from aiev.domain.paper import TOPIC_SEPARATOR, topic_titles
from aiev.markdown.values import ListedEntry, ParsedList, TopicPath
from aiev.store.reading import entry_keys
from aiev.store.reading.list_edits import called
from aiev.store.tables import TopicTable
from aiev.store.writing import entry_match, topic_renaming


@dataclass(frozen=True, slots=True)
class Followed:
    """A list with its topics called as the user calls them, and `before`, its former entries.

    `conflicts` are headings that the file and the user each call otherwise than before.
    """

    parsed: ParsedList
    before: tuple[ListedEntry, ...]
    conflicts: tuple[Conflict, ...]


def rename(session: Session, topic_id: int, title: str) -> None:
    """Call a topic otherwise, with all that stands below it and all that names it.

    Its list's file may still call it as before; `listed_title` says so until it does not.
    """
    row = session.get_one(TopicTable, topic_id)
    old = row.title
    new = _under(row.path.rpartition(TOPIC_SEPARATOR)[0], title)
    topic_renaming.rename(session, row.list_id, {row.path: new})
    if row.origin == "list":
        listed = row.listed_title if row.listed_title is not None else old
        row.listed_title = listed if listed != title else None
    session.flush()


def sort(session: Session, topic_id: int, orders: Sequence[str]) -> None:
    """Note the orders that a topic's entries are to have and its file has not; none ends them."""
    session.get_one(TopicTable, topic_id).sorting = " ".join(orders) or None
    session.flush()


def follow(
    session: Session, list_id: int, parsed: ParsedList, before: Sequence[ListedEntry]
) -> Followed:
    """Bring the topics of a list into step with the names that its file has for them now.

    A topic that the file called otherwise, at the same place with the same entries, is the same
    topic. `before` are the entries of the list's former bytes.
    """
    rows = _rows(session, list_id)
    files = _listed(rows)
    was = {files[row.id]: row for row in rows}
    present = list(dict.fromkeys(_paths(parsed)))
    conflicts = [*_settle(session, rows, files, present, parsed)]
    conflicts += _corrected(session, rows, files, present, parsed)
    now = [(path, row.path) for path, row in was.items() if path != row.path]
    names = [(files[row.id], row.path) for row in rows if files[row.id] != row.path]
    if now:
        before = [replace(e, topic=_called(e.topic, now)) for e in before]
    return Followed(
        _translated(parsed, names) if names else parsed, tuple(before), tuple(conflicts)
    )


def _rows(session: Session, list_id: int) -> Sequence[TopicTable]:
    return session.exec(
        select(TopicTable)
        .where(TopicTable.list_id == list_id)
        .order_by(col(TopicTable.level), col(TopicTable.position))
    ).all()


def _listed(rows: Iterable[TopicTable]) -> dict[int | None, str]:
    """Return the path that the file has for each topic, or would have."""
    found: dict[int | None, str] = {}
    for row in rows:
        title = row.title if row.listed_title is None else row.listed_title
        found[row.id] = _under(found.get(row.parent_id, ""), title)
    return found


def _under(above: str, title: str) -> str:
    return TOPIC_SEPARATOR.join((above, title)) if above else title


def _paths(parsed: ParsedList) -> Iterator[str]:
    for heading in parsed.headings:
        if not heading.is_furniture:
            for depth in range(1, len(heading.path) + 1):
                yield TOPIC_SEPARATOR.join(heading.path[:depth])


def _line(parsed: ParsedList, path: str) -> int:
    found = (h.line for h in parsed.headings if TOPIC_SEPARATOR.join(h.path) == path)
    return next(found, 0)


def _settle(
    session: Session,
    rows: Sequence[TopicTable],
    files: dict[int | None, str],
    present: Sequence[str],
    parsed: ParsedList,
) -> Iterator[Conflict]:
    """End the renamings that the file has followed, and those whose name it gave to another."""
    for row in rows:
        if row.listed_title is None:
            continue
        path = files[row.id]
        taken = _under(path.rpartition(TOPIC_SEPARATOR)[0], row.title)
        if taken not in present:
            continue
        if path in present:
            own, above = row.title, row.path.rpartition(TOPIC_SEPARATOR)[0]
            names = {row.path: _under(above, row.listed_title)}
            topic_renaming.rename(session, row.list_id, names)
            yield _conflict(_line(parsed, taken), row.title, own, own)
        else:
            _move(files, path, taken)
        row.listed_title = None


def _corrected(
    session: Session,
    rows: Sequence[TopicTable],
    files: dict[int | None, str],
    present: Sequence[str],
    parsed: ParsedList,
) -> Iterator[Conflict]:
    """Rename the topics whose headings the file calls otherwise now."""
    ours = [row for row in rows if row.origin == "list"]
    known = {files[row.id] for row in ours}
    if known <= set(present) or known.issuperset(present):
        return
    order = [files[row.id] for row in sorted(ours, key=lambda row: row.position)]
    stored = entry_match.load(session, ours[0].list_id)
    held = _keys((one.topic, one.identity, one.label) for one in stored if one.row.origin == "list")
    holds = _keys(
        (entry_keys.topic_path(e), entry_keys.identity(e), e.label) for e in parsed.entries
    )
    for row in ours:
        old = files[row.id]
        appeared = [path for path in present if path not in files.values()]
        if old in present or not appeared:
            continue
        keys = held.get(row.path, Counter())
        new = _same(old, keys, appeared, holds)
        if new is None and not keys:
            new = _at_same_place(old, order, present, appeared)
        if new is None:
            continue
        above, _, title = new.rpartition(TOPIC_SEPARATOR)
        own = _under(called(above, [(files[each.id], each.path) for each in rows]), title)
        if own != row.path and own in {each.path for each in rows}:
            continue
        if row.listed_title is not None:
            yield _conflict(_line(parsed, new), row.listed_title, title, row.title)
            row.listed_title = None
        before = row.path
        topic_renaming.rename(session, row.list_id, {before: own})
        held = {called(path, [(before, own)]): keys for path, keys in held.items()}
        _move(files, old, new)
        order = [called(path, [(old, new)]) for path in order]


def _conflict(line: int, before: str, listed: str, own: str) -> Conflict:
    return Conflict(line, before, "heading", listed, own, None)


def _move(files: dict[int | None, str], old: str, new: str) -> None:
    """Call a topic and those below it by their new paths in the file."""
    files.update({key: called(path, [(old, new)]) for key, path in files.items()})


def _keys(entries: Iterable[tuple[str, str, str]]) -> dict[str, Counter[str]]:
    """Return what tells the entries under each topic and below it apart."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for topic, identity, label in entries:
        # A work without an address is known by its topic's name, which is what changed.
        key = label.casefold() if identity.startswith("label:") else identity
        path = topic_titles(topic)
        for depth in range(1, len(path) + 1):
            found[TOPIC_SEPARATOR.join(path[:depth])][key] += 1
    return dict(found)


def _same(
    old: str,
    keys: Counter[str],
    appeared: Sequence[str],
    holds: Mapping[str, Counter[str]],
) -> str | None:
    """Return the new heading that most of the entries of an old one stand under, None for none."""
    above, _, title = old.rpartition(TOPIC_SEPARATOR)
    ranked = []
    for path in appeared:
        there = holds.get(path, Counter())
        common = (keys & there).total()
        if common and common * 2 > keys.total():
            beside, _, called_ = path.rpartition(TOPIC_SEPARATOR)
            ranked.append((common, called_ == title, beside == above, -there.total(), path))
    return max(ranked)[-1] if ranked else None


def _at_same_place(
    old: str, before: Sequence[str], present: Sequence[str], appeared: Sequence[str]
) -> str | None:
    """Return the new heading between the same two as an old one without entries; None for none."""
    for path in appeared:
        if _between(old, before) == _between(path, present):
            return path
    return None


def _between(path: str, paths: Sequence[str]) -> tuple[str, str | None, str | None]:
    """Return what a heading stands below, and those beside it."""
    above = path.rpartition(TOPIC_SEPARATOR)[0]
    beside = [one for one in paths if one.rpartition(TOPIC_SEPARATOR)[0] == above]
    at = beside.index(path)
    last = beside[at - 1] if at else None
    return above, last, beside[at + 1] if at + 1 < len(beside) else None


def _called(path: TopicPath, names: Sequence[tuple[str, str]]) -> TopicPath:
    return topic_titles(called(TOPIC_SEPARATOR.join(path), names))


def _translated(parsed: ParsedList, names: Sequence[tuple[str, str]]) -> ParsedList:
    """Return the list with its topics called as the user calls them."""
    return replace(
        parsed,
        headings=tuple(replace(h, path=_called(h.path, names)) for h in parsed.headings),
        entries=tuple(replace(e, topic=_called(e.topic, names)) for e in parsed.entries),
        blocks=tuple(replace(b, topic=_called(b.topic, names)) for b in parsed.blocks),
    )
