"""Paragraphs outside of lists: a paper a paragraph, or a paper a line, amid prose and labels.

Only a paragraph that begins with its title is an entry: one that mentions a link is prose.
"""

from collections.abc import Sequence
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, web_address
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import bare, calls, lines_of_papers, references
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, edges, exclusions, phrases
from aiev.markdown.values import Shape

_LONGEST_LABEL, _FEWEST_OVER_LINKS, _MOST_BETWEEN = 90, 4, 3
_LONGEST_LEAD = 6
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_NUMBERED = re.compile(r"\s*(?:\d+|[ivx]+)[.)、]")
_SQUARE_NUMBER = re.compile(r"\s*\[\d{1,4}\]\s*(?=\w)")
_HARD_BREAK = re.compile(r"(?:\\| {2,}|[ \t]*<br ?/?>)[ \t]*(?:\r\n|\n|\r|\Z)|[ \t]*<br ?/?>")
_OURS = re.compile(r"\b(?:our|here|us)\b", re.IGNORECASE)


def find_label(block: Block, *, is_followed: bool) -> str | None:
    """Return the words of a line that serves as a heading: bold alone, or right over a list."""
    inline = block.inline
    if inline is None or "\n" in inline.plain.strip():
        return None
    # What leads elsewhere is a way to a section and no heading of one.
    if inline.anchors:
        return None
    start, end = edges.trim(inline.plain, 0, len(inline.plain))
    text = edges.squeeze(inline.plain[start:end])
    if not any(char.isalnum() for char in text) or len(text) > _LONGEST_LABEL:
        return None
    if is_bold(inline):
        return text
    if not is_followed or _NUMBERED.match(inline.plain):
        return None
    return None if re.search(r"[.!?。]\s*$", inline.plain) else text


def is_bold(inline: Inline) -> bool:
    """Return whether all words of a line are bold."""
    strong = [(m.start, m.end) for m in inline.marks if m.kind == "strong"]
    return bool(strong) and all(
        any(low <= index < high for low, high in strong)
        for index, char in enumerate(inline.plain)
        if char.isalnum()
    )


def read(
    block: Block, below: Sequence[Block], *, place: Place, into: ListDraft
) -> EntryDraft | None:
    """Read the entries of a paragraph; return the last one, None when it is no entry."""
    inline = block.inline
    if inline is None or _FOOTNOTE.match(into.source.text, block.span[0]):
        return None
    last: EntryDraft | None = None
    lines = inline.lines()
    if references.are_listed(inline, lines, place):
        return references.read(inline, lines, place=place, into=into)
    is_among = bool(into.drafts) and into.drafts[-1].shape is Shape.PARAGRAPH
    above = _titles_above(into.source.text, inline, lines, is_among=is_among)
    habit = lines_of_papers.find(inline, lines)
    if bare.is_alone(inline):
        return _read_bare(inline, bare.find(inline), place, into)
    if anchors := bare.find_below(inline):
        label = edges.unbracket(inline.plain[slice(*lines[0])])
        return _read_bare(inline, anchors, place.under(label), into)
    if (anchors := bare.find_named(inline)) and (
        len(anchors) > 1 or _is_beside_papers(block, below, into)
    ):
        return _read_bare(inline, anchors, place, into)
    for index, (start, end) in enumerate(lines):
        title = line_title.find(inline, start, end) if inline.anchors else None
        if (
            title is not None
            and (index in habit or _is_entry(inline, start, end, title))
            and (place.topic or _leads_to_paper(title))
            # Below a title on a line of its own, `ICML 2024. [[Paper](u)]` says more of it.
            and not (above and last is not None and not _is_strong(inline, start, title.start))
        ):
            if last is not None:
                last.shape = Shape.SECTION
            low, high = inline.source(start, end)
            last = into.draft(Shape.SECTION, into.line_span(low, max(low, high)), place)
            last.read_title_line(inline, start, end, title)
        elif index in above:
            low, high = inline.source(start, end)
            last = into.draft(Shape.PARAGRAPH, into.line_span(low, max(low, high)), place)
            last.read_title_line(inline, start, end, line_title.find(inline, start, end))
        elif last is not None:
            last.read_line(inline, start, end)
            last.shape = Shape.PARAGRAPH
            last.span = (
                last.span[0],
                into.source.line_end(max(inline.source(start, end)[1] - 1, 0)),
            )
        elif inline.plain[start:end].strip() and not above:
            return None
    return last


def _is_beside_papers(block: Block, below: Sequence[Block], into: ListDraft) -> bool:
    """Return whether another paragraph of nothing but a link to a paper stands right beside."""
    following = below[0].inline if below and below[0].kind == "paragraph" else None
    if following is not None and bare.find_named(following):
        return True
    last = into.drafts[-1] if into.drafts else None
    return (
        last is not None
        and phrases.is_paper_link(last.label)
        and not into.source.text[last.span[1] : block.span[0]].strip()
    )


def _read_bare(
    inline: Inline, anchors: Sequence[Anchor], place: Place, into: ListDraft
) -> EntryDraft | None:
    """Read addresses that stand by themselves: each is a paper, links behind it are its own."""
    last: EntryDraft | None = None
    stops = [*(anchor.start for anchor in anchors[1:]), len(inline.plain)]
    for anchor, stop in zip(anchors, stops, strict=True):
        low, high = inline.source(anchor.start, anchor.end)
        span = into.line_span(low, max(low, high))
        last = into.draft(Shape.SECTION, span, place)
        title = Title("linked", *anchor.inner, anchor, None, (anchor,))
        last.read_title_line(inline, anchor.start, stop, title)
    return last


def continues(block: Block, draft: EntryDraft) -> bool:
    """Return whether a paragraph only adds to the entry above it: badges, a date, its authors."""
    inline = block.inline
    if inline is None:
        return False
    plain = inline.plain.strip()
    rest = list(plain)
    if not any(char.isalnum() for char in plain):
        return bool(inline.anchors) or inline.has_image
    label = phrases.find_label(plain)
    if label is not None and label[0] in ("date", "authors", "organizations", "venue", "links"):
        return len(rest) <= 600 and not _leads_elsewhere(inline, draft)
    stripped = re.sub(r"\s+[-–—]\s+\[[^\]]*\]\s*$", "", plain)
    return "\n" not in plain and author_names.is_authors(stripped, least=2)


def _leads_elsewhere(inline: Inline, draft: EntryDraft) -> bool:
    """Return whether a labelled line is of another paper than the entry: `Paper: [Order](u)`."""
    own = arxiv_id.find(draft.url) if draft.url else None
    ids = [arxiv_id.find(anchor.url) for anchor in inline.anchors]
    return own is not None and any(i is not None and i.value != own.value for i in ids)


def _titles_above(
    text: str, inline: Inline, lines: list[tuple[int, int]], *, is_among: bool
) -> set[int]:
    """Return the lines that are titles alone, whose links stand on lines below.

    They are more readily where the entry above is of this shape: `is_among`.

    Such a title is bold, or the first line of the paragraph with a hard break behind it or a link
    in brackets below it.
    """
    bold = [index for index, line in enumerate(lines) if _is_bold_line(inline, *line)]
    found = set()
    for index, below in pairwise([*bold, len(lines)]):
        links = _links(inline, lines[index + 1 : below])
        if links and (
            all(_is_aside(inline, a) for a in links)
            or any(arxiv_id.find(a.url) or web_address.kind(a.url) == "paper" for a in links)
            or _is_over_links(inline, lines[index:below], is_among=is_among)
        ):
            found.add(index)
    for index, (start, end) in enumerate(lines[:-1]):
        # `[4] DropY`, a line of links below
        if _SQUARE_NUMBER.match(inline.plain, start, end) and _is_line_of_forms(
            inline, *lines[index + 1]
        ):
            found.add(index)
    start, end = lines[0]
    links = _links(inline, lines[1:])
    if (
        links
        and all(link_forms.is_form(inline, a) for a in links)
        and any(arxiv_id.find(a.url) is not None for a in links)
        and (
            plain_title.words(inline.plain[start:end]) >= 3
            # `[3]DropX<br>`: a number tells that a name however short is a title.
            or _SQUARE_NUMBER.match(inline.plain, start, end) is not None
        )
        and (
            _HARD_BREAK.match(text, inline.source(start, end)[1]) is not None
            or inline.plain[lines[1][0] : links[0].start + 1].strip()[:1] == "["
            or _is_line_of_forms(inline, *lines[1])
        )
        and calls.PROSE_START.match(inline.plain[start:end]) is None
        and not inline.within(start, end)
    ):
        found.add(0)
    return found


def _is_over_links(inline: Inline, lines: Sequence[tuple[int, int]], *, is_among: bool) -> bool:
    """Return whether names, and a line that begins with a link, stand below a title.

    `[Journal of Things 14.2 (2023)](u) • [code](v)` is where it appeared, whoever knows of it.
    """
    at = next((i for i, line in enumerate(lines[1:], 1) if _links(inline, [line])), len(lines))
    if (
        at == len(lines)
        or plain_title.words(inline.plain[slice(*lines[0])]) < _FEWEST_OVER_LINKS
        or calls.CALL.match(inline.plain[slice(*lines[0])].strip("* "))
    ):
        return False
    between = [inline.plain[slice(*line)].strip() for line in lines[1:at]]
    if is_among:
        return len(between) <= _MOST_BETWEEN
    return (
        len(between) == 1
        and not inline.has_words_beside_links(*lines[at])
        and author_names.is_authors(between[0], least=2)
    )


def _is_line_of_forms(inline: Inline, start: int, end: int) -> bool:
    """Return whether a line is nothing but links to forms of a work."""
    anchors = inline.within(start, end)
    return (
        bool(anchors)
        and all(link_forms.is_form(inline, anchor) for anchor in anchors)
        and not inline.has_words_beside_links(start, end)
        and any(
            arxiv_id.find(a.url) is not None or web_address.kind(a.url) == "paper" for a in anchors
        )
    )


def _is_bold_line(inline: Inline, start: int, end: int) -> bool:
    """Return whether a line without links begins with two bold words or more."""
    first = edges.strip_decoration(inline.plain, start, end)
    strong = plain_title.strong_words(inline, first, end)
    return (
        strong is not None
        and strong[0] <= first + 1
        and plain_title.words(inline.plain[start:end]) >= 2
        and not any(exclusions.is_external(a.url) for a in inline.within(start, end))
    )


def _links(inline: Inline, lines: list[tuple[int, int]]) -> list[Anchor]:
    if not lines:
        return []
    within = inline.within(lines[0][0], lines[-1][1])
    return [a for a in within if a.url and exclusions.is_external(a.url)]


def _is_aside(inline: Inline, anchor: Anchor) -> bool:
    """Return whether a link names a form of the work, by its words or by the brackets around it."""
    before = inline.plain[max(0, anchor.start - 1) : anchor.start + 1]
    return "[" in before or link_forms.is_form(inline, anchor)


def _is_entry(inline: Inline, start: int, end: int, title: Title) -> bool:
    if title.kind not in ("linked", "named") or title.is_prose or title.anchor is None:
        return False
    text = inline.plain[title.start : title.end]
    count = plain_title.words(text)
    lead = inline.plain[start : title.start]
    has_id = arxiv_id.find(title.anchor.url) is not None
    if title.kind == "linked":
        if calls.CALL.match(text) and (not has_id or _OURS.search(text)):
            return False
        if plain_title.words(lead) > 6 or (not title.anchor.url and count < 2):
            return False
        is_first = not any(
            char.isalpha() for char in re.sub(r"[\[(（【][^\])）】]*[\])）】]", "", lead)
        )
        label = phrases.find_label(lead)
        # `**Paper:** [Deep Scheduling](u)`
        is_first = is_first or (label is not None and phrases.is_paper_link(label[1]))
        # `**Review**: [Deep Scheduling of Sparse Things](u)`, `**In-depth review**, [Order …](v)`
        is_first = is_first or (
            lead.rstrip(" *_").endswith((":", "：", ",", "，"))
            and plain_title.words(lead) <= _LONGEST_LEAD
            and _is_strong(inline, start, start + len(lead.rstrip(" *_:：,，")) - 1)
            and count >= _FEWEST_OVER_LINKS
            and _leads_to_paper(title)
        )
        strong = _is_strong(inline, start, title.start)
        return count >= 1 and is_first and (has_id or count >= 3 or strong)
    is_led = has_id and link_forms.is_detail(edges.unbracket(lead))
    if is_led and count and all(link_forms.is_form(inline, a) for a in title.anchors):
        # "`ICML 2024` DeepX [paper](u)"
        return True
    if calls.PROSE_START.match(text) or count < 2 or len(inline.plain[start:end]) > 700:
        return False
    strong = _is_strong(inline, start, title.start)
    is_quoted = inline.plain[max(0, title.start - 1) : title.start] in ('"', "“", "「", "《")
    forms = [a for a in title.anchors if link_forms.is_form(inline, a)]
    is_grouped = any("[" in inline.plain[max(0, a.start - 1) : a.start + 1] for a in forms)
    if not forms and not (strong or is_quoted):
        # `Papers on [deep order](u) and more` speaks of a paper and lists none.
        return False
    return strong or is_quoted or (count >= 3 and (is_grouped or len(forms) >= 2 or has_id))


def _leads_to_paper(title: Title) -> bool:
    """Return whether a line above all headings, where lists name their makers, is of a paper."""
    url = title.anchor.url if title.anchor is not None else ""
    return arxiv_id.find(url) is not None or web_address.kind(url) == "paper"


def _is_strong(inline: Inline, start: int, place: int) -> bool:
    """Return whether bold words of the line that begins at `start` reach over a place."""
    return any(m.kind == "strong" and place < m.end for m in inline.marked(start, place + 1))
