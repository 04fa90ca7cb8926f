"""What is wrong or doubtful in a list and can be told from its text alone."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.finding import Finding
from aiev.markdown.reading import id_contradictions
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor
from aiev.markdown.reading.shapes import labelled
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, exclusions, phrases
from aiev.markdown.source import Source
from aiev.markdown.values import ListedEntry

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_TWICE = re.compile(r"[hH](?i:ttps?:/*https?\b)")
# `https//a.b`, `htps://a.b`, `https:/a.b`, `[https://a.b]`: to a browser a file beside the list.
_GARBLED = re.compile(
    r"(?!https?://(?!https?\b)[^/])(?:h?t{1,3}ps?(?:[:;]|//)|\[+\s*https?:)", re.IGNORECASE
)
# The bracket stands first: most characters are none.
_BROKEN = re.compile(
    r"[\[(](?:(?P<swapped>(?<=\()[^()\n]*\)\s?\[\s*https?://[^\]\n]*\])"
    r"|(?P<doubled>(?<=\]\()\(\s*https?://[^()\s]*\)\))"
    r"|(?P<unclosed>(?<=\[)\[?[^\[\]()\n]*\(https?://[^)\s]*\)\]?)"
    r"|(?P<half>(?<=\[)(?<!\[\[)\[*\s*https?://[^\]\s)]*\))"
    r"|(?P<apart>(?<=\[)[^\[\]\n]{1,40}\] +\(https?://[^)\s]*\))"
    r"|(?P<bare>(?<=\[)(?<!\[\[)(?:paper|pdf|code|arxiv|abs|github|project|website|slides|demo|blog)\](?![\[(:\]])))",
    re.IGNORECASE,
)
# `*[T](u)*` is slanted.
_LOST_BULLET = re.compile(
    r"^[ \t]*(?:[-+]\[[^\]\n]+\]\(|\*\[[^\]\n]+\]\("
    r"(?![^*\n]*\*(?:[^*\n]*\*[^*\n]*\*)*[^*\n]*$)(?![^)\n]*\)+\*))",
    re.MULTILINE,
)
_BULLETS = ("-[", "+[", "*[")
# A link behind so many words is part of a sentence about the paper.
_FEWEST_WORDS = 3
_MARKUP = re.compile(r"\]\([^()\s]*\)|<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RELATED = re.compile(
    r"\b(?:v\d|version|extended|extension|follow(?:s|ed)?[ -]?up|successor|predecessor|previous"
    r"|earlier|later|supplement\w*|appendix|journal|workshop|conference|short|long|full|report"
    r"|survey|dataset|benchmark|baseline|original|based|builds?|see|cf|via|from|related|also"
    r"|compare\w*|versus|vs|review|comment|reply|erratum|correction|part|model)\b",
    re.IGNORECASE,
)
# `"Wider Knots" [2024] [[paper](u)]` behind another paper: a title of its own.
_QUOTED_TITLE = re.compile(
    r"[\"“](?P<title>[^\"“”\n]+)[\"”]\s*(?:[\[(][\w\s.,-]*[\])]\s*)?[\[(]*\s*$"
)
_SHOWN_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_BYLINES = ("et al", "et al.")
_FORMS = re.compile(
    r"\W*(?:(?:papers?|pdf|arxiv|abs|abstract|links?|codes?|github|project|page|website|homepage"
    r"|html|demo|video|slides|poster|blogs?|bibtex|datasets?|doi|论文|代码|链接)\b\W*){1,3}",
    re.IGNORECASE,
)
# So many alike are how the list is written.
_HABIT = 10
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(?P<url>[^\"'<>]*)", re.IGNORECASE)


def find(
    source: Source,
    drafts: Sequence[EntryDraft],
    entries: Sequence[ListedEntry],
    *,
    blocks: Sequence[Block],
) -> list[Finding]:
    """Return the findings about entries, links and characters, in no order.

    `blocks` are all of the list, those within others too, in the order of the text.
    """
    unlike = sorted(id_contradictions.find(source, blocks))
    offsets = [each.offset for each in unlike]
    found = [*_links_to_nothing(source, blocks)]
    for offset, shown, linked in unlike:
        message = f"the list shows {shown}, its link leads to {linked}"
        found.append(Finding(source.line_number(offset), "id-contradiction", message))
    seen = set()
    for match in _CONTROL.finditer(source.text):
        line = source.line_number(match.start())
        if line not in seen:
            seen.add(line)
            code = f"U+{ord(match.group()):04X}"
            found.append(Finding(line, "control-character", f"a control character: {code}"))
    habits: dict[str, list[Finding]] = defaultdict(list)
    doubtful = [
        Finding(entry.line, "doubtful-title", f"no title of a work: {entry.label}")
        for entry in entries
        if entry.label and _is_no_title(entry.label)
    ]
    habits["title"] = doubtful
    for draft, entry in zip(drafts, entries, strict=True):
        found += _about_entry(source, draft, entry)
        if draft.links:
            first, last = (bisect_left(offsets, end) for end in draft.span)
            slips = {each.shown for each in unlike[first:last]}
            found += _several_papers(source, draft, entry, slips=slips)
        for habit, one in _broken(source, draft, entry):
            habits[habit].append(one)
    for told in habits.values():
        found += told if len(told) < _HABIT else [_of_habit(told)]
    return found


def _is_no_title(label: str) -> bool:
    """Return whether an entry is called by an address, the form of a work, or its authors."""
    found = phrases.find_label(label)
    rest = label[found[2] :] if found is not None and found[0] == "links" else None
    return bool(
        (rest is not None and (labelled.NONE_YET.fullmatch(rest) or phrases.is_form_name(rest)))
        # `CodeS` is a name.
        or (_FORMS.fullmatch(label) and not label[-2:].swapcase().istitle())
        or _SHOWN_ADDRESS.match(label)
        or (label.endswith(_BYLINES) and author_names.are_people(label, least=1))
    )


def _of_habit(told: Sequence[Finding]) -> Finding:
    """Return one finding for what a list does throughout: 1,834 alike hide all others."""
    first = min(told, key=lambda one: one.line)
    return Finding(first.line, first.code, f"{first.message} (and so {len(told) - 1} times more)")


def _several_papers(
    source: Source, draft: EntryDraft, entry: ListedEntry, *, slips: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding where links of an entry are of other papers, and nothing says how related.

    `slips` are ids that it shows for a link to another: they are no further papers.
    """
    ids = {entry.arxiv_id.value} if entry.arxiv_id is not None else set()
    anchors = [anchor for _, anchor in draft.links]
    if draft.anchor is not None:
        anchors.append(draft.anchor)
    behind = 0
    for anchor in sorted(anchors, key=lambda anchor: anchor.span):
        found = arxiv_id.find(anchor.url)
        if found is not None and found.value not in ids and not _is_related(source, anchor, behind):
            ids.add(found.value)
        behind = anchor.span[1]
    ids.difference_update(slips)
    if len(ids) > 1:
        message = f"several papers in one entry: {', '.join(sorted(ids))}"
        yield Finding(entry.line, "several-papers", message)


def _is_related(source: Source, anchor: Anchor, behind: int) -> bool:
    """Return whether the words of a link, or those right before it, say how it is related."""
    start = max(source.line_start(anchor.span[0]), behind)
    before = _MARKUP.sub(" ", source.text[start : anchor.span[0]])
    words = source.text[slice(*anchor.text_span)]
    title = _QUOTED_TITLE.search(before)
    if title is not None and len(_WORD.findall(title["title"])) >= _FEWEST_WORDS:
        return not phrases.is_paper_link(words)
    return (
        len(_WORD.findall(before)) >= _FEWEST_WORDS
        or _RELATED.search(before) is not None
        or _RELATED.search(words) is not None
    )


def _links_to_nothing(source: Source, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield findings of links that lead to no page: `javascript:`, `file:`, a garbled `https://`."""
    places: dict[int, str] = {}
    for block in blocks:
        if block.inline is not None:
            places.update((anchor.span[0], anchor.url) for anchor in block.inline.anchors)
        elif block.kind == "html":
            text = _COMMENT.sub(lambda m: " " * len(m.group()), source.text[slice(*block.span)])
            places.update((block.span[0] + m.start(), m["url"]) for m in _HREF.finditer(text))
    for offset, url in places.items():
        if exclusions.is_runnable(url):
            message = f"an address that is no page: {url}"
            yield Finding(source.line_number(offset), "broken-link", message)
        elif _GARBLED.match(url):
            message = f"an address that leads nowhere: {url}"
            yield Finding(source.line_number(offset), "broken-link", message)


def _about_entry(source: Source, draft: EntryDraft, entry: ListedEntry) -> list[Finding]:
    found = []
    if draft.anchor is not None and not draft.anchor.url:
        found.append(Finding(entry.line, "empty-link", f"a link without an address: {entry.label}"))
    for written, offset in draft.details.impossible_dates:
        line = source.line_number(offset)
        found.append(Finding(line, "impossible-date", f"a date that no calendar has: {written}"))
    return found


def _broken(source: Source, draft: EntryDraft, entry: ListedEntry) -> Iterator[tuple[str, Finding]]:
    """Yield what is broken in an entry, with the habit that it may be an instance of."""
    text = source.text[slice(*entry.span)]
    is_told = draft.anchor is not None and _GARBLED.match(draft.anchor.url)
    empty = exclusions.PLACEHOLDER.search(text)
    if not is_told and (empty or _TWICE.search(text)):
        message = f"an address that leads nowhere: {entry.label}"
        # An address written twice over is a slip of its own each time.
        habit = "placeholder" if empty else f"twice {entry.line}"
        yield habit, Finding(entry.line, "broken-link", message)
    bullets = _LOST_BULLET.finditer(text) if any(mark in text for mark in _BULLETS) else ()
    for match in (*_BROKEN.finditer(text), *bullets):
        line = source.line_number(entry.span[0] + match.start())
        message = f"markup that is no link: {match.group().strip()}"
        yield match.lastgroup or "bullet", Finding(line, "broken-link", message)
