"""Pipe tables with their columns aligned."""

import re
from collections.abc import Iterable

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")


def align(text: str) -> str:
    """Return the table with padded cells; text that is no whole pipe table comes back as it is.

    Cells keep their markdown. Rows are cut and filled to the width of the heading, as GitHub does.
    """
    lines = [line for line in text.strip().split("\n") if line.strip()]
    rows = [_cells(line) for line in lines]
    if len(rows) < 2 or not all(_RULE.fullmatch(cell) for cell in rows[1]):
        return text.strip("\n")
    count = len(rows[0])
    rows = [(row + [""] * count)[:count] for row in rows]
    rules = rows.pop(1)
    widths = [max(3, *(len(row[column]) for row in rows)) for column in range(count)]
    straight = [_line(map(_pad, row, rules, widths)) for row in rows]
    straight.insert(1, _line(map(_rule, rules, widths)))
    return "\n".join(straight)


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _PIPE.split(line.strip())]
    if cells and not cells[0] and _PIPE.match(line.strip()):
        cells.pop(0)
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def _pad(cell: str, rule: str, width: int) -> str:
    """Return the cell padded on the side that its column's alignment leaves open."""
    if not rule.endswith(":"):
        return cell.ljust(width)
    left = (width - len(cell)) // 2 if rule.startswith(":") else width - len(cell)
    return (" " * left + cell).ljust(width)


def _rule(cell: str, width: int) -> str:
    left, right = cell.startswith(":"), cell.endswith(":") and len(cell) > 1
    return ":" * left + "-" * (width - left - right) + ":" * right


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
