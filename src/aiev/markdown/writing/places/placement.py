"""Where in a list a new entry belongs: under its topic, and in the order that the topic keeps."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import reread
from aiev.markdown.values import Heading, ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import entry_template, html_rows, rows
from aiev.markdown.writing.places import entry_lines, peers, sequence
from aiev.markdown.writing.places.sequence import Moment

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_TRAILING = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
_INDENT = re.compile(r"[ \t>]*")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_DETAILS = re.compile(r"<details\b[^<>]*>\s*\Z", re.IGNORECASE)
_LONGEST_TAG = 200
_PARTED = (Shape.SECTION, Shape.PARAGRAPH, Shape.ITEM_PART)
_FEW, _REPEATED = 3, 3
_NEAREST = 24
_VERY_NEAR = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A gap in the text: `before` and `after` are what to put around the new entry's lines.

    `neighbours` are the nearest of the entries it joins, `previous` the one right above it. `head`
    are the lines that head a table which begins with the new entry, rows of others its neighbours.
    """

    offset: int
    before: str
    after: str
    neighbours: tuple[ListedEntry, ...]
    previous: ListedEntry | None
    head: str = ""

    @property
    def weighted(self) -> tuple[ListedEntry, ...]:
        """The neighbours, the very nearest of them several times: who counts habits counts these.

        They were written last where new entries go to one end, and by numbers as wide.
        """
        near = sorted(self.neighbours, key=lambda entry: abs(entry.span[0] - self.offset))
        return (*self.neighbours, *(2 * near[:_VERY_NEAR]))


def line_break(text: str) -> str:
    """Return the line break that a text uses most; LF for a text of one line."""
    both = text.count("\r\n")
    counts = {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}
    return max(counts, key=lambda each: counts[each])


def sections(listed: ParsedList, topic: tuple[str, ...]) -> list[Span]:
    """Return the stretches of text directly under the headings of this path, in order."""
    starts: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    starts += [(heading.span[1], heading.path) for heading in listed.headings]
    ends = [_opening(listed.text, heading) for heading in listed.headings] + [len(listed.text)]
    return [
        (start, end)
        for (start, path), end in zip(starts, ends, strict=True)
        if path == topic and end >= start
    ]


def find(
    listed: ParsedList,
    topic: tuple[str, ...],
    *,
    date: PartialDate | None,
    arxiv_id: ArxivId | None,
    venue: str | None = None,
    note: str | None = None,
    waiting: Collection[str] = (),
) -> Place | None:
    """Return where an entry of this date goes under a topic; None for a topic not in the list.

    Its venue and note tell which entries it joins. `waiting` are the labels of entries
    that came to the list just before it.
    """
    spans = sections(listed, topic)
    if not spans:
        return None
    filled = [[e for e in listed.entries if start <= e.span[0] < end] for start, end in spans]
    if not topic and not filled[0] and len(spans) > 1:
        # Above the list's own title nothing of it stands.
        spans, filled = spans[1:], filled[1:]
    best = max(range(len(spans)), key=lambda index: (len(filled[index]) > 0, -index))
    entries = filled[best]
    if not entries:
        return _in_empty(listed, spans[best])
    moment = Moment(date, arxiv_id)
    pool = peers.find(entries, moment, venue=venue, note=note)
    gap = _gap(listed, pool)
    slot = len(pool)
    if not _is_counted(listed.text, pool):
        slot = sequence.slot(listed, pool, moment, waiting)
    if slot < len(pool):
        previous = pool[slot - 1] if slot else None
        start, _ = html_rows.outer(listed.text, pool[slot])
        return Place(start, "", gap, _around(pool, slot), previous)
    last = pool[-1]
    return Place(_subtree_end(listed, last), gap, "", _around(pool, slot), last)


def _around(pool: Sequence[ListedEntry], slot: int) -> tuple[ListedEntry, ...]:
    """Return the entries nearest to a place: a list's habits change over its years.

    Those around a new entry were written last where new ones go to one end, and are the ones
    that readers see beside it.
    """
    low = max(0, min(slot - _NEAREST // 2, len(pool) - _NEAREST))
    return tuple(pool[low : low + _NEAREST])


def _is_counted(text: str, entries: Sequence[ListedEntry]) -> bool:
    """Return whether the entries carry numbers that count, unlike `1.` before each.

    A new one then goes to the end: in the middle it would repeat a number or change every line
    below, and a change of one line is what a list's keeper wants to see.
    """
    marks = [n for e in entries if (n := entry_template.number_of(text, e)) is not None]
    if rows.are_counted(text, entries):
        return True
    if len(marks) > _REPEATED and len(set(marks[:_REPEATED])) == 1:
        # `1. 1. 1. 2. 3.`: new ones are put on top as they are, and Markdown counts.
        return False
    return len(marks) * 2 > len(entries) and (len(set(marks)) > 1 or len(marks) == 1)


def _subtree_end(listed: ParsedList, entry: ListedEntry) -> int:
    """Return the end of an entry and of the entries nested in it."""
    end, depth = entry_lines.end_of(listed, entry), _depth(listed.text, entry)
    if entry.shape is Shape.HTML:
        return end
    below = bisect_right(listed.entries, entry.span[0], key=lambda other: other.span[0])
    for other in listed.entries[below:]:
        if _depth(listed.text, other) <= depth or other.topic != entry.topic:
            break
        if other.group != entry.group:
            break
        end = entry_lines.end_of(listed, other)
    return end


def _depth(text: str, entry: ListedEntry) -> int:
    match = _INDENT.match(text, entry.span[0])
    return len(match.group().expandtabs(4)) if match else 0


def _in_empty(listed: ParsedList, span: Span) -> Place:
    """Return the place under a topic without entries: after what else stands there."""
    text, newline = listed.text, line_break(listed.text)
    content = text[span[0] : span[1]].rstrip()
    head, model = _table(listed, span[0])
    if not content.strip():
        before = newline * (1 + _is_headed_by_blank(listed)) if span[0] else ""
        after = "" if text[span[0] :] or not text.endswith(("\n", "\r")) else newline
        if not span[0] and text:
            after = newline * 2
        return Place(span[0], before, after, model, None, head)
    end = line_end(text, span[0] + len(content))
    follows = text[end : span[1]]
    after = "" if _LINE_BREAK.search(follows) or not text[end:] else newline
    return Place(end, newline * 2, after, model, None, head)


def line_end(text: str, at: int) -> int:
    """Return the end of a line whose last word ends at a place: blanks there are that line's."""
    blanks = _TRAILING.match(text, at)
    return blanks.end() if blanks is not None else at


def _table(listed: ParsedList, at: int) -> tuple[str, tuple[ListedEntry, ...]]:
    """Return the head of a table for a section without entries, and rows as a model for its first.

    They are those of the nearest table above, else of the first, in a list most of whose entries
    are rows. Rows that count show no first one.
    """
    rows_ = [entry for entry in listed.entries if entry.shape is Shape.ROW]
    if not rows_ or 2 * len(rows_) <= len(listed.entries):
        return "", ()
    model = next((e for e in reversed(rows_) if e.span[0] < at), rows_[0])
    own = [e for e in rows_ if e.topic == model.topic and e.group == model.group]
    head = reread.table_head(listed.text, own[0].span[0])
    if not head or rows.are_counted(listed.text, own):
        return "", ()
    return head, tuple(own[-_NEAREST:])


def _is_headed_by_blank(listed: ParsedList) -> bool:
    """Return whether a blank line follows most headings, of those that something follows."""
    text = listed.text
    below = [text[heading.span[1] :][:80] for heading in listed.headings]
    told = [_BLANK.match(each) is not None for each in below if each.strip()]
    return 2 * sum(told) > len(told)


def _gap(listed: ParsedList, entries: Sequence[ListedEntry]) -> str:
    """Return what separates two entries: a line break, a blank line as well, or a rule.

    Two entries show no habit: then the whole list tells.
    """
    text = listed.text
    newline = line_break(text)
    gaps: Counter[str] = Counter()
    for scope in (entries, [e for e in listed.entries if e.shape == entries[0].shape]):
        if gaps.total() < _FEW:
            for one, other in pairwise(scope):
                between = text[one.span[1] : other.span[0]]
                if not between.strip():
                    gaps[newline * len(_LINE_BREAK.findall(between))] += 1
                elif not entry_lines.RULE.sub("", between).strip():
                    gaps[between] += 1
    if gaps:
        return gaps.most_common(1)[0][0]
    return newline * 2 if entries[0].shape in _PARTED else newline


def heading_end(listed: ParsedList, heading: Heading) -> int:
    """Return where everything under a heading ends, its subtopics included."""
    for other in listed.headings:
        if other.span[0] > heading.span[0] and other.level <= heading.level:
            return _opening(listed.text, other)
    return len(listed.text)


def _opening(text: str, heading: Heading) -> int:
    """Return where a heading begins; a summary does with the part that it names."""
    start = heading.span[0]
    if heading.form != "summary":
        return start
    opened = _DETAILS.search(text, max(0, start - _LONGEST_TAG), start)
    return opened.start() if opened is not None else start
