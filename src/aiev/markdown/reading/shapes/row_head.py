"""Which cell of a table's row names its paper, and which line of the cell."""

from collections.abc import Sequence

from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import line_title, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, edges, exclusions, phrases

_SHORT = 4


def find(cells: Sequence[Block], at: int, roles: Sequence[str]) -> Inline | None:
    """Return the cell that names a row's paper: the one at `at`, unless it says no word.

    `[VenueX](u) | 22` is named by what it links, as a count is no title; nor is a bare address
    where a name stands beside it.
    """
    if at < len(cells) and _letters(cells[at]):
        name = _name(cells, roles) if _is_bare(cells[at]) else None
        return name or cells[at].inline
    named = (cell for cell in cells if _letters(cell) and cell.inline and cell.inline.anchors)
    said = (cell for cell in [*cells[at : at + 1], *cells] if _words(cell))
    chosen = next(named, None) or next(said, None)
    return chosen.inline if chosen is not None else None


def title_line(inline: Inline, lines: list[tuple[int, int]]) -> int:
    """Return which line of a cell holds the title: the first, or the one below a short name."""
    said = [i for i, line in enumerate(lines) if inline.plain[slice(*line)].strip()]
    first = said[0] if said else 0
    text = inline.plain[slice(*lines[first])].strip()
    is_short_name = edges.unbracket(text) != text
    if plain_title.has_few_words(text, most=_SHORT) and not any(
        exclusions.is_external(a.url) for a in inline.within(*lines[first])
    ):
        for index in said[1:]:
            title = line_title.find(inline, *lines[index])
            said_so = inline.plain[title.start : title.end]
            is_title = title.kind == "linked" or (
                title.kind == "plain"
                and is_short_name
                and not author_names.are_people(said_so, least=2)
            )
            if is_title and plain_title.words(said_so) >= 3:
                return index
    return first


def says(cell: Block) -> bool:
    """Return whether a cell says more than what would be linked there: `Paper`, `Code`."""
    inline = cell.inline
    return _words(cell) and (
        inline is None
        or bool(inline.anchors)
        or not phrases.is_generic(edges.unbracket(inline.plain))
    )


def _name(cells: Sequence[Block], roles: Sequence[str]) -> Inline | None:
    """Return the cell of a column that names the work beside its title."""
    for cell, role in zip(cells, roles, strict=False):
        if role == "name" and says(cell):
            return cell.inline
    return None


def _is_bare(cell: Block) -> bool:
    """Return whether a cell shows nothing but an address."""
    inline = cell.inline
    return (
        inline is not None
        and bool(inline.anchors)
        and all(anchor.form in ("auto", "bare") for anchor in inline.anchors)
        and not any(char.isalnum() for char in "".join(inline.beside_links(0, len(inline.plain))))
    )


def _letters(cell: Block) -> bool:
    return cell.inline is not None and any(char.isalpha() for char in cell.inline.plain)


def _words(cell: Block) -> bool:
    return cell.inline is not None and any(char.isalnum() for char in cell.inline.plain)
