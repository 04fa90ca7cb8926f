"""The account of a list: each link and arXiv id that it shows, and as what it was read.

Each is a paper's address, a further link of an entry, furniture or unread, exactly one of these.
Furniture is a closed set: what leads within the page or its repository, mail addresses, badges
and pictures, what stands in news and colophon, the list's own repository. An arXiv id is
furniture only in news.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, web_address
from aiev.domain.finding import Finding
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline, Mark
from aiev.markdown.reading.shapes import html
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import exclusions
from aiev.markdown.source import Source
from aiev.markdown.values import Links, Span

_VISIBLE_ID = re.compile(
    r"(?:(?<![\w.$€£¥-])|(?<=arxiv\.))"
    r"(?:07(?!0[1-3])|0[89]|[1-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v[1-9]\d?)?(?![\d%]|[.-]\d)"
    r"|(?<=arxiv:)[a-z-]{2,9}(?:\.[a-z]{2})?/\d{7}(?!\d)",
    re.IGNORECASE,
)
_START = attrgetter("start")
_OWN_PAGE = re.compile(
    r"github\.com/([\w.-]+/[\w.-]+)/(?:stargazers|network/members|graphs/contributors)"
    r"|star-history\.com/#([\w.-]+/[\w.-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class About:
    """A part of the list about the list itself; `is_news` where it tells what is new."""

    span: Span
    is_news: bool


class _Shown(NamedTuple):
    """A link, or an id that stands in the words, which then is its `url`, too."""

    offset: int
    url: str
    text: str
    is_link: bool = True
    is_picture: bool = False


def take(
    source: Source,
    blocks: Sequence[Block],
    drafts: Sequence[EntryDraft],
    *,
    about: Sequence[About],
    hidden: Sequence[Span],
) -> tuple[Links, list[Finding]]:
    """Return the account of a list, and a finding for each line with something unread.

    `about` and `hidden`, the comments that nobody is shown, stand in the order of the text.
    """
    closed = [span[1] for span in hidden]
    starts = [span[0] for span in hidden]
    shown = [
        one
        for one in _shown(source, blocks)
        if not (at := bisect_right(starts, one.offset)) or closed[at - 1] <= one.offset
    ]
    entries = _Entries(drafts)
    furniture = _Furniture(about, shown)
    counts: Counter[str] = Counter()
    unread = []
    for one in shown:
        kind = entries.kind(one) or ("furniture" if furniture.has(one) else "unread")
        counts[kind] += 1
        if kind == "unread":
            unread.append(one)
    links = Links(counts["papers"], counts["further"], counts["furniture"], counts["unread"])
    return links, _findings(source, unread)


class _Entries:
    """What the entries of a list took of its links."""

    def __init__(self, drafts: Sequence[EntryDraft]) -> None:
        self._drafts = sorted(drafts, key=lambda draft: draft.span)
        self._starts = [draft.span[0] for draft in self._drafts]
        self._papers = {d.anchor.span[0] for d in self._drafts if d.anchor is not None}
        self._further = {anchor.span[0] for d in self._drafts for _, anchor in d.links}
        self._forms: dict[int, dict[str, str]] = {}

    def kind(self, one: _Shown) -> str | None:
        """Return `papers` or `further` for what an entry has, once more or in any form."""
        if one.offset in self._papers:
            return "papers"
        if one.offset in self._further:
            return "further"
        at = bisect_right(self._starts, one.offset) - 1
        if at < 0 or self._drafts[at].span[1] <= one.offset:
            return None
        forms = self._forms.setdefault(at, {}) or self._read_forms(at)
        found = arxiv_id.find(one.url)
        kind = forms.get(found.value if found is not None else one.url)
        if kind is None and found is not None and not one.is_link:
            # What the note says of another paper stays in the note.
            notes = self._drafts[at].details.notes
            return "further" if any(found.value in note.text for note in notes) else None
        return kind

    def _read_forms(self, at: int) -> dict[str, str]:
        """Return the addresses of an entry, and its arXiv ids, each as what it is."""
        draft, forms = self._drafts[at], self._forms[at]
        for link, _ in draft.links:
            found = arxiv_id.find(link.url)
            forms[found.value if found is not None else link.url] = "further"
        own = draft.arxiv_id()
        forms[draft.url or ""] = "papers"
        if own is not None:
            forms[own.value] = "papers"
        return forms


class _Furniture:
    """What a list shows that is no paper and nothing about one."""

    def __init__(self, about: Sequence[About], shown: Sequence[_Shown]) -> None:
        self._about = about
        self._starts = [part.span[0] for part in about]
        pages = (match for one in shown for match in _OWN_PAGE.finditer(one.url))
        self._own = {(match[1] or match[2]).lower() for match in pages}

    def has(self, one: _Shown) -> bool:
        at = bisect_right(self._starts, one.offset) - 1
        part = self._about[at] if at >= 0 and one.offset < self._about[at].span[1] else None
        if not one.is_link or arxiv_id.find(one.url) is not None:
            return part is not None and part.is_news
        if part is not None or not exclusions.is_external(one.url) or "@" in one.url[:1]:
            return True
        if exclusions.is_badge(one.url) or exclusions.is_picture(one.url):
            return True
        return self._is_own(one.url) or (one.is_picture and web_address.kind(one.url) != "paper")

    def _is_own(self, url: str) -> bool:
        host, *path = web_address.normalise(url).lower().split("/", 3)
        return host == "github.com" and "/".join(path[:2]) in self._own


def _shown(source: Source, blocks: Sequence[Block]) -> Iterator[_Shown]:
    """Yield each link and arXiv id that the rendered list shows, none twice."""
    for block in blocks:
        if block.inline is not None:
            yield from _of_inline(block.inline, is_linkified=True)
        elif block.kind == "html":
            text = source.text[slice(*block.span)]
            if "href" in text.lower() or _VISIBLE_ID.search(text) is not None:
                yield from _of_inline(html.as_inline(source.text, *block.span), is_linkified=False)
        elif block.kind == "code":
            for match in _VISIBLE_ID.finditer(source.text, *block.span):
                yield _Shown(match.start(), match.group(), match.group(), is_link=False)


def _of_inline(inline: Inline, *, is_linkified: bool) -> Iterator[_Shown]:
    """Yield what running text shows; unless `is_linkified` a bare address is no link in it."""
    covered = []
    code = [mark for mark in inline.marks if mark.kind == "code"]
    for anchor in inline.anchors:
        if anchor.form in ("bare", "broken") and (not is_linkified or _lies_in(code, anchor.start)):
            continue
        covered.append((anchor.start, anchor.end))
        text = " ".join(inline.plain[slice(*anchor.inner)].split())
        if anchor.form == "bare" and arxiv_id.find(text) is not None and "/" not in text:
            yield _Shown(anchor.span[0], anchor.url, text, is_link=False)
        else:
            is_picture = not text and anchor.image is not None
            yield _Shown(anchor.span[0], anchor.url, text, is_picture=is_picture)
    if not arxiv_id.may_hold(inline.plain):
        return
    ends, index = 0, 0
    for match in _VISIBLE_ID.finditer(inline.plain):
        while index < len(covered) and covered[index][0] <= match.start():
            ends = max(ends, covered[index][1])
            index += 1
        if ends <= match.start():
            offset = inline.source(*match.span())[0]
            yield _Shown(offset, match.group(), match.group(), is_link=False)


def _lies_in(code: Sequence[Mark], at: int) -> bool:
    """Return whether a place is in one of these code spans, of which none holds another."""
    index = bisect_right(code, at, key=_START) - 1
    return index >= 0 and at < code[index].end


def _findings(source: Source, unread: Sequence[_Shown]) -> list[Finding]:
    """Return a finding for each line with unread links; one address is told once."""
    lines: dict[int, list[str]] = {}
    told = set()
    for one in unread:
        if one.url not in told:
            told.add(one.url)
            lines.setdefault(source.line_number(one.offset), []).append(
                one.url or f"[{one.text}]()"
            )
    return [
        Finding(line, "unread-link", f"in no entry: {', '.join(urls)}")
        for line, urls in lines.items()
    ]
