"""The readers of papers, by the kind of block that they read; a new shape gets its row here."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import html, item, paragraph, row, section
from aiev.markdown.reading.tree import Block


class Reader(Protocol):
    """Reads the papers of one block; gives the last of them if what follows may belong to it."""

    def __call__(
        self, block: Block, below: Sequence[Block], /, *, place: Place, into: ListDraft
    ) -> EntryDraft | None:
        """Read a block into a list; `below` are the blocks that follow it, side by side."""
        ...


READERS: Mapping[str, Reader] = {
    "heading": section.read,
    "paragraph": paragraph.read,
    "list": item.read,
    "table": row.read,
    "html": html.read,
}
"""By `Block.kind`; a bold paragraph may be a section's heading too, and is tried as one first."""
