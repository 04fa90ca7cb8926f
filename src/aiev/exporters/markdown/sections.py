"""The sections of a generated list: papers under topics, years or organizations."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiev.domain.knowledge import Block, Entry, OutlineList, OutlineTopic, Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.exporters.exporter import ExportRequest, GroupBy, MarkdownOptions
from aiev.exporters.markdown.item import Item, item
from aiev.exporters.plain_text import one_line

OTHER = "Other"
UNDATED = "Undated"
UNKNOWN_ORGANIZATION = "Unknown Organization"
_LAST = float("inf")
_CONTENTS = frozenset(("contents", "table of contents", "toc"))


@dataclass(slots=True)
class Section:
    """A heading with what stands under it; level 2 is the highest below the document's title."""

    level: int
    title: str
    parts: list[Item | Block] = field(default_factory=list)


@dataclass(slots=True)
class _Topic:
    """A topic while papers come in; places order what stands under it."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    items: dict[int, tuple[tuple[float, int], Item]] = field(default_factory=dict)

    def parts(self, *, has_prose: bool) -> list[Item | Block]:
        """Return what stands here, in order; what the list's file does not hold yet comes last.

        But where there are label lines it comes before the first of them, or it would be read as a
        part of the group under a label.
        """
        labelled = min((line for (line, _), one in self.items.values() if one.group), default=_LAST)
        placed: list[tuple[tuple[float, int], Item | Block]] = [
            ((labelled - 0.5, at) if line == _LAST and one.group is None else (line, at), one)
            for (line, at), one in self.items.values()
        ]
        for block in self.blocks:
            if has_prose or block.kind == "table":
                placed.append(((block.line, -1), block))
        return [part for _, part in sorted(placed, key=lambda pair: pair[0])]


@dataclass(slots=True)
class _List:
    """A list while papers come in; the topic None holds what stands under no heading."""

    title: str
    blocks: tuple[Block, ...]
    topics: dict[str | None, _Topic]


@dataclass(frozen=True, slots=True)
class Sections:
    """A document without its layout; `title` is None where the papers are of several lists."""

    title: str | None
    intro: tuple[Block, ...]
    sections: tuple[Section, ...]


def arrange(papers: Iterable[Paper], request: ExportRequest) -> Sections:
    """Return the papers in sections; keeps in memory what each item says, not whole papers."""
    options = request.markdown
    if options.group_by is GroupBy.TOPIC:
        return _by_topic(papers, request)
    groups: dict[str, list[Item | Block]] = {}
    for paper in papers:
        if options.group_by is GroupBy.YEAR:
            names: tuple[str, ...] = (paper.issued[:4] if paper.issued else UNDATED,)
        else:
            asked = tuple(filter(request.organizations.__contains__, paper.organizations))
            names = asked or paper.organizations or (UNKNOWN_ORGANIZATION,)
        for name in names:
            groups.setdefault(name, []).append(item(paper, paper.entries, options))
    last = groups.pop(UNDATED, []) + groups.pop(UNKNOWN_ORGANIZATION, [])
    is_by_year = options.group_by is GroupBy.YEAR
    ordered = sorted(groups, key=lambda name: (name.casefold(), name), reverse=is_by_year)
    sections = [Section(2, name, groups[name]) for name in ordered]
    if last:
        sections.append(Section(2, UNDATED if is_by_year else UNKNOWN_ORGANIZATION, last))
    title = _title(request.outline[0]) if len(request.outline) == 1 else None
    return Sections(title, (), tuple(sections))


def _by_topic(papers: Iterable[Paper], request: ExportRequest) -> Sections:
    lists = {frame.name: _frame(frame) for frame in request.outline}
    unlisted: list[Item | Block] = []
    for paper in papers:
        # An outline says which lists are meant; without one, the entries do.
        entries = [one for one in paper.entries if not request.outline or one.list in lists]
        # Who asks for a topic wants to read no other; but no paper is lost for it.
        asked = [one for one in entries if one.topic in request.topics]
        for entry in asked or entries:
            _place(lists, paper, entry, request.markdown)
        if not entries:
            unlisted.append(item(paper, (), request.markdown))
    has_prose = not request.is_filtered
    found = [(one, _sections(one, has_prose=has_prose)) for one in lists.values()]
    kept = [(one, sections) for one, sections in found if sections or has_prose]
    if len(kept) == 1:
        sections = kept[0][1]
        _append(sections, unlisted, level=2)
        intro = kept[0][0].blocks if has_prose else ()
        return Sections(kept[0][0].title, intro, tuple(sections))
    sections = []
    for one, own in kept:
        sections.append(Section(2, one.title, [*one.blocks] if has_prose else []))
        for section in own:
            section.level += 1
        sections.extend(own)
    _append(sections, unlisted, level=2)
    return Sections(None, (), tuple(sections))


def _frame(frame: OutlineList) -> _List:
    topics: dict[str | None, _Topic] = {}
    above: list[int] = []
    for topic in frame.topics:
        # Lists skip levels; here a topic stands one level below its parent.
        while above and above[-1] >= topic.level:
            above.pop()
        above.append(topic.level)
        if not _is_contents(topic):
            topics[topic.path] = _Topic(topic.title, len(above) + 1, topic.blocks)
    return _List(_title(frame), frame.blocks, topics)


def _is_contents(topic: OutlineTopic) -> bool:
    """Return whether the topic is a table of contents: its links lead nowhere in this document."""
    return topic.title.strip().casefold() in _CONTENTS


def _place(lists: dict[str, _List], paper: Paper, entry: Entry, options: MarkdownOptions) -> None:
    one = lists.get(entry.list)
    if one is None:
        one = lists[entry.list] = _frame(OutlineList(entry.list, None))
    topic = one.topics.get(entry.topic)
    if topic is None:
        parts = (entry.topic or OTHER).split(TOPIC_SEPARATOR)
        topic = one.topics[entry.topic] = _Topic(parts[-1], len(parts) + 1)
    # Twice under one topic is once: a second line would say the same.
    place = (_LAST if entry.line is None else entry.line, entry.position)
    told = item(paper, (entry,), options, group=entry.group)
    topic.items.setdefault(paper.id, (place, told))


def _sections(one: _List, *, has_prose: bool) -> list[Section]:
    """Return the topics in order; without prose only those that lead to a paper."""
    loose = one.topics.pop(None, None)
    if loose is not None:
        one.topics[None] = loose
    kept: list[Section] = []
    level = 0
    for topic in reversed(one.topics.values()):
        if has_prose or topic.items or topic.level < level:
            kept.append(Section(topic.level, topic.title, topic.parts(has_prose=has_prose)))
            level = topic.level
    return kept[::-1]


def _append(sections: list[Section], items: list[Item | Block], *, level: int) -> None:
    """Put papers of no list under the heading `Other`, which may be there already."""
    if not items:
        return
    last = sections[-1] if sections else None
    if last is None or last.title != OTHER or last.level != level:
        sections.append(Section(level, OTHER))
    sections[-1].parts.extend(items)


def _title(frame: OutlineList) -> str:
    words = one_line(frame.title or "")
    return words or frame.name.replace("-", " ").replace("_", " ").title()
