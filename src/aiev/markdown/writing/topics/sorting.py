"""The entries of a section in another order, each with all its lines; all else keeps its bytes.

What stands between two entries (blank lines, a rule) stays where it is, and so does a number: it
counts the places. Entries nested in another go along with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.domain.partial_date import PartialDate
from aiev.errors import NotFoundError, UsageError
from aiev.markdown import source as sources
from aiev.markdown.reading import document, tree
from aiev.markdown.values import ListedEntry, ParsedList, Shape, TopicPath
from aiev.markdown.writing.forms import html_rows
from aiev.markdown.writing.places import entry_lines, placement
from aiev.markdown.writing.topics import inner_links, order_numbers

KEYS = ("date", "title", "venue")

Issued = Callable[[ListedEntry], PartialDate | None]
"""Returns when a paper appeared, for an entry of which the list gives no date."""

_OPENING = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*")
_BLANKS = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
_INDENT = re.compile(r"[ \t>]*")
_NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Order:
    """How to order entries: by one of `KEYS`; entries without it stand last either way."""

    by: str
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """A list after sorting; `moved` of the `total` entries stand elsewhere now.

    `without` are entries that lack the key; `parted` the lines of words between entries, which stay
    where they are, so that the entries above them and those below are sorted apart.
    """

    listed: ParsedList
    total: int
    moved: int
    without: tuple[ListedEntry, ...]
    parted: tuple[int, ...]


@dataclass(slots=True)
class _Unit:
    """An entry with what goes along with it, and where that stands."""

    entries: list[ListedEntry]
    start: int
    end: int


def sort(listed: ParsedList, topic: TopicPath, order: Order, *, issued: Issued) -> Sorted:
    """Return the list with the entries directly under a topic in this order.

    Entries with the same key keep their order; those in groups (years, folded parts) stay in them.
    Raises NotFoundError for a topic that the list has not, UsageError where the entries would not
    read as before in another order.
    """
    spans = placement.sections(listed, topic)
    if not spans:
        raise NotFoundError(f"no such topic in this list: {' > '.join(topic)}")
    text = listed.text
    found = [e for e in listed.entries if e.topic == topic]
    sections = [[e for e in found if low <= e.span[0] < high] for low, high in spans]
    runs: list[list[_Unit]] = []
    parted: list[int] = []
    for entries in sections:
        for units in _by_group(_units(listed, entries)):
            broken, lines = _unparted(listed, units)
            runs += broken
            parted += lines

    def key(unit: _Unit) -> str | None:
        return _key(unit.entries[0], order.by, issued)

    moved, sorted_entries = 0, list(listed.entries)
    splices: list[inner_links.Splice] = []
    renumbered: dict[str, str] = {}
    for run in runs:
        known = [unit for unit in run if key(unit) is not None]
        known.sort(key=lambda unit: key(unit) or "", reverse=order.is_reversed)
        wanted = known + [unit for unit in run if key(unit) is None]
        moved += sum(one is not other for one, other in zip(run, wanted, strict=True))
        if wanted == run:
            continue
        bodies = [text[unit.start : unit.end] for unit in run]
        places = {id(unit): at for at, unit in enumerate(run)}
        taken = [places[id(unit)] for unit in wanted]
        fresh, names = order_numbers.kept(bodies, taken)
        renumbered |= names
        splices += [(unit.start, unit.end, body) for unit, body in zip(run, fresh, strict=True)]
        first = listed.entries.index(run[0].entries[0])
        flat = [entry for unit in wanted for entry in unit.entries]
        sorted_entries[first : first + len(flat)] = flat
    without = tuple(unit.entries[0] for run in runs for unit in run if key(unit) is None)
    after = listed
    if splices:
        changed = inner_links.spliced(text, splices)
        after = document.read_again(listed, _referred(changed, renumbered))
        _prove(sorted_entries, after)
    return Sorted(after, sum(map(len, runs)), moved, without, tuple(parted))


def _key(entry: ListedEntry, by: str, issued: Issued) -> str | None:
    if by == "title":
        return _NO_WORD.sub(" ", entry.label.casefold()).strip() or entry.label
    if by == "venue":
        return entry.venue.casefold() if entry.venue else None
    date = entry.date or issued(entry)
    if date is None and entry.arxiv_id is not None:
        date = entry.arxiv_id.month()
    return date.interval()[0].isoformat() if date is not None else None


def _units(listed: ParsedList, entries: Sequence[ListedEntry]) -> list[_Unit]:
    text = listed.text
    units: list[_Unit] = []
    for entry in entries:
        start = html_rows.outer(text, entry)[0]
        begins = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        is_amid = entry.shape is not Shape.HTML and not _OPENING.fullmatch(text, begins, start)
        end = entry_lines.end_of(listed, entry)
        blanks = _BLANKS.match(text, end)
        end = blanks.end() if blanks is not None and entry.shape is not Shape.HTML else end
        last = units[-1] if units else None
        if last is not None and (
            start < last.end or is_amid or _depth(text, entry) > _depth(text, last.entries[0])
        ):
            last.entries.append(entry)
            last.end = max(last.end, end)
            continue
        if entry.shape is Shape.ITEM_PART:
            start = begins
        units.append(_Unit([entry], start, end))
    return units


def _depth(text: str, entry: ListedEntry) -> int:
    if entry.shape is Shape.HTML:
        return 0
    match = _INDENT.match(text, entry.span[0])
    return len(match.group().expandtabs(4)) if match else 0


def _by_group(units: Sequence[_Unit]) -> list[list[_Unit]]:
    runs: list[list[_Unit]] = []
    for unit in units:
        first = unit.entries[0]
        if runs and _kind(runs[-1][0].entries[0]) == _kind(first):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _kind(entry: ListedEntry) -> tuple[str | None, bool, bool]:
    return entry.group, entry.shape is Shape.ROW, entry.shape is Shape.HTML


def _unparted(listed: ParsedList, units: Sequence[_Unit]) -> tuple[list[list[_Unit]], list[int]]:
    """Return the units in runs that nothing parts but blank lines and rules; and where words do."""
    runs, lines = [[units[0]]], []
    for one, other in pairwise(units):
        between = listed.text[one.end : other.start]
        if entry_lines.RULE.sub("", between).strip(" \t\r\n>"):
            at = one.end + len(between) - len(between.lstrip())
            lines.append(sources.read(listed.text).line_number(at))
            runs.append([])
        runs[-1].append(other)
    return runs, lines


def _referred(text: str, renumbered: dict[str, str]) -> str:
    """Return the text with links to an entry's number leading to the number that it has now."""
    if not renumbered:
        return text
    splices: list[inner_links.Splice] = []
    for link in inner_links.find(text, tree.build(sources.read(text))):
        new = renumbered.get(link.name)
        if new is None:
            continue
        splices.append((*link.place, new))
        old_number, number = (re.sub(r"\D+", "", name) for name in (link.name, new))
        if link.inline is not None and link.anchor is not None:
            low, high = link.anchor.inner
            at = link.inline.plain.find(old_number, low, high)
            if link.inline.plain[low:high].strip("[] ") == old_number:
                splices.append((*link.inline.source(at, at + len(old_number)), number))
    return inner_links.spliced(text, splices)


def _prove(wanted: Sequence[ListedEntry], after: ParsedList) -> None:
    """Raise UsageError where the entries do not read as they did, in the order wanted."""
    found = after.entries
    for old, new in zip(wanted, found, strict=False):
        if _said(old) != _said(new):
            raise UsageError(f"line {old.line} would read otherwise in another place: {old.label}")
    if len(wanted) != len(found):
        raise UsageError("entries of this section would read otherwise in another order")


def _said(entry: ListedEntry) -> ListedEntry:
    return replace(entry, line=0, span=(0, 0), fields={}, shape=Shape.ITEM)
