"""The free words of an entry's note: what an edit of the note replaces.

A line with a label of its own (`TLDR: …`) and a label before the title (`[Survey] T`) are read as
part of the note too. They are its asides; an edit keeps them.
"""

from collections.abc import Iterator, Sequence

from aiev.markdown.reading.words import phrases
from aiev.markdown.values import ListedEntry, Span

_BETWEEN = "; "


def free_words(entry: ListedEntry) -> str | None:
    """Return the note without its asides; None where nothing else is said."""
    return _joined(_free(_pieces(entry.note), entry.asides) or [])


def whole_notes(entry: ListedEntry, words: str | None) -> tuple[str | None, ...]:
    """Return what the note may read as once its free words are `words`, the likeliest first.

    New words take the place of those there are; else they stand behind what is before the title,
    or last.
    """
    pieces = _pieces(entry.note)
    free = _free(pieces, entry.asides)
    if free is None:
        return (words,)
    kept = [piece for aside in entry.asides for piece in _pieces(aside)]
    if words is None:
        return (_joined(kept),)
    at = [pieces.index(free[0])] if free else [ahead(entry), len(kept)]
    return tuple(
        dict.fromkeys(_joined([*kept[:index], *_pieces(words), *kept[index:]]) for index in at)
    )


def ahead(entry: ListedEntry) -> int:
    """Return how many pieces of the note stand before the title: `[Survey] T`."""
    title = entry.fields.get("label", (0, 0))[0]
    spans = [span for name, span in entry.fields.items() if name.split()[0] == "aside"]
    return sum(
        len(_pieces(aside))
        for aside, span in zip(entry.asides, spans, strict=False)
        if span[0] < title
    )


def with_aside(entry: ListedEntry, words: str | None) -> str | None:
    """Return the whole note with a line of a label replaced by words under the same label.

    `Key Word: new` takes the place of `Key Word: old`. None where no line has that label.
    """
    for aside in entry.asides:
        if words and entry.note and _label(words) and _label(words) == _label(aside):
            return entry.note.replace(aside, words, 1)
    return None


def changed_aside(text: str, entry: ListedEntry, note: str | None) -> Iterator[tuple[Span, str]]:
    """Yield where the one line of a label stands that a whole note changes, and its new words."""
    for name, (low, high) in entry.fields.items():
        aside = " ".join(text[low:high].split())
        if name.split()[0] != "aside" or not note or not entry.note or aside not in entry.note:
            continue
        before, _, after = entry.note.partition(aside)
        middle = note[len(before) : len(note) - len(after)]
        is_other = _label(middle) == _label(aside) and not middle.startswith(aside)
        if note == before + middle + after and is_other:
            yield (low, high), middle


def _label(text: str) -> str | None:
    """Return the label that words begin with, in small letters: `key word` of `Key Word: a`."""
    found = phrases.find_label(text)
    return found[1] if found is not None and found[0] == "note" else None


def words_in(entry: ListedEntry, note: str | None) -> tuple[str | None, bool]:
    """Return the free words of a whole note for an entry, and whether it keeps the asides."""
    free = _free(_pieces(note), entry.asides)
    return (note, not entry.asides) if free is None else (_joined(free), True)


def _pieces(note: str | None) -> list[str]:
    return note.split(_BETWEEN) if note else []


def _joined(pieces: Sequence[str]) -> str | None:
    return _BETWEEN.join(pieces) or None


def _free(pieces: Sequence[str], asides: Sequence[str]) -> list[str] | None:
    """Return the pieces that are no asides; None where an aside is not among them."""
    left = list(pieces)
    for aside in asides:
        run = _pieces(aside)
        starts = [at for at in range(len(left)) if left[at : at + len(run)] == run]
        if not starts:
            return None
        del left[starts[0] : starts[0] + len(run)]
    return left
