"""Table rows: a paper a row, its parts told by the heading of their column and by what they say.

A table in which no row links anywhere is data and stays a table.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from aiev.domain import partial_date
from aiev.markdown.reading import author_names, details_reader, exclusions, phrases, venues
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import further_papers
from aiev.markdown.reading.titles import line_title, plain_title
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import Shape

ROLES = {
    "title": (
        "title", "paper title", "name", "article", "paper name", "work", "method", "methods",
        "model", "models", "project", "approach", "system", "framework", "dataset", "benchmark",
        "tool", "survey", "title & authors", "paper & authors", "论文标题", "标题", "论文名称",
        "名称", "题目", "论文题目", "名前", "タイトル", "論文",
        "title and authors", "paper title & link", "paper", "papers", "publication",
        "title & paper", "论文",
    ),
    "date": (
        "date", "year", "time", "published", "month", "release", "release date", "released",
        "pub date", "publication date", "publish date", "submitted", "日期", "时间", "年份",
        "arxiv date", "release time",
    ),
    "venue": (
        "venue", "conference", "journal", "publication", "pub", "pub.", "published in",
        "publisher", "conf", "conf.", "conference/journal", "venue/year", "venue & year",
        "source", "会议", "出处", "期刊", "published at", "accepted", "收录", "发表",
        "录用", "会議",
    ),
    "organizations": (
        "organization", "organizations", "organisation", "org", "orgs", "institution",
        "institutions", "institute", "institutes", "affiliation", "affiliations", "company",
        "team", "lab", "机构", "单位", "university", "company/institution", "developer",
        "first institution", "main affiliation",
    ),
    "authors": ("author", "authors", "first author", "作者", "authors & affiliation", "1st author"),
    "other": ("summary", "description", "introduction", "notes", "abstract", "keywords", "摘要"),
    "ignored": (
        "recom", "star", "stars", "rating", "#", "no", "no.", "id", "index", "rank", "citations",
        "citation", "recommend", "⭐", "stars⭐", "序号", "编号", "github stars", "score",
    ),
}  # fmt: skip
# What the work may be used under is said in the words of organizations: MIT, Apache, OpenRAIL.
_LICENCE = re.compile(r"licen[cs]|lizenz|许可|許可|协议|協議|授权|授權|ライセンス|라이선스")
_SAYING = ROLES["other"]
_ROLE_OF = {word: role for role, words in reversed(ROLES.items()) for word in words}
_FURTHER_ROLE_OF = {word: r for r, words in ROLES.items() if r != "title" for word in words}
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_SHORT = 4
_NUMBER = re.compile(r"\d{1,3}")
_LINK_WORDS = re.compile(r"[/&+,|]|\band\b")


def read(table: Block, _below: Sequence[Block], *, place: Place, into: ListDraft) -> None:
    """Read a table's rows as entries, or keep it as data; nothing below a table adds to them."""
    head, rows = table.children[0], table.children[1:]
    if not any(_links_out(row) for row in rows):
        into.prose(table, place, kind="table")
        return
    roles = column_roles(table)
    for row in rows:
        if any(_words(cell) for cell in row.children) and len(head.children):
            _read_row(row, roles, place, into)


def column_roles(table: Block) -> list[str]:
    """Return what each column holds; exactly one is the title.

    The others are `date`, `venue`, `organizations`, `authors`, `links`, `licence`, `ignored` or
    `other`.
    """
    head, rows = table.children[0], table.children[1:]
    author_names = [
        phrases.unbracket(cell.inline.plain if cell.inline else "").lower()
        for cell in head.children
    ]
    roles = [_role(name) for name in author_names]
    titled = []
    for index, role in enumerate(roles):
        if role == "title" and _only_links(rows, index):
            roles[index] = "links"
        elif role == "title":
            titled.append(index)
    titled = titled if len(titled) != 1 else _contested(rows, titled, roles)
    if len(titled) != 1:
        best = _title_column(
            rows,
            titled
            or [
                i
                for i, r in enumerate(roles)
                if r in ("other", "links") and author_names[i] not in _SAYING
            ]
            or list(range(len(roles))),
        )
        for index in titled:
            further = _FURTHER_ROLE_OF.get(author_names[index])
            is_linked = _is_link_column(author_names[index]) and _links_in(rows, index)
            roles[index] = further or ("links" if is_linked else "other")
        if roles:
            roles[best] = "title"
    return ["ignored" if r == "other" and _counts(rows, i) else r for i, r in enumerate(roles)]


def _counts(rows: list[Block], index: int) -> bool:
    """Return whether the cells of a column number the rows: `1`, `2`, `3`."""
    cells = [row.children[index].inline for row in rows if index < len(row.children)]
    texts = [inline.plain.strip(" .#") for inline in cells if inline is not None]
    numbers = [int(text) for text in texts if _NUMBER.fullmatch(text)]
    return len(numbers) > 1 and len(numbers) == len(texts) and _are_consecutive(numbers)


def _are_consecutive(numbers: list[int]) -> bool:
    return all(abs(other - one) == 1 for one, other in pairwise(numbers))


def _role(name: str) -> str:
    """Return what a column of this name holds: `Institute (first)`, `Paper/Project`."""
    name = _ASIDE.sub("", name).strip() or name
    if _LICENCE.search(name) is not None:
        return "licence"
    if name in _ROLE_OF:
        return _ROLE_OF[name]
    if _is_link_column(name):
        return "links"
    parts = [part.strip() for part in _LINK_WORDS.split(name)]
    return next((_ROLE_OF[part] for part in parts if part in _ROLE_OF), "other")


def _contested(rows: list[Block], titled: list[int], roles: list[str]) -> list[int]:
    """Return the one column named for titles, and any other that holds linked titles instead.

    `Model | Paper` names the short name first, `Publication` may be the paper or its venue.
    """
    claims = [i for i, role in enumerate(roles) if i in titled or _holds_titles(rows, i)]
    return claims if len(claims) == 1 or not _holds_titles(rows, titled[0]) else titled


def _holds_titles(rows: list[Block], index: int) -> bool:
    """Return whether most cells of a column are titles, linked or quoted, of three words."""
    found = 0
    sample = rows[:40]
    for row in sample:
        inline = row.children[index].inline if index < len(row.children) else None
        if inline is not None and inline.anchors:
            titles_of = [line_title.find(inline, *line) for line in inline.lines()]
            found += any(
                title.kind in ("linked", "named")
                and plain_title.words(inline.plain[title.start : title.end]) >= 3
                and (title.kind == "linked" or inline.plain[title.start - 1] in '"“')
                for title in titles_of
            )
    return 2 * found > len(sample)


def _only_links(rows: list[Block], index: int) -> bool:
    """Return whether the cells of a column hold nothing but links to forms of the works."""
    cells = [row.children[index].inline for row in rows[:40] if index < len(row.children)]
    said = [inline for inline in cells if inline is not None and inline.plain.strip(" -–—")]
    return bool(said) and all(
        inline.anchors
        and all(line_title.is_form(inline, anchor) for anchor in inline.anchors)
        and line_title.find(inline, 0, len(inline.plain)).kind == "none"
        for inline in said
    )


def _links_in(rows: list[Block], index: int) -> bool:
    cells = (row.children[index].inline for row in rows[:40] if index < len(row.children))
    return any(inline is not None and inline.anchors for inline in cells)


def _is_link_column(name: str) -> bool:
    parts = [part.strip() for part in _LINK_WORDS.split(name) if part.strip()]
    return bool(parts) and all(phrases.is_generic(part) for part in parts)


def _title_column(rows: list[Block], among: list[int]) -> int:
    """Return the column whose cells say most, leaving out the texts of generic links."""

    def weight(index: int) -> float:
        total = 0
        for row in rows[:40]:
            if index < len(row.children) and (inline := row.children[index].inline) is not None:
                forms = [line_title.is_form(inline, a) for a in inline.anchors]
                links = sum(
                    a.end - a.start for a, form in zip(inline.anchors, forms, strict=True) if form
                )
                total += min(len(inline.plain) - links, 120)
                # A linked title outweighs a long description in the next column.
                total += 200 * (False in forms and not inline.plain.strip().startswith("["))
        return total

    return max(among, key=lambda index: (weight(index), -index)) if among else 0


def _read_row(row: Block, roles: list[str], place: Place, into: ListDraft) -> None:
    cells = row.children[: len(roles)]
    at = roles.index("title") if "title" in roles else 0
    head = cells[at].inline if at < len(cells) else None
    if head is None or not _words(cells[at]):
        head = next((cell.inline for cell in cells if _words(cell)), None)
    if head is None:
        return
    lines = head.lines()
    first = _title_line(head, lines)
    title = line_title.find(head, *lines[first])
    draft = into.draft(Shape.ROW, into.line_span(*row.span), place)
    others = further_papers.side_by_side(head, title, len(head.plain))
    if others:
        _read_several(row, roles, head, [title, *others], place=place, first=draft, into=into)
        return
    draft.read_title_line(head, *lines[first], title)
    if not draft.label:
        draft.name(head, *lines[first])
    if title.kind in ("named", "none"):
        draft.is_linked = False
    for number, line in enumerate(lines):
        if number != first and (number > first or head.plain[slice(*line)].strip()):
            draft.read_line(head, *line)
    for index, cell in enumerate(cells):
        if cell.inline is not None and cell.inline is not head:
            _read_cell(draft, cell.inline, roles[index])
    _settle_links(draft)


def _read_several(
    row: Block,
    roles: list[str],
    head: Inline,
    titles: list[Title],
    *,
    place: Place,
    first: EntryDraft,
    into: ListDraft,
) -> None:
    """Read a row whose title cell links several papers; what other cells say is said of each."""
    starts = [0, *(title.anchor.start for title in titles[1:] if title.anchor is not None)]
    for number, (start, end) in enumerate(pairwise([*starts, len(head.plain)])):
        draft = into.draft(Shape.ROW, into.line_span(*row.span), place) if number else first
        draft.read_title_line(head, start, end, titles[number])
        for index, cell in enumerate(row.children[: len(roles)]):
            if cell.inline is not None and cell.inline is not head:
                _read_cell(draft, cell.inline, roles[index])
        draft.details.forget_places()


def _title_line(inline: Inline, lines: list[tuple[int, int]]) -> int:
    """Return which line of a cell holds the title: the first, or the one below a short name."""
    said = [i for i, line in enumerate(lines) if inline.plain[slice(*line)].strip()]
    first = said[0] if said else 0
    text = inline.plain[slice(*lines[first])].strip()
    is_short_name = phrases.unbracket(text) != text
    if plain_title.words(text) <= _SHORT and not any(
        exclusions.is_external(a.url) for a in inline.within(*lines[first])
    ):
        for index in said[1:]:
            title = line_title.find(inline, *lines[index])
            said_so = inline.plain[title.start : title.end]
            is_title = title.kind == "linked" or (
                title.kind == "plain"
                and is_short_name
                and not author_names.are_people(said_so, least=2)
            )
            if is_title and plain_title.words(said_so) >= 3:
                return index
    return first


def _read_cell(draft: EntryDraft, inline: Inline, role: str) -> None:
    plain = inline.plain
    start, end = phrases.trim(plain, 0, len(plain))
    text = phrases.squeeze(plain[start:end])
    draft.take_links(inline)
    if not text or role == "ignored" or phrases.is_nothing(text):
        return
    if role == "licence":
        if not inline.anchors:
            draft.details.add_note(text, inline.source(start, end))
        return
    if role == "date":
        found = partial_date.find_span(plain)
        if found is not None and draft.details.date is None:
            draft.details.date = found[0]
            draft.details.date_span = inline.source(found[1], found[2])
            rest = phrases.squeeze(plain[: found[1]] + plain[found[2] :]).strip(" .,;-()")
            if rest and venues.find(rest):
                draft.details.venue = draft.details.venue or rest
            return
    elif role == "organizations":
        if draft.details.organizations is None:
            start += len(text) - len(text.lstrip("@ "))
            draft.details.add_organizations(text.lstrip("@ "), inline.source(start, end))
        return
    elif role == "authors":
        draft.read_authors(inline, start, end)
        return
    elif role == "venue" and draft.details.venue is None:
        venue = venues.find(text)
        found = partial_date.find_span(text)
        if found is not None and draft.details.date is None and (venue is None or found[0].month):
            low = plain.find(text[found[1] : found[2]])
            draft.details.date = found[0]
            draft.details.date_span = inline.source(low, low + found[2] - found[1])
            rest = (text[: found[1]] + text[found[2] :]).strip(" .,;-()'’")
            draft.details.venue = text if venue and not found[0].month else rest or None
            return
        draft.details.venue = text
        draft.details.venue_year = venue.year if venue else None
        return
    forms = [(a.start, a.end) for a in inline.anchors]
    if role == "other" and _NUMBER.fullmatch(text) and not forms:
        # A number that stands by itself in a line says nothing, in a column it does.
        draft.details.add_note(text, inline.source(start, end))
    elif role != "links":
        for line in inline.lines():
            details_reader.read(inline, *line, taken=forms, into=draft.details)


def _settle_links(draft: EntryDraft) -> None:
    if draft.anchor is None:
        draft.find_url()


def _links_out(row: Block) -> bool:
    return any(
        exclusions.is_external(a.url) and not exclusions.is_badge(a.url)
        for cell in row.children
        if cell.inline is not None
        for a in cell.inline.anchors
    )


def _words(cell: Block) -> bool:
    return cell.inline is not None and any(char.isalnum() for char in cell.inline.plain)
