"""Which words of a line are the title, and which link is the paper.

Three kinds of line: the title is a link (`[T](u) | 2024`), the title stands beside links that
name forms of the work (`**T** [[pdf]](u) [[code]](v)`), or there is no link.
"""

from functools import lru_cache
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.paper import is_written_as_title
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import (
    citation,
    link_forms,
    linked_name,
    plain_title,
    title_start,
)
from aiev.markdown.reading.words import author_names, edges, exclusions, phrases, venues

_APART = re.compile(r"\s*[|｜,(（]|\s+[-–—]+\s")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_OPENING = ('"', "“", "„", "«", "「", "《")
_FEWEST_BEFORE = 4
_LONGEST_REMARK, _FEWEST_BEHIND = 6, 3
_AWAITED = re.compile(r"\s*[/|,]\s*(?P<form>\w+)\s+[-–—]+\s+")
_UNCLOSED = re.compile(r"\s*[\[(（][^\[\]()（）]*\Z")


class Title(NamedTuple):
    """The title in the plain text of a line and the links that belong to the entry.

    `kind` is `linked`, `named` (words beside generic links), `plain` (no link), `internal` (only
    links within the list) or `none`. `nick` is the short name that stands before the title. The
    title ends at `doubt` in a list that names each paper's authors behind its title; `authors` are
    those without which the title would not be known, `venue` one that ends with a link.
    """

    kind: str
    start: int
    end: int
    anchor: Anchor | None
    nick: tuple[int, int] | None
    anchors: tuple[Anchor, ...]
    is_prose: bool = False
    doubt: int | None = None
    venue: tuple[int, int] | None = None
    authors: tuple[int, int] | None = None


# An item is asked for its title by whoever decides what it is, then by whoever reads it.
@lru_cache(maxsize=256)
def find(inline: Inline, start: int, end: int) -> Title:
    """Return the title of the line from `start` to `end`."""
    within = inline.within(start, end)
    if within and inline.plain.find("(", start, within[0].start) >= 0:
        venue = title_start.venue_with_link(inline, start, end)
        if venue is not None:
            return find(inline, venue[1] + 1, end)._replace(venue=venue)
    outward = tuple(
        a for a in within if exclusions.is_external(a.url) and not link_forms.is_badge(inline, a)
    )
    texts = [a for a in outward if link_forms.text_of(inline, a)]
    named = next((a for a in texts if not link_forms.is_form(inline, a)), None)
    if texts and named is not texts[0] and linked_name.is_venue_like(inline, texts[0], end):
        named = texts[0]
    if named is not None and not _is_further_form(inline, start, texts, named):
        return _beside_named(inline, start, end, named, outward)
    if texts or any(a.image is not None for a in outward):
        return _beside_forms(inline, start, end, texts, outward)
    core, nick = title_start.find(inline, start, end)
    if within and not outward:
        # `Deep Scheduling of Things [also in [2.1](#order)]` is more than a way to a section.
        before = _UNCLOSED.sub("", inline.plain[core : within[0].start])
        if plain_title.words(before) < _FEWEST_BEFORE:
            return Title("internal", core, end, None, nick, ())
        end = core + len(before)
    low, high = plain_title.find(inline, core, end)
    kind = "plain" if high > low else "none"
    return Title(kind, low, high, None, nick, outward)


def _is_further_form(inline: Inline, start: int, texts: list[Anchor], named: Anchor) -> bool:
    """Return whether a link in brackets follows a form of a work: `T [[pdf]](u) [[Try]](v)`."""
    first = texts[0]
    return (
        named is not first
        and link_forms.text_of(inline, named).startswith("[")
        and link_forms.text_of(inline, first).startswith("[")
        and plain_title.words(inline.plain[start : first.start]) >= _FEWEST_BEFORE - 1
    )


def _beside_named(
    inline: Inline, start: int, end: int, anchor: Anchor, outward: tuple[Anchor, ...]
) -> Title:
    core, nick = title_start.find(inline, start, anchor.start)
    before = [a for a in outward if a.start < anchor.start]
    first = before[0].start if before else anchor.start
    low, high = edges.trim(inline.plain, core, first)
    if not any(char.isalnum() for char in inline.plain[low:high]):
        # `<[Title](u)>`: a sign is no word beside the link.
        high = low
    length = plain_title.words(link_forms.text_of(inline, anchor))
    rest = linked_name.find(inline, anchor, end) if low >= high else None
    if rest is not None:
        first = rest.start if rest.is_whole else plain_title.clean(inline.plain, *anchor.inner)[0]
        return Title("linked", first, rest.end, anchor, nick, outward, authors=rest.authors)
    linked = _linked(inline, anchor, nick, outward)
    is_label = link_forms.text_of(inline, anchor).startswith("[") or _is_in_brackets(inline, anchor)
    if low >= high and (is_label or length < 3):
        return _behind_labels(inline, end, anchor, before, outward) or linked
    if low >= high:
        return linked
    text = inline.plain[low:high]
    if length > 1 and _HAN.search(text) and not _HAN.search(link_forms.text_of(inline, anchor)):
        # A Chinese sentence leads to the title: it is no part of it.
        return linked
    quoted = plain_title.QUOTED.search(inline.plain, low, first + 1)
    if quoted is not None and plain_title.words(quoted["title"]) >= 2:
        return Title("named", *quoted.span("title"), _paper(inline, outward), nick, outward)
    count = plain_title.words(text)
    strong = plain_title.strong_words(inline, low, high)
    if strong is not None and plain_title.words(inline.plain[slice(*strong)]) >= 4:
        # `**Title.** Journal of Things, 2023. [journal](u)`
        return _named(inline, low, first, outward, nick)
    if (
        author_names.is_authors(text, least=2)
        or venues.find(text)
        or phrases.find_label(text + ":")
    ):
        return linked
    if strong is not None and length < 3:
        return _named(inline, low, first, outward, nick)
    if (count >= 3 and length < 4) or (is_label and count >= 2 and length <= _LONGEST_REMARK):
        return _named(inline, low, first, outward, nick)
    if count >= 5:
        return linked._replace(is_prose=True)
    return linked._replace(nick=nick or (low, high))


def _behind_labels(
    inline: Inline,
    end: int,
    anchor: Anchor,
    before: list[Anchor],
    outward: tuple[Anchor, ...],
) -> Title | None:
    """Return the title behind the links at the head of a line, if all they say is a label.

    `[[CVPR](u)] Title. [[torch](v)]` has a form of the work before its title, and so has
    `[[arxv](u)] Title`: a link in brackets of its own, or one that is called as no work is.
    """
    heads = [*before, anchor]
    if before:
        # The words between the forms and the link, which stands behind the title.
        start = _after_group(inline, before, anchor.start)
        if plain_title.words(inline.plain[start : anchor.start]) >= _FEWEST_BEHIND:
            return _named(inline, start, anchor.start, outward, None)
    elif not _is_in_brackets(inline, anchor):
        return None
    further = [a for a in outward if a.start > anchor.start and link_forms.text_of(inline, a)]
    start = _after_group(inline, [*heads, *further], end)
    stop = next((a.start for a in further if a.start > start), end)
    text = inline.plain[slice(*edges.trim(inline.plain, start, stop))]
    if plain_title.words(text) < _FEWEST_BEHIND or author_names.is_authors(text, least=2):
        return None
    if not is_written_as_title(text):
        return None
    return _named(inline, start, stop, outward, None)


def _is_in_brackets(inline: Inline, anchor: Anchor) -> bool:
    """Return whether brackets of the text stand right around a link: `[[Paper](u)]`."""
    around = inline.plain[max(0, anchor.start - 1) : anchor.start], inline.plain[anchor.end :][:1]
    return around in (("[", "]"), ("(", ")"), ("【", "】"))


def _linked(
    inline: Inline, anchor: Anchor, nick: tuple[int, int] | None, outward: tuple[Anchor, ...]
) -> Title:
    low, high = plain_title.clean(inline.plain, *anchor.inner)
    return Title(
        "linked", *link_forms.without_details(inline.plain, low, high), anchor, nick, outward
    )


def _named(
    inline: Inline, low: int, end: int, outward: tuple[Anchor, ...], nick: tuple[int, int] | None
) -> Title:
    start, stop = plain_title.find(inline, low, end)
    if nick is None and (
        inline.plain[max(0, start - 1) : start] in _OPENING or _names_itself(inline, low, start)
    ):
        # `**AHA**: "AHA: A Vision-…"`: what stands before the quotes is the short name.
        before = edges.trim(inline.plain, low, start - 1)
        text = inline.plain[slice(*before)]
        if 0 < plain_title.words(text) <= 6 and not author_names.is_authors(text, least=2):
            nick = before
    is_followed = any(char.isalnum() for char in inline.plain[stop:end])
    doubt = citation.find_doubtful(inline.plain, start, stop) if is_followed else None
    return Title("named", start, stop, _paper(inline, outward), nick, outward, doubt=doubt)


def _names_itself(inline: Inline, low: int, start: int) -> bool:
    """Return whether a bold short name and a colon stand between two places."""
    text = inline.plain[low:start].rstrip()
    return text[-1:] in (":", "：") and any(
        mark.kind == "strong" and mark.end <= start for mark in inline.marked(low, start)
    )


def _beside_forms(
    inline: Inline, start: int, end: int, texts: list[Anchor], outward: tuple[Anchor, ...]
) -> Title:
    start, first = _behind_badges(inline, start, end, outward)
    core, nick = title_start.find(inline, start, first)
    low, high = edges.trim(inline.plain, core, first)
    text = inline.plain[low:high]
    label = phrases.find_label(text + ":") if text else None
    if any(char.isalnum() for char in text) and not (label and plain_title.words(text) <= 2):
        behind = _behind_tags(inline, low, high, texts, end)
        if behind is not None:
            return _named(inline, *behind, outward, None)
        return _named(inline, core, first, outward, nick)
    if (
        nick is not None
        and plain_title.strong_words(inline, nick[0], nick[1] + 1)
        and plain_title.words(text) == 0
    ):
        # `**[LLaRP]** [[paper]](u)`: the short name is all there is.
        low, high = plain_title.clean(inline.plain, *nick)
        return Title("named", low, high, _paper(inline, outward), None, outward)
    last = max((a.end for a in texts), default=first)
    after = _after_group(inline, texts, end) if texts else last
    rest = edges.trim(inline.plain, after, end)
    apart = _APART.match(inline.plain, after, end)
    is_first = bool(texts) and texts[0].start <= core + 1
    is_behind_comma = apart is not None and apart.group().strip() == ","
    may_be = _is_title if is_behind_comma else _is_clear_title
    if apart and is_first and not may_be(inline, *rest, texts[0]):
        # `[arXiv:2406.00006](u) | Jun 2024`: what stands behind the bar is seldom a title; behind
        # a comma it may well be one: `[arXiv 2024.06](u), Deep Order of Things`.
        rest = end, end
    text = inline.plain[slice(*rest)]
    if label is None and plain_title.words(text) and _is_name(text):
        stop = next((a.start for a in texts if a.start > rest[0]), end)
        return _named(inline, rest[0], stop, outward, nick)
    if nick is not None:
        low, high = plain_title.clean(inline.plain, *nick)
        return Title("named", low, high, _paper(inline, outward), None, outward)
    anchor = _paper(inline, outward)
    if anchor is None or label is not None:
        return Title("none", low, high, anchor, None, outward)
    return Title("none", *plain_title.clean(inline.plain, *anchor.inner), anchor, None, outward)


def _behind_badges(
    inline: Inline, start: int, end: int, outward: tuple[Anchor, ...]
) -> tuple[int, int]:
    """Return where the words of a line are: behind the pictures at its head, before a link."""
    at = start
    for anchor in sorted(outward, key=lambda a: a.start):
        if plain_title.words(inline.plain[at : anchor.start]):
            return at, anchor.start
        if link_forms.text_of(inline, anchor):
            break
        at = anchor.end
    is_told = bool(outward) and at > start and plain_title.words(inline.plain[at:end]) > 0
    if is_told and not any(link_forms.text_of(inline, a) for a in outward):
        return at, end
    return start, min(a.start for a in outward)


def _is_title(inline: Inline, start: int, end: int, head: Anchor) -> bool:
    """Return whether words behind a link and a comma are a title: no venue and no date is one."""
    text = inline.plain[start:end]
    is_said = plain_title.words(text) >= _FEWEST_BEHIND and link_forms.is_detail(
        edges.unbracket(link_forms.text_of(inline, head))
    )
    if is_written_as_title(text) or (is_said and not author_names.is_authors(text, least=2)):
        return True
    # `[website](u), Gen-1.5`: where the link says only what it leads to, a name is the title.
    is_word = phrases.is_generic(link_forms.text_of(inline, head))
    return is_word and _is_name(text) and not author_names.are_people(text, least=1)


def _is_clear_title(inline: Inline, start: int, end: int, head: Anchor) -> bool:
    """Return whether words behind a link and a bar are surely a title: `[paper](u) | Deep …`."""
    text = inline.plain[start:end]
    return (
        phrases.is_generic(link_forms.text_of(inline, head))
        and plain_title.words(text) >= _FEWEST_BEFORE
        and plain_title.is_rest_of_title(text)
    )


def _behind_tags(
    inline: Inline, start: int, end: int, texts: list[Anchor], last: int
) -> tuple[int, int] | None:
    """Return where a title stands behind its links, if all before them are tags in code.

    `` `survey` [paper](u) / [code](v) - Deep Order of Things ``
    """
    code = [m for m in inline.marked(start - 1, end) if m.kind == "code"]
    if not texts or not code or code[0].start > start + 1:
        return None
    said = [i for i in range(start, end) if inline.plain[i].isalnum()]
    if not all(any(mark.start <= i < mark.end for mark in code) for i in said):
        return None
    at = _after_group(inline, texts, last)
    # `[paper](u) / code - Deep Order`: a form that is not there yet.
    awaited = _AWAITED.match(inline.plain, at, last)
    if awaited is not None and phrases.is_generic(awaited["form"]):
        at = awaited.end()
    low, high = edges.trim(inline.plain, at, last)
    text = inline.plain[low:high]
    is_title = plain_title.words(text) >= _FEWEST_BEHIND and is_written_as_title(text)
    return (low, high) if is_title and not author_names.are_people(text, least=2) else None


def _is_name(text: str) -> bool:
    """Return whether what stands behind `[[Paper](u)]` can be the title, be it a single word."""
    return not (
        phrases.is_note_word(text) or phrases.is_generic(text) or link_forms.is_detail(text)
    )


def _after_group(inline: Inline, texts: list[Anchor], end: int) -> int:
    """Return where the words begin after the links at the head of a line."""
    at = texts[0].end
    for anchor in texts[1:]:
        if plain_title.words(inline.plain[at : anchor.start]):
            break
        at = anchor.end
    while at < end and inline.plain[at] in "]) ":
        at += 1
    return at


def _paper(inline: Inline, outward: tuple[Anchor, ...]) -> Anchor | None:
    """Return the link that is the paper: one with an arXiv id, one named so, else the first."""
    papers = [
        a
        for a in outward
        if phrases.is_paper_link(link_forms.text_of(inline, a))
        or venues.find(edges.unbracket(link_forms.text_of(inline, a)))
    ]
    shown = [a for a in papers if a.form != "bare"]
    for group in (shown, papers, outward):
        for anchor in group:
            if arxiv_id.find(anchor.url) is not None:
                return anchor
    return next(iter(papers or outward), None)
