"""A cell of a table row written anew: what its column's padding is, it stays."""

from collections import Counter
from collections.abc import Iterable, Sequence

from aiev.markdown.values import ListedEntry, ParsedList, Span
from aiev.markdown.writing import rows, table_columns

_FEW = 3
_MARKS = " \t*_`"


def refill(listed: ParsedList, entry: ListedEntry, span: Span, new: str) -> Iterable[str]:
    """Yield the text with a stretch of a row replaced, the bars staying where they are in line."""
    text = listed.text
    for index, (low, high) in enumerate(rows.cells(text, entry)):
        if low <= span[0] and span[1] <= high and _is_even(listed, entry, index):
            cell = text[low : span[0]] + new + text[span[1] : high]
            words = cell.rstrip(" ")
            padded = (words + " " * (cell != words)).ljust(high - low)
            yield text[:low] + _unless_last(padded, high, entry) + text[high:]


def empty(listed: ParsedList, entry: ListedEntry, span: Span) -> Iterable[str]:
    """Yield the text without a stretch that fills a cell, as empty as others of its column."""
    text = listed.text
    for index, (low, high) in enumerate(rows.cells(text, entry)):
        if span[0] < low or high < span[1]:
            continue
        before, after = text[low : span[0]], text[span[1] : high]
        if before.strip(_MARKS) or after.strip(_MARKS):
            return
        cell = " " * (len(before) - len(before.lstrip())) + " " * (len(after) - len(after.rstrip()))
        if _is_even(listed, entry, index):
            cell = " " * (high - low)
        else:
            blank = Counter(each for each in _column(listed, entry, index) if not each.strip())
            cell = blank.most_common(1)[0][0] if blank else cell
        yield text[:low] + _unless_last(cell, high, entry) + text[high:]


def _unless_last(cell: str, end: int, entry: ListedEntry) -> str:
    """Return a cell; without the blanks behind it where no bar follows."""
    return cell if end < entry.span[1] else cell.rstrip(" ")


def _column(listed: ParsedList, entry: ListedEntry, index: int) -> Sequence[str]:
    """Return what the cells of a column hold in the rows of a topic, blanks and all."""
    found = []
    for other in listed.entries:
        if other.topic == entry.topic and other.grammar in rows.GRAMMARS:
            cells = rows.cells(listed.text, other)
            if index < len(cells):
                found.append(listed.text[slice(*cells[index])])
    return found


def _is_even(listed: ParsedList, entry: ListedEntry, index: int) -> bool:
    """Return whether the cells of a column, and this row's, are padded to one width.

    Dates in one form are as wide as each other without any padding, but not as their heading.
    """
    low, high = rows.cells(listed.text, entry)[index]
    column = _column(listed, entry, index)
    alike = [cell for cell in column if len(cell) == high - low]
    if len(column) < _FEW or len(alike) < 0.8 * len(column):
        return False
    head = table_columns.head_cells(listed.text, entry.span[0])[index : index + 1]
    alike += [cell for cell in head if len(cell) == high - low]
    return len({len(cell.strip()) for cell in alike}) > 1
