"""References in a bibliography, a paragraph or line each, without any link.

`Bee, A., and Dee, C. Deep Scheduling of Things. ICML 2022.` below `References`; elsewhere such a
paragraph is prose.
"""

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.titles import citation, line_title, plain_title, title_start
from aiev.markdown.values import Shape, Span

_BIBLIOGRAPHY = re.compile(
    r"(?:.*\b)?(?:references?|bibliograph(?:y|ies)|literature|works? cited|reading list"
    r"|publications?)|.*参考文献|参考资料",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_WORDS = 3


def are_listed(inline: Inline, lines: Sequence[Span], place: Place) -> bool:
    """Return whether each line of a paragraph is a reference, and its topic a bibliography."""
    return (
        not inline.anchors
        and bool(place.topic)
        and _BIBLIOGRAPHY.fullmatch(place.topic[-1].strip()) is not None
        and all(_is_reference(inline, *line) for line in lines)
    )


def _is_reference(inline: Inline, start: int, end: int) -> bool:
    if _YEAR.search(inline.plain, start, end) is None:
        return False
    core, _ = title_start.find(inline, start, end)
    title = citation.find(inline.plain, core, end)
    return title is not None and plain_title.words(inline.plain[slice(*title)]) >= _FEWEST_WORDS


def read(
    inline: Inline, lines: Sequence[Span], *, place: Place, into: ListDraft
) -> EntryDraft | None:
    """Read the lines as entries; return the last one."""
    draft: EntryDraft | None = None
    for start, end in lines:
        low, high = inline.source(start, end)
        draft = into.draft(Shape.SECTION, into.line_span(low, max(low, high)), place)
        draft.read_title_line(inline, start, end, line_title.find(inline, start, end))
    return draft
