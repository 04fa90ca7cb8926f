"""A heading that a list lacks, written and placed as the headings beside it are.

The last topic of the same parent is the model: its marks, its number counted on, a link back to
the top, what parts sections. The list's table of contents gets a line for it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain.topic_name import SIGNS, cleaned
from aiev.errors import NotFoundError
from aiev.markdown import escape
from aiev.markdown import source as sources
from aiev.markdown.reading import anchors, document, tree
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import Heading, ParsedList, TopicPath
from aiev.markdown.writing.places import entry_lines, placement
from aiev.markdown.writing.topics import contents, heading_names, inner_links, renaming

_COUNT = re.compile(r"(?<=[(（\[【])\s*\d[\d,]*")
_OWN_ANCHOR = re.compile(
    r"(?P<before>\s*<(?:a|div|span|p)\s+(?:id|name)=[\"']?)(?P<name>[^\s\"'<>]+)"
    r"(?P<after>[\"']?\s*/?>(?:\s*</(?:a|div|span|p)>)?)",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"\d+(?=\D*\Z)")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NEAREST = 24
_BREAK = re.compile(r"\r\n|\n|\r")


class _Form(NamedTuple):
    """What stands around the words of a heading."""

    before: str
    number: str
    after: str
    own_anchor: str


def add(listed: ParsedList, title: str, *, parent: TopicPath) -> ParsedList:
    """Return the list with one more heading, behind the last topic of its parent.

    Raises NotFoundError for a parent that the list has not.
    """
    text, newline = listed.text, placement.line_break(listed.text)
    above = next((h for h in listed.headings if h.path == parent and h.path), None)
    if parent and above is None:
        raise NotFoundError(f"no such topic in this list: {' > '.join(parent)}")
    root = tree.build(sources.read(text))
    beside = _beside(listed, parent)
    cousins = [] if beside else _cousins(listed, above)
    line = _line(listed, beside or cousins, title, root=root, level=_level(above, beside))
    at, gap = _place(listed, beside, above)
    rest = text[at:]
    before = (gap or newline * 2) if text[:at].strip("\ufeff \t\r\n") else ""
    after = newline * 2 if rest.strip() and _BREAK.match(rest) is None else ""
    changed = text[:at] + before + line + after + rest
    was = anchors.headings(sources.read(text), root)
    source = sources.read(changed)
    now = anchors.headings(source, tree.build(source))
    place = next((i for i, one in enumerate(now) if one.start == at + len(before)), None)
    if place is not None and len(now) == len(was) + 1:

        def numbers(headings: Sequence[Heading]) -> list[int]:
            starts = {heading.span[0] for heading in headings}
            return [i + (i >= place) for i, one in enumerate(was) if one.start in starts]

        changed = inner_links.follow(text, changed, inserted=place)
        up = numbers([above]) if above is not None else []
        changed = contents.add(
            changed, place, beside=numbers(beside), cousins=numbers(cousins), above=up
        )
    return document.read_again(listed, changed)


def _beside(listed: ParsedList, parent: TopicPath) -> list[Heading]:
    """Return the topics of a parent that hold papers, else all its topics."""
    found = [
        h
        for h in listed.headings
        if h.path
        and h.path[:-1] == parent
        and not h.is_furniture
        and not exclusions.is_colophon(cleaned(h.title))
    ]
    held = {e.topic[: len(parent) + 1] for e in listed.entries}
    return [h for h in found if h.path in held] or found


def _cousins(listed: ParsedList, above: Heading | None) -> list[Heading]:
    """Return the topics below others of the parent's level, as models for its first."""
    if above is None:
        return []
    uncles = {h.path for h in listed.headings if h.path and h.level == above.level}
    held = {e.topic[:depth] for e in listed.entries for depth in range(1, len(e.topic) + 1)}
    return [h for h in listed.headings if h.path and h.path[:-1] in uncles and h.path in held]


def _level(above: Heading | None, beside: Sequence[Heading]) -> int:
    if beside:
        return min(beside[-1].level, 6)
    # A lone heading of the first level would be the document's own title.
    return min(above.level + 1, 6) if above is not None else 2


def _line(
    listed: ParsedList, models: Sequence[Heading], title: str, *, root: Block, level: int
) -> str:
    """Return the heading as most of its models are written."""
    models = [h for h in models if h.form in ("markdown", "html")][-_NEAREST:]
    forms = [form for h in models if (form := _form(listed, h, root)) is not None]
    plain = "#" * min(level, 6) + " " + escape.words(title)
    if not forms:
        return plain
    last = forms[-1]
    before = _usual([form.before for form in forms], last.before)
    after = _usual([form.after for form in forms], last.after)
    number = ""
    if sum(bool(form.number) for form in forms) * 2 > len(forms):
        number = _next(next(form.number for form in reversed(forms) if form.number), forms)
    in_html = "<h" in before.lower()
    if heading_names.split(title).number:
        number = ""
    written = before + number + escape.words(title, in_html=in_html) + after
    return written + _own_anchor(forms, title)


def _usual(texts: Sequence[str], last: str) -> str:
    """Return what most have, a count in it as 0; else the last one's without its own signs."""
    found, count = Counter(_COUNT.sub("0", each) for each in texts).most_common(1)[0]
    if count * 2 > len(texts) or (count == len(texts) and not SIGNS.search(found)):
        return found if count > 1 or not SIGNS.search(found) else SIGNS.sub("", found)
    bare = Counter(SIGNS.sub("", _COUNT.sub("0", each)) for each in texts)
    return bare.most_common(1)[0][0]


def _next(number: str, forms: Sequence[_Form]) -> str:
    counted = [form.number for form in forms if form.number]
    if len(set(counted)) == 1 and len(counted) > 1:
        return number
    match = _LAST_NUMBER.search(number)
    if match is not None:
        return number[: match.start()] + str(int(match.group()) + 1) + number[match.end() :]
    roman = re.match(r"[IVX]+", number)
    if roman is not None and roman.group() in _ROMAN[:-1]:
        return _ROMAN[_ROMAN.index(roman.group()) + 1] + number[roman.end() :]
    return number


def _form(listed: ParsedList, heading: Heading, root: Block) -> _Form | None:
    text = listed.text
    inline = renaming.inline_of(text, heading, root)
    found = heading_names.find(inline.plain, is_counted=True) if inline is not None else None
    if inline is None or found is None:
        return None
    name, places = found
    low, high = inline.source(*places.words)
    if re.search(r"[\[\]<>]", text[low:high]):
        # The words are not of one piece.
        return None
    number = inline.source(*places.number)[0] if name.number else low
    after = text[high : heading.span[1]]
    line_end = _BREAK.search(after)
    if line_end is not None and heading.form == "markdown":
        # A line of dashes below the words, however long.
        after = after[line_end.start() :]
    own = _OWN_ANCHOR.match(text, heading.span[1])
    return _Form(
        text[heading.span[0] : number],
        SIGNS.sub("", text[number:low]),
        after,
        own.group() if own is not None else "",
    )


def _own_anchor(forms: Sequence[_Form], title: str) -> str:
    """Return an anchor of the heading's own where most of its models have one behind them."""
    own = [form.own_anchor for form in forms if form.own_anchor]
    if len(own) * 2 <= len(forms):
        return ""
    match = _OWN_ANCHOR.match(own[-1])
    assert match is not None, "found by the same pattern"
    words = "-".join(re.findall(r"\w+", title))
    if match["name"] == match["name"].lower():
        words = words.lower()
    return match["before"] + words + match["after"]


def _place(listed: ParsedList, beside: Sequence[Heading], above: Heading | None) -> tuple[int, str]:
    """Return where the heading goes, and what parts it from what stands above, if sections are."""
    text = listed.text
    if not beside:
        end = placement.heading_end(listed, above) if above is not None else len(text)
        return placement.line_end(text, len(text[:end].rstrip())), ""
    end = placement.heading_end(listed, beside[-1])
    gaps = [gap for h in listed.headings if (gap := _gap_above(listed, h)) is not None]
    usual, count = Counter(gaps).most_common(1)[0] if gaps else ("", 0)
    tail = text[_content_end(listed, end) : end]
    if usual and count * 2 > len(gaps) and tail == usual:
        return end - len(tail), usual
    stop = placement.line_end(text, len(text[:end].rstrip()))
    ruled = re.search(r"(?:\r\n|\n|\r)+[ \t]*(?:-{3,}|\*{3,}|_{3,}|<br ?/?>)[ \t]*\Z", text[:stop])
    if ruled is not None:
        return len(text[: ruled.start()].rstrip()), text[len(text[: ruled.start()].rstrip()) : end]
    between = usual if count * 2 > len(gaps) and not usual.strip() else ""
    return stop, between


def _content_end(listed: ParsedList, end: int) -> int:
    """Return where the last entry above a place ends, with what is put below it."""
    above = [e for e in listed.entries if e.span[1] <= end]
    return entry_lines.end_of(listed, above[-1]) if above else 0


def _gap_above(listed: ParsedList, heading: Heading) -> str | None:
    """Return what stands between a heading and the entry above it; None where none ends there."""
    at = listed.headings.index(heading)
    start = heading.span[0]
    last = listed.headings[at - 1].span[1] if at else 0
    end = _content_end(listed, start)
    return listed.text[end:start] if end > last else None
