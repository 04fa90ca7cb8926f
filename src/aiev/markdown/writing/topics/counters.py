"""Counts that a list shows of itself, kept right where they were right.

`(12)` or `(12 papers)` in a heading or in a line of the contents counts a section, a badge
`papers-123-blue` the whole list. Which count is meant shows before: the one that is right then. A
count that was wrong, or is no count of entries at all, stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from aiev import lazy_regex as re
from aiev.domain import paper
from aiev.markdown.reading import document
from aiev.markdown.values import Heading, ListedEntry, ParsedList, TopicPath
from aiev.markdown.writing.topics import contents, heading_names, inner_links
from aiev.markdown.writing.topics.inner_links import Splice

_UNITS = r"(?:paper|item|work|resource)s?|entr(?:y|ies)|篇(?:论文)?"
_COUNT = re.compile(
    rf"[(（\[【]\s*(?P<number>\d[\d,]*)\s*(?P<unit>{_UNITS})?\s*[)）\]】](?!\()", re.IGNORECASE
)
_BADGE = re.compile(
    r"img\.shields\.io/badge/(?P<label>[^-\s/()\"'<>]*(?:paper|entr|item|work|total|count|number|论文)"
    r"[^-\s/()\"'<>]*)-(?P<number>\d[\d,]*)(?P<plus>%2B|\+)?-",
    re.IGNORECASE,
)
_HABIT = 3
_MANY_OF = {"paper": "papers", "item": "items", "work": "works", "entry": "entries"}
_ONE = {many: one for one, many in _MANY_OF.items()}

_Measure = Callable[[Sequence[ListedEntry]], int]


def are_shown(text: str) -> bool:
    """Return whether a text has anything that looks like a count."""
    return _BADGE.search(text) is not None or _COUNT.search(text) is not None


def follow(before: ParsedList, after: ParsedList) -> ParsedList:
    """Return `after` with the counts that were right `before` right again.

    Its topics are called as before; some may have come to them.
    """
    if before.text == after.text or not are_shown(after.text):
        return after
    splices = [*_badges(before, after), *_in_headings(before, after), *_in_contents(before, after)]
    if not splices:
        return after
    text = inner_links.spliced(after.text, splices)
    # A count is a part of the name by which a heading is found.
    text = inner_links.follow(after.text, text)
    return document.read_again(after, text)


def _papers(entries: Sequence[ListedEntry]) -> int:
    """Return how many works entries are about."""
    return len({_identity(entry) for entry in entries})


def _identity(entry: ListedEntry) -> str:
    topic = " > ".join(entry.topic)
    return paper.identity(entry.arxiv_id, entry.url, label=entry.label, topic=topic)


_MEASURES: tuple[_Measure, ...] = (len, _papers)


def _now(
    number: int, befores: Sequence[Sequence[ListedEntry]], afters: Sequence[Sequence[ListedEntry]]
) -> int | None:
    """Return what a count has to be now; None where it counted none of these."""
    for before, after in zip(befores, afters, strict=True):
        for measure in _MEASURES:
            if measure(before) == number:
                return measure(after)
    return None


def _badges(before: ParsedList, after: ParsedList) -> Iterator[Splice]:
    for match in _BADGE.finditer(after.text):
        now = _now(_value(match), [before.entries], [after.entries])
        yield from _written(match, now)


def _value(match: re.Match[str]) -> int:
    return int(match["number"].replace(",", ""))


def _written(match: re.Match[str], now: int | None) -> Iterator[Splice]:
    if now is None or now == _value(match):
        return
    yield (*match.span("number"), f"{now:,}" if "," in match["number"] else str(now))
    unit = match["unit"] if "unit" in match.re.groupindex else None
    if unit and (now == 1) != (_value(match) == 1):
        yield (*match.span("unit"), _ONE.get(unit, unit) if now == 1 else _MANY_OF.get(unit, unit))


def _scopes(listed: ParsedList, path: TopicPath) -> list[list[ListedEntry]]:
    """Return the entries under a topic and below it, and those directly under it."""
    within = [e for e in listed.entries if e.topic[: len(path)] == path]
    return [within, [e for e in within if e.topic == path]]


def _section(
    before: ParsedList, after: ParsedList, match: re.Match[str], path: TopicPath
) -> int | None:
    return _now(_value(match), _scopes(before, path), _scopes(after, path))


def _in_headings(before: ParsedList, after: ParsedList) -> Iterator[Splice]:
    has_habit = heading_names.has_counters(after.headings)
    for heading in after.headings:
        start, end = heading.span
        for match in _COUNT.finditer(after.text, start, end):
            if heading.path and (match["unit"] or has_habit):
                yield from _written(match, _section(before, after, match, heading.path))


def _in_contents(before: ParsedList, after: ParsedList) -> Iterator[Splice]:
    text = after.text
    heads, lines = contents.find(text)
    paths = _paths(after.headings)
    counts = [
        (match, path)
        for line in lines
        if (path := paths.get(heads[line.heading].start))
        for match in _COUNT.finditer(text, line.span[0], line.span[1])
    ]
    has_habit = sum(match["unit"] is None for match, _ in counts) >= _HABIT
    for match, path in counts:
        if match["unit"] or has_habit:
            yield from _written(match, _section(before, after, match, path))


def _paths(headings: Sequence[Heading]) -> Mapping[int, TopicPath]:
    return {heading.span[0]: heading.path for heading in headings if heading.path}
