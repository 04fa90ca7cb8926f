"""A topic's tables and prose on the screen or in a pipe."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Column
from aiev.domain.knowledge import Block, Json


def show(run: Run, block: Block) -> None:
    """Print a table as a table (tab-separated in a pipe) and prose as it stands."""
    if block.kind != "table" or not block.cells:
        run.output.line(printable.lines(block.text.strip("\r\n")))
    elif run.output.is_terminal:
        run.output.table([Column(title) for title in block.cells[0]], block.cells[1:])
    else:
        run.output.rows(block.cells)


def as_json(block: Block) -> Json:
    """Return the block as plain values; `cells` are a table's rows, the headings first."""
    return {
        "kind": block.kind,
        "list": block.list,
        "topic": block.topic,
        "line": block.line,
        "text": block.text,
        "cells": [list(row) for row in block.cells],
    }
