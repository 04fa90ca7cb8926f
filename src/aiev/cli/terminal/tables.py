"""Drawing for people; the one place that loads Rich, and only where a terminal is read."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aiev.cli.terminal import printable
from aiev.cli.terminal.ink import MARK
from aiev.cli.terminal.printable import Cell, Column, Marked, Stack
from aiev.value import replace

_HEIGHT = 25


def console(stream: TextIO, *, width: int, is_plain: bool) -> Console:
    """Return a console that obeys what this run decided, and reads no markup."""
    return Console(
        file=stream,
        width=width,
        # Nothing drawn is as high as the screen; where one of the two is open, Rich takes a dumb
        # terminal to have 80 columns.
        height=_HEIGHT,
        no_color=is_plain,
        force_terminal=True,
        color_system=None if is_plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_table(
    to: Console,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str | None = None,
    is_spaced: bool = False,
) -> None:
    """Draw rows under headings; an absent value is a dim dash."""
    table = Table(
        box=box.SIMPLE_HEAD,
        title=Text(printable.one_line(title), style="bold") if title else None,
        title_justify="left",
        header_style="bold",
        pad_edge=False,
        leading=int(is_spaced),
        expand=any(column.ratio for column in columns),
    )
    for column in columns:
        table.add_column(
            Text(printable.one_line(column.title)),
            ratio=column.ratio,
            justify=column.justify,
            style=column.style,
            no_wrap=column.is_whole,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*[_indented(value) for value in row])
    to.print(table)


def draw(value: Cell) -> Text:
    """Return a cell as Rich's text; marks are offsets into the text as it was given."""
    if isinstance(value, Stack):
        return Text("\n").join(draw(part) for part in value.parts)
    if isinstance(value, Marked):
        text = Text(printable.same_length(value.text), style=value.style)
        for start, end in value.marks:
            text.stylize(MARK, start, end)
        text.pad_left(value.indent)
        return text
    if value is None or value == "":
        return Text("–", style="dim")
    return Text(printable.one_line(str(value)))


def _indented(value: Cell) -> Text | Padding:
    """Return a cell with all its lines indented like the first, those that are folded too."""
    if isinstance(value, Marked) and value.indent:
        return Padding(draw(replace(value, indent=0)), (0, 0, 0, value.indent))
    return draw(value)
