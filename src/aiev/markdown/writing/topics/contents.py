"""A line in a list's table of contents for a heading that is new.

Contents are lines that lead to headings of the list, one below the other, of any form: items of
Markdown or HTML, plain lines, several on one line. The line of the topic beside the new one is the
model: its indent, bullet and number, how it calls a heading and names its place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain.topic_name import SIGNS
from aiev.markdown import escape
from aiev.markdown import source as sources
from aiev.markdown.reading import anchors, tree
from aiev.markdown.reading.anchors import Named
from aiev.markdown.reading.inline import Anchor
from aiev.markdown.values import ParsedList, Span, TopicPath
from aiev.markdown.writing.places import placement
from aiev.markdown.writing.topics import heading_names, inner_links
from aiev.markdown.writing.topics.inner_links import InnerLink

_FEWEST, _APART = 2, 4
_TAG = re.compile(r"<[^<>]*>")
_NUMBERED = re.compile(r"(?P<indent>[ \t>]*)(?P<number>\d{1,3})(?=[.)][ \t])")
_COUNT = re.compile(r"(?<=[(（\[【])\s*\d[\d,]*")
_OWN = re.compile(
    r"<(?:a|div|span|p)\b[^<>]*?\s(?:id|name)\s*=\s*[\"']?(?P<name>[^\s\"'<>]+)[\"']?[^<>]*>"
    r"(?:\s*</(?:a|div|span|p)\s*>)?",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of contents: where it stands, its link, and which heading it leads to, from 0.

    `is_alone` says that no other such link stands on it.
    """

    span: Span
    link: InnerLink
    anchor: Anchor
    heading: int
    is_alone: bool = True


def find(text: str) -> tuple[list[Named], list[Line]]:
    """Return the headings of a list, and the lines of its contents in the order of the text."""
    source = sources.read(text)
    root = tree.build(source)
    heads = anchors.headings(source, root)
    links = inner_links.find(text, root)
    places = _own_places(text, heads)
    own = anchors.own_names(text)
    leads = inner_links.leading(links, heads, own)
    lines: list[Line] = []
    for link, lead in zip(links, leads, strict=True):
        at = lead if lead >= 0 else places.get(anchors.wanted(link.name), -1)
        if at < 0 or link.anchor is None:
            continue
        span = source.line_start(link.place[0]), source.line_end(link.place[0])
        if heads[at].start < span[1] and span[0] <= heads[at].start:
            continue
        lines.append(Line(span, link, link.anchor, at))
    counts = Counter(line.span for line in lines)
    lines = [line._replace(is_alone=counts[line.span] == 1) for line in lines]
    blocks = _blocks(source, [each for each in lines if _is_line(text, each)])
    return heads, [line for block in blocks for line in block]


def lack(listed: ParsedList, path: TopicPath) -> bool:
    """Return whether links lead to the topics beside one, and none to it: in what is not edited."""
    linked = {_path_at(listed, start) for _, start in _leads(listed.text)}
    beside = {h.path for h in listed.headings if h.path[:-1] == path[:-1] and h.path != path}
    return path not in linked and len(beside & linked) >= _FEWEST


def _path_at(listed: ParsedList, start: int) -> TopicPath:
    return next((h.path for h in listed.headings if h.span[0] == start), ())


def _leads(text: str) -> list[tuple[int, int]]:
    """Return where each link to a heading stands, and where that heading does."""
    source = sources.read(text)
    root = tree.build(source)
    heads = anchors.headings(source, root)
    links = inner_links.find(text, root)
    places = _own_places(text, heads)
    leads = inner_links.leading(links, heads, anchors.own_names(text))
    found = [
        lead if lead >= 0 else places.get(anchors.wanted(link.name), -1)
        for link, lead in zip(links, leads, strict=True)
    ]
    return [
        (link.place[0], heads[at].start) for link, at in zip(links, found, strict=True) if at >= 0
    ]


def add(
    text: str,
    place: int,
    *,
    beside: Sequence[int],
    cousins: Sequence[int],
    above: Sequence[int],
) -> str:
    """Return the text with a line for the heading of this number, where its contents have such.

    `beside` are the headings beside it, `cousins` those of its level below others, `above` the one
    that it stands below. Contents that do not go as deep get none.
    """
    heads, lines = find(text)
    by_heading = {line.heading: line for line in reversed(lines)}
    known = [by_heading[at] for at in beside if at in by_heading]
    before = [line for line in known if line.heading < place]
    if known:
        model = before[-1] if before else known[0]
        if not model.is_alone:
            return _beside_on_line(text, heads, lines, model, known, place)
        at = _end_of(text, lines, model) if before else model.span[0]
    else:
        known = [by_heading[at] for at in cousins if at in by_heading]
        parent = next((by_heading[at] for at in above if at in by_heading), None)
        if not known or parent is None or not known[0].is_alone:
            return text
        model, at = known[0], parent.span[1]
    line, later = _line(text, heads, model, known, place, at=at)
    between = _between(text, known)
    text = inner_links.spliced(text, later)
    if at == model.span[0]:
        return text[:at] + line + between + text[at:]
    return text[:at] + between + line + text[at:]


def _between(text: str, known: Sequence[Line]) -> str:
    """Return what stands between two lines of contents: a line break, in some a blank line too."""
    gaps = [text[one.span[1] : other.span[0]] for one, other in pairwise(known)]
    blank = [gap for gap in gaps if gap and not gap.strip()]
    return blank[-1] if blank and len(blank) * 2 > len(gaps) else placement.line_break(text)


def _own_places(text: str, heads: Sequence[Named]) -> Mapping[str, int]:
    """Return which heading each name of its own is put at: in it, or right above or below it."""
    places: dict[str, int] = {}
    for match in _OWN.finditer(text):
        after = [at for at, head in enumerate(heads) if head.start <= match.start()]
        below = after[-1] if after else -1
        name = match["name"].lower()
        if below >= 0 and len(text[heads[below].start : match.start()].splitlines()) <= 2:
            places.setdefault(name, below)
        elif below + 1 < len(heads) and not text[match.end() : heads[below + 1].start].strip():
            places.setdefault(name, below + 1)
    return places


def _is_line(text: str, line: Line) -> bool:
    """Return whether a line begins with its link, but for marks and signs."""
    if not line.is_alone:
        return not text[slice(*line.span)].lstrip().startswith("|")
    lead = _TAG.sub("", text[line.span[0] : line.anchor.span[0]])
    return not any(char.isalpha() for char in SIGNS.sub("", lead)) and not lead.lstrip().startswith(
        ("#", "|")
    )


def _blocks(source: sources.Source, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the stretches of such lines that stand close to each other."""
    block: list[Line] = []
    for line in lines:
        number = source.line_number(line.span[0])
        if block and number - source.line_number(block[-1].span[0]) > _APART:
            if len({each.heading for each in block}) >= _FEWEST:
                yield block
            block = []
        block.append(line)
    if len({each.heading for each in block}) >= _FEWEST:
        yield block


def _indent(text: str, at: int) -> int:
    match = re.compile(r"[ \t>]*((?:- )*)").match(text, at)
    # `- - [Data](#data)` is an item in an item.
    return len(match.group().expandtabs(4)) if match is not None else 0


def _end_of(text: str, lines: Sequence[Line], model: Line) -> int:
    """Return where a line of contents ends with the lines below it that are indented more."""
    source = sources.read(text)
    end, depth = model.span[1], _indent(text, model.span[0])
    number = source.line_number(model.span[0])
    for start in source.line_starts[number:]:
        stop = source.line_end(start)
        words = text[start:stop].strip()
        if not words or not (
            _indent(text, start) > depth or (words == "</li>" and _indent(text, start) == depth)
        ):
            break
        end = stop
        if words == "</li>" and _indent(text, start) == depth:
            break
    return end


def _line(
    text: str, heads: Sequence[Named], model: Line, known: Sequence[Line], place: int, *, at: int
) -> tuple[str, list[inner_links.Splice]]:
    """Return the new line, and what it changes in the numbers of the lines below it."""
    lead = _usual_lead(text, known, model)
    tail = _usual([_tail(text, line) for line in known])
    if "</li>" in text[slice(*model.span)] or model.anchor.form == "html":
        tail = tail if "</li>" in tail or "<li" not in lead else tail + "</li>"
    later: list[inner_links.Splice] = []
    numbers = [_NUMBERED.match(text, line.span[0]) for line in known]
    counted = {match["number"] for match in numbers if match is not None}
    own = _NUMBERED.match(text, model.span[0])
    if own is not None and len(counted) > 1:
        number = int(own["number"]) + 1
        lead = _NUMBERED.sub(lambda m: f"{m['indent']}{number}", lead, count=1)
        for line, match in zip(known, numbers, strict=True):
            if line.span[0] > at and match is not None:
                later.append((*match.span("number"), str(int(match["number"]) + 1)))
    old, new = (heading_names.split(heads[at].words.strip()) for at in (model.heading, place))
    if old.number and new.number:
        lead = lead.replace(old.number.strip(), new.number.strip())
    return lead + _link(text, heads, model, place) + tail, later


def _link(text: str, heads: Sequence[Named], model: Line, place: int) -> str:
    """Return a link to the new heading in the form of the model's."""
    link, anchor, head, new = model.link, model.anchor, heads[model.heading], heads[place]
    assert link.inline is not None, "an anchor stands in running text"
    low, high = inner_links.words_of(link.inline, anchor)
    shown = link.inline.plain[low:high]
    words = new.words.strip()
    if shown.strip() != head.words.strip():
        found = heading_names.find(shown, is_counted=True)
        whole = heading_names.find(words, is_counted=True)
        if whole is not None and found is not None:
            words = (whole[0].number if found[0].number else "") + whole[0].words
    name = new.name
    own = _own_of(text, place, heads)
    if own is not None and anchors.wanted(link.name) not in head.names:
        name = own
    elif link.name == anchors.capitalised_slug(head.words) != head.name:
        name = anchors.capitalised_slug(new.words)
    in_html = anchor.form == "html"
    start, end = anchor.span
    first, last = link.inline.source(low, high)
    written = text[start:end]
    splices = [
        (first - start, last - start, escape.words(words, in_html=in_html)),
        (link.place[0] - start, link.place[1] - start, name),
    ]
    return inner_links.spliced(written, splices)


def _own_of(text: str, place: int, heads: Sequence[Named]) -> str | None:
    for match in _OWN.finditer(text, heads[place].start):
        if _own_places(text, heads).get(match["name"].lower()) == place:
            return match["name"]
    return None


def _tail(text: str, line: Line) -> str:
    return text[line.anchor.span[1] : line.span[1]]


def _usual(texts: Sequence[str]) -> str:
    """Return what most have, a count in it as 0; else what has no sign and no word of its own."""
    found, count = Counter(_COUNT.sub("0", each) for each in texts).most_common(1)[0]
    is_plain = not any(char.isalnum() for char in _TAG.sub("", SIGNS.sub("", found)))
    if count * 2 > len(texts) and (count > 1 or is_plain):
        return found
    return "".join(_TAG.findall(found))


def _usual_lead(text: str, known: Sequence[Line], model: Line) -> str:
    """Return what stands before the model's link, with signs only where all have them."""

    def lead(line: Line) -> str:
        return text[line.span[0] : line.anchor.span[0]]

    own = lead(model)
    signs = {"".join(SIGNS.findall(lead(line))) for line in known}
    return own if len(signs) == 1 and len(known) > 1 else SIGNS.sub("", own)


def _beside_on_line(
    text: str,
    heads: Sequence[Named],
    lines: Sequence[Line],
    model: Line,
    known: Sequence[Line],
    place: int,
) -> str:
    """Return the text with a link behind the model's, where several stand on one line."""
    beside = [line for line in lines if line.span == model.span]
    at = beside.index(model)
    one, other = beside[at - 1 : at + 1] if at else beside[:2]
    between = text[one.anchor.span[1] : other.anchor.span[0]]
    if any(char.isalnum() for char in _TAG.sub("", between)):
        return text
    end = model.anchor.span[1]
    return text[:end] + between + _link(text, heads, model, place) + text[end:]
