"""What the rows of a table show: the column of each field, how a cell is written, its padding."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from aiev.markdown.reading.words import phrases
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import entry_template, table_columns
from aiev.markdown.writing.forms.shared_words import SharedWords
from aiev.markdown.writing.forms.templates import Template

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row's text before the cells, and the cells' places between its bars."""

    entry: ListedEntry
    cells: tuple[Span, ...]


def next_number(text: str, rows: Sequence[Row], index: int) -> str:
    """Return the number that comes next in a column that counts by one; empty where none does."""
    cells = [text[slice(*row.cells[index])].strip() for row in rows if index < len(row.cells)]
    if len(cells) < 2 or not all(cell.isdecimal() for cell in cells):
        return ""
    numbers = [int(cell) for cell in cells]
    is_counted = all(b - a == 1 for a, b in pairwise(numbers))
    return str(numbers[-1] + 1) if is_counted else ""


def split(text: str, entry: ListedEntry) -> Row:
    """Return an entry's row divided at its bars."""
    return Row(entry, table_columns.cells(text, entry))


def columns(text: str, rows: Sequence[Row]) -> dict[str, int]:
    """Return the column of each field, by where most rows have it, else by the heading row."""
    counts: Counter[tuple[str, int]] = Counter()
    for row in rows:
        for name, (low, high) in entry_template.places(text, row.entry).items():
            for index, (start, end) in enumerate(row.cells):
                if start <= low and high <= end:
                    counts[name, index] += 1
    found: dict[str, int] = {}
    for (name, index), _ in counts.most_common():
        found.setdefault(name, index)
    for name, index in table_columns.named_columns(text, rows[0].entry.span[0]).items():
        found.setdefault(name, index)
    return found


def link_columns(text: str, rows: Sequence[Row], columns: Mapping[str, int]) -> list[int]:
    """Return the columns that further links may stand in, the likeliest first."""
    taken = [at for name, at in columns.items() if name.startswith("link ")]
    taken += table_columns.link_columns(text, rows[0].entry.span[0], columns.values())
    return [*taken, *(columns[name] for name in ("url", "label") if name in columns)]


def learn(text: str, row: Row, index: int, shared: SharedWords) -> Template | None:
    """Return how one cell of a row is written."""
    if index >= len(row.cells):
        return None
    start, end = row.cells[index]
    found = entry_template.places(text, row.entry)
    fields = tuple(
        (name, (low - start, high - start))
        for name, (low, high) in found.items()
        if start <= low and high <= end
    )
    return _learn_alone(text[start:end], fields, shared)


# For each of several new rows the same ones are looked at.
@lru_cache(maxsize=_MOST)
def _learn_alone(
    cell: str, fields: tuple[tuple[str, Span], ...], shared: SharedWords
) -> Template | None:
    return entry_template.learn_within(cell, (0, len(cell)), dict(fields), shared)


def alike(listed: ParsedList, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the list's other tables of the same breadth."""
    near = {row.entry.span for row in rows}
    others = [e for e in listed.entries if e.shape is Shape.ROW and e.span not in near]
    found = [split(listed.text, entry) for entry in others]
    return [row for row in found if len(row.cells) == len(rows[-1].cells)]


def mark(text: str, rows: Sequence[Row], alike: Sequence[Row], index: int) -> str:
    """Return what rows have in a column when they say nothing: `⚠️`, `-`, or nothing.

    Marks of several kinds and no word beside them are stars or ticks that somebody has given.
    """
    if index in table_columns.ignored_columns(text, rows[0].entry.span[0]):
        return ""
    near, far = (
        [text[slice(*row.cells[index])].strip() for row in each if index < len(row.cells)]
        for each in (rows, alike)
    )
    said = [cell for cell in (*near, *far) if any(char.isalnum() for char in cell)]
    for cells in (near, far):
        marks = Counter(c for c in cells if not any(char.isalnum() for char in c))
        for usual, count in marks.most_common(1):
            # What a single row has may be the stars that its paper was given.
            if said or (len(marks) == 1 and (count > 1 or phrases.is_nothing(usual))):
                return usual
    return ""


def padded(content: str, contents: Sequence[str]) -> str:
    """Return a cell's content with blanks around it as the cells of its column have them."""
    widths = Counter(len(c) for c in contents)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    leads = Counter(c[: len(c) - len(c.lstrip())] for c in contents if c.strip())
    tails = Counter(c[len(c.rstrip()) :] for c in contents if c.strip())
    lead = leads.most_common(1)[0][0] if leads else " "
    tail = tails.most_common(1)[0][0] if tails else " "
    cell = lead[:1] + content + tail[:1]
    # Cells of one width that all say as much are as wide as their words, unless blanks fill them.
    is_even = not content or any(len(c) - len(c.rstrip()) > 1 for c in contents if len(c) == width)
    if len(contents) > 2 and count >= 0.8 * len(contents) and is_even:
        return cell.ljust(width)
    return cell
