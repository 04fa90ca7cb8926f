"""Where the words of a line begin: behind emoji, a number, a date, a venue, `[...]`."""

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import plain_title
from aiev.markdown.reading.words import edges, venues

PREFIX = re.compile(
    r"(?:\[(?P<square>[^\[\]]*)\]|\((?P<round>[^()]*)\)|[【［（](?P<wide>[^【】［］（）]*)[】］）])"
    r"\s*[:：.,-]?\s*"
)
"""Words in brackets at the head of a line."""

DATE_END = re.compile(r"\s*[:|,·•-]?\s+|\s*[:|,]\s*")
"""What stands between a date and the words behind it."""

_LONGEST = 60
_LONGEST_VENUE = 120
_NAMED_SO = re.compile(r"(?:paper )?title\s*[:：]\s*|(?:论文)?标题\s*[:：]\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:#?\d{1,4}[.)、:]|\(\d{1,4}\)|[ivx]+[.)])\s+")


def find(inline: Inline, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the words start after emoji, numbers, dates and `[...]`, and the short name."""
    text, nick = inline.plain, None
    at = edges.strip_decoration(text, start, end)
    while at < end:
        before = at
        number = _NUMBER.match(text, at, end)
        if number is not None:
            at = number.end()
        at = _after_code(inline, at, end)
        prefix = PREFIX.match(text, at, end)
        if prefix is not None and not any(
            a.start == at and a.end >= prefix.end() for a in inline.anchors
        ):
            name = inside(prefix)
            if (
                name
                and not name.isdigit()
                and nick is None
                and not plain_title.is_date(name)
                and venues.find(name) is None
            ):
                nick = prefix.span(prefix.lastgroup or "square")
            at = prefix.end()
        found = partial_date.find_span(text[at : min(end, at + 24)])
        if found is not None and not found[1]:
            behind = DATE_END.match(text, at + found[2], end)
            # A title may begin with a year: only a month, a bar or the title's link ends a date.
            if behind is not None and (
                found[0].month or behind.group().strip() or not text[behind.end() : end].strip()
            ):
                at = behind.end()
        comma = text.find(", ", at, min(end, at + _LONGEST))
        if comma > at and is_dated_venue(text[at:comma]):
            at = comma + 1
        named = _NAMED_SO.match(text, at, end)
        if named is not None and named.end() < end:
            at = named.end()
        while at < end and text[at] in "|:,·•：":
            at += 1
        at = edges.strip_decoration(text, at, end)
        if at == before:
            break
    return at, nick


def venue_with_link(inline: Inline, start: int, end: int) -> tuple[int, int] | None:
    """Return where a venue stands in brackets that end with a link: `(ICML [Odd Days](u)) T`."""
    text = inline.plain
    at = edges.strip_decoration(text, start, end)
    if text[at : at + 1] != "(":
        return None
    close = text.find(")", at, min(end, at + _LONGEST_VENUE))
    within = inline.within(at + 1, close)
    if close < 0 or not within or venues.find(text[at + 1 : within[0].start]) is None:
        return None
    return at + 1, close


def _after_code(inline: Inline, start: int, end: int) -> int:
    """Return where the words begin behind a venue or a date in code: `ICML 2024`."""
    for mark in inline.marked(start, start + 1):
        if (
            mark.kind == "code"
            and mark.end < end
            and _is_coded(inline.plain[mark.start : mark.end])
        ):
            return mark.end
    return start


def _is_coded(text: str) -> bool:
    """Return whether the text of a code mark is a venue, a date or both."""
    text = edges.unbracket(text)
    return (
        venues.find(text) is not None
        or venues.find(text.replace(",", " ").rpartition(" ")[0]) is not None
        or plain_title.is_date(text)
    )


def inside(prefix: re.Match[str]) -> str:
    """Return the words within the brackets of a PREFIX."""
    return (prefix[prefix.lastgroup or "square"] or "").strip()


def is_dated_venue(text: str) -> bool:
    """Return whether a text is a venue with its year or month: `ICML 2022`, `arXiv 2023.10`."""
    venue = venues.find(text)
    if venue is not None:
        return venue.year is not None
    found = partial_date.find_span(text)
    return (
        found is not None and venues.find((text[: found[1]] + text[found[2] :]).strip()) is not None
    )
