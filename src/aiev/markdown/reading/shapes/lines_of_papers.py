"""A paper a line, its title however short: `Order | [arXiv](u)`, `Chaos [arXiv](v) [code](w)`."""

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown.reading import sentences
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.shapes import calls
from aiev.markdown.reading.titles import line_title, link_forms
from aiev.markdown.reading.words import author_names, phrases

# What parts a title from the links behind it.
_MARKED_OFF = re.compile(r"(?:[|｜¦]|\[|\s[-–—])\s*\[?\Z")


def find(inline: Inline, lines: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines `Order | [arXiv](u)`, of titles however short, where several stand so."""
    found: dict[int, str] = {}
    for index, (start, end) in enumerate(lines):
        anchors = inline.within(start, end)
        if not anchors:
            continue
        title = line_title.find(inline, start, end)
        text = inline.plain[title.start : title.end]
        identifier = arxiv_id.find(title.anchor.url) if title.anchor is not None else None
        if (
            title.kind == "named"
            and identifier is not None
            and not title.is_prose
            and _is_marked_off(inline, start, end, anchors)
            and any(char.isalpha() for char in text)
            and all(link_forms.is_form(inline, anchor) for anchor in anchors)
            and not (phrases.is_generic(text) or phrases.is_note_word(text))
            and not (link_forms.is_detail(text) or author_names.are_people(text, least=2))
            and phrases.find_label(inline.plain[start:end]) is None
            and not (calls.PROSE_START.match(text) or calls.CALL.match(text))
        ):
            found[index] = identifier.value
    return set(found) if len(set(found.values())) > 1 else set()


def _is_marked_off(inline: Inline, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Return whether links stand apart from the words before them, and no sentence needs them.

    A bar, a dash or a bracket parts them, or nothing else follows in their line.
    """
    first = anchors[0]
    stop = first.start + (inline.plain[first.start : first.start + 1] == "[")
    if _MARKED_OFF.search(inline.plain, start, stop) is not None:
        return True
    return not inline.has_words_beside_links(first.end, end) and not sentences.holds(
        inline, first, start, end
    )
