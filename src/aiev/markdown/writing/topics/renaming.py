"""Headings called otherwise: their words change, and nothing that stands around these.

Emoji, number, level, bold letters, links back and anchors stay. The links of the list that lead to
the heading follow, those of a table of contents among them, and say its new name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from aiev.errors import NotFoundError, UsageError
from aiev.markdown import escape
from aiev.markdown import source as sources
from aiev.markdown.reading import anchors, document, tree
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.shapes import html
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import Heading, ListedEntry, ParsedList, TopicPath
from aiev.markdown.writing.topics import heading_names, inner_links
from aiev.markdown.writing.topics.heading_names import Renaming
from aiev.markdown.writing.topics.inner_links import Splice


def rename(listed: ParsedList, names: Mapping[TopicPath, str]) -> ParsedList:
    """Return the list with the topics of these paths called otherwise, each by its own new name.

    Raises NotFoundError for a topic that the list has not, UsageError for a name that another topic
    has, or that the heading's markup cannot hold.
    """
    found = [(at, h) for at, h in enumerate(listed.headings) if h.path in names]
    missing = names.keys() - {heading.path for _, heading in found}
    if missing:
        raise NotFoundError(f"no such topic in this list: {' > '.join(min(missing))}")
    counted = heading_names.has_counters(listed.headings)
    document_ = tree.build(sources.read(listed.text))
    renamings = {
        at: _renaming(heading, names[heading.path], is_counted=counted) for at, heading in found
    }
    ways = [
        _ways(listed.text, heading, document_, renamings[at], is_counted=counted)
        for at, heading in found
    ]
    for texts in zip(*(_padded(each, max(map(len, ways))) for each in ways), strict=True):
        changed = inner_links.spliced(listed.text, [splice for each in texts for splice in each])
        text = _followed(listed, changed, renamings, document_, is_counted=counted)
        after = document.read_again(listed, text)
        if _is_renamed(listed, after, renamings, is_counted=counted):
            return after
    path, new = next(iter(names.items()))
    raise UsageError(f"the list cannot call “{path[-1]}” so: {new}")


def paths(before: ParsedList, after: ParsedList) -> dict[TopicPath, TopicPath]:
    """Return the path that each topic has after its list's headings were renamed."""
    pairs = zip(before.headings, after.headings, strict=True)
    return {old.path: new.path for old, new in pairs}


def _renaming(heading: Heading, new: str, *, is_counted: bool) -> Renaming:
    found = heading_names.find(heading.title, is_counted=is_counted)
    old = found[0] if found is not None else heading_names.split(heading.title)
    return Renaming(old, heading_names.renamed(old, new))


def _ways(
    text: str, heading: Heading, root: Block, renaming: Renaming, *, is_counted: bool
) -> list[list[Splice]]:
    """Return ways to write the new name into a heading, the likeliest first."""
    inline = inline_of(text, heading, root)
    found = heading_names.find(inline.plain, is_counted=is_counted) if inline is not None else None
    if inline is None or found is None:
        return []
    in_html = heading.form in ("html", "summary")
    ways: list[list[Splice]] = [[], [], []]
    for (low, high), new in heading_names.changes(*found, renaming):
        ways[0].append((*inline.source(low, high), escape.words(new, in_html=in_html)))
        # Where bold letters end amid the name, only what differs is written.
        start, end, part = _differing(inline.plain, low, high, new)
        ways[1].append((*inline.source(start, end), escape.words(part, in_html=in_html)))
        # `Kites in *Storms*`: the marks within the name go with it.
        start, end = inline.source(low, high)
        start -= len(text[:start]) - len(text[:start].rstrip("*_~`"))
        end += len(text[end:]) - len(text[end:].lstrip("*_~`"))
        ways[2].append((start, end, escape.words(new, in_html=in_html)))
    return ways


def inline_of(text: str, heading: Heading, root: Block) -> Inline | None:
    """Return the running text of a heading, whatever its form."""
    if heading.form in ("html", "summary"):
        return html.as_inline(text, *heading.span)
    start = heading.span[0]
    return next((b.inline for b in root.walk() if b.span[0] == start and b.inline), None)


def _differing(plain: str, low: int, high: int, new: str) -> tuple[int, int, str]:
    """Return where an old text and a new one differ, and what the new one has there."""
    old = plain[low:high]
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return low + start, high - end, new[start : len(new) - end]


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _padded(ways: Sequence[list[Splice]], count: int) -> Iterable[list[Splice]]:
    return [*ways, *[ways[-1]] * (count - len(ways))] if ways else [[]] * count


def _followed(
    listed: ParsedList,
    changed: str,
    renamings: Mapping[int, Renaming],
    root: Block,
    *,
    is_counted: bool,
) -> str:
    named = anchors.headings(sources.read(listed.text), root)
    starts = {listed.headings[at].span[0]: renaming for at, renaming in renamings.items()}
    renamed = {at: starts[one.start] for at, one in enumerate(named) if one.start in starts}
    return inner_links.follow(listed.text, changed, renamed=renamed, is_counted=is_counted)


def _is_renamed(
    before: ParsedList,
    after: ParsedList,
    renamings: Mapping[int, Renaming],
    *,
    is_counted: bool,
) -> bool:
    """Return whether a list says what it said, its topics called as asked and all others as before.

    Raises UsageError where two topics would become one.
    """
    if len(before.headings) != len(after.headings) or len(before.entries) != len(after.entries):
        return False
    for at, (old, new) in enumerate(zip(before.headings, after.headings, strict=True)):
        if at not in renamings:
            if old.title != new.title:
                return False
            continue
        name = heading_names.find(new.title, is_counted=is_counted)
        if name is None or name[0].words != renamings[at].new.words:
            return False
    became = paths(before, after)
    for old, new in zip(before.headings, after.headings, strict=True):
        if became[old.path] != new.path:
            return False
    if len(set(became.values())) != len(became):
        raise UsageError(
            "there is a topic of this name already: "
            + " > ".join(next(p for p in became.values() if list(became.values()).count(p) > 1))
        )
    return all(
        _said(old) == _said(new) and became.get(old.topic, old.topic) == new.topic
        for old, new in zip(before.entries, after.entries, strict=True)
    )


def _said(entry: ListedEntry) -> ListedEntry:
    return replace(entry, topic=(), line=0, span=(0, 0), fields={})
