"""Bars and columns for people; loads Rich, and only where a terminal is read."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from aiev.cli.terminal import cells, printable
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.domain.timeline import Span, Timeline

_LEVELS = " ▁▂▃▄▅▆▇█"
_HEIGHT = 8
_WIDEST_COLUMN = 3
_WIDEST = 110
# Told apart by people who see no red or no green too, as far as sixteen colours go.
_COLOURS = ("blue", "yellow", "cyan", "magenta", "green", "red")
_OTHER_COLOUR = "bright_black"
_OTHER = "other"


def columns_for(width: int) -> int:
    """Return how many columns a timeline may have on a terminal of this width."""
    return min(width, _WIDEST) - 8


def print_bars(to: Console, title: str, counts: Sequence[tuple[str, int]]) -> None:
    """Draw a bar for each name, the longest to the width."""
    if not counts:
        return
    width = min(to.width, _WIDEST)
    names = [printable.one_line(name) for name, _count in counts]
    most = max(count for _name, count in counts)
    digits = len(f"{most:,}")
    named = min(max(map(cells.width, names)), width // 2)
    room = max(width - named - digits - 2, 4)
    to.print(Text(title, style="bold"))
    for name, (_name, count) in zip(names, counts, strict=True):
        line = Text(_shortened(name, named), no_wrap=True)
        line.truncate(named, overflow="ellipsis", pad=True)
        line.append(f" {count:>{digits},} ", style="bold")
        line.append(cells.bar(count, most, room), style="blue")
        to.print(line)
    to.print()


def print_timeline(to: Console, timeline: Timeline, *, is_plain: bool) -> None:
    """Draw a column for each span, in colour stacked by the largest series."""
    if not timeline.spans:
        return
    series = [] if is_plain else _largest(timeline.spans)
    most = max(span.total for span in timeline.spans) or 1
    wide = max(1, min(_WIDEST_COLUMN, columns_for(to.width) // len(timeline.spans)))
    digits = len(f"{most:,}")
    to.print(Text(f"papers a {timeline.unit}", style="bold"))
    for row in reversed(range(_HEIGHT)):
        label = f"{most:,}" if row == _HEIGHT - 1 else "0" if row == 0 else ""
        line = Text(no_wrap=True)
        line.append(f"{label:>{digits}} ", style="dim")
        for span in timeline.spans:
            glyph, style = _cell(span, row, most=most, series=series)
            line.append(glyph * wide, style=style)
        to.print(line)
    to.print(Text(" " * (digits + 1) + _years(timeline.spans, wide), style="dim", no_wrap=True))
    _print_legend(to, timeline, series)
    to.print()


def _cell(span: Span, row: int, *, most: int, series: Sequence[str]) -> tuple[str, str]:
    """Return what stands in one row of a column: a glyph of eighths, and its colours."""
    full = _HEIGHT * 8
    low, high = row * 8, row * 8 + 8
    top = -(-span.total * full // most)  # a single paper is seen too
    if top <= low:
        return " ", ""
    if not series:
        return _LEVELS[min(top, high) - low], "blue"
    below, colours = 0, [*_COLOURS[: len(series)], _OTHER_COLOUR]
    rest = span.total - sum(span.papers.get(name, 0) for name in series)
    parts = [*(span.papers.get(name, 0) for name in series), rest]
    inside: list[tuple[int, str]] = []
    for papers, colour in zip(parts, colours, strict=True):
        above = below + papers
        edge = top if above == span.total else above * full // most
        if papers and edge > low and (not inside or edge > inside[-1][0]):
            inside.append((min(edge, high), colour))
        below = above
    edge, colour = inside[0]
    if edge == high:
        return "█", colour
    if len(inside) == 1:
        return _LEVELS[edge - low], colour
    # A cell has two colours: what begins second is the ground, up to the top of the cell.
    return _LEVELS[edge - low], f"{colour} on {inside[1][1]}" if top >= high else colour


def _years(spans: Sequence[Span], wide: int) -> str:
    axis, free = "", 0
    for place, span in enumerate(spans):
        at = place * wide
        starts = place == 0 or span.year != spans[place - 1].year
        if starts and at >= free:
            axis = axis.ljust(at) + str(span.year)
            free = at + 5
    return axis


def _print_legend(to: Console, timeline: Timeline, series: Sequence[str]) -> None:
    items = [
        Text.assemble(("■ ", colour), printable.one_line(name))
        for name, colour in zip(series, _COLOURS, strict=False)
    ]
    if series and any(set(span.papers) - set(series) for span in timeline.spans):
        items.append(Text.assemble(("■ ", _OTHER_COLOUR), _OTHER))
    line = Text()
    for item in items:
        # A square stays with its name.
        if line and line.cell_len + 2 + item.cell_len > to.width:
            to.print(line)
            line = Text()
        line = Text("  ").join((line, item)) if line else item
    if line:
        to.print(line)
    for count, what in ((timeline.earlier, "earlier"), (timeline.undated, "known to the year")):
        if count:
            to.print(Text(f"and {count:,} {what}", style="dim"))


def _largest(spans: Sequence[Span]) -> list[str]:
    counted: Counter[str] = Counter()
    for span in spans:
        counted.update(span.papers)
    return [name for name, _papers in counted.most_common(len(_COLOURS))]


def _shortened(name: str, room: int) -> str:
    """Return a topic's path that fits the room, without the topics above: `… > Offloading`."""
    parts = name.split(TOPIC_SEPARATOR)
    while len(parts) > 1 and cells.width(name) > room:
        del parts[0]
        name = TOPIC_SEPARATOR.join(("…", *parts))
    return name
