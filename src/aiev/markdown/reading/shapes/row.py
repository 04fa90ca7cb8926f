"""Table rows: a paper a row, its parts told by the heading of their column and by what they say.

A table in which no row links anywhere is data and stays a table.
"""

from collections.abc import Sequence
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import details_reader, nick, sentences, told_words
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import columns, further_papers, row_head
from aiev.markdown.reading.titles import line_title, link_forms
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, exclusions, phrases, venues
from aiev.markdown.values import Shape, Span

_MONTHS = 12
_SHORT_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])")
# `25.03`, of which only the year is greater than a month.
_SHORT_MONTH = re.compile(r"\s*(?P<date>(?P<year>1[3-9]|[2-4]\d)[.-](?P<month>0[1-9]|1[0-2]))\s*")
_OPENING = ("(", "（")
_TOLD = ("date", "venue", "organizations", "authors")
_NUMBER = re.compile(r"\d{1,3}")


def read(table: Block, _below: Sequence[Block], *, place: Place, into: ListDraft) -> None:
    """Read a table's rows as entries, or keep it as data; nothing below a table adds to them."""
    head, rows = table.children[0], table.children[1:]
    if not any(_links_out(row) for row in rows):
        into.prose(table, place, kind="table")
        return
    roles = columns.roles(table)
    for row in rows:
        if any(row_head.says(cell) for cell in row.children) and len(head.children):
            _read_row(row, roles, place, into)


# Columns that may name papers of their own, beside the one of titles.
_NAMING = ("title", "links", "name", "other")
# Columns of words that say something of a work.
_SAYING = ("other", "noted", "abstract", "keywords")


def read_html(head: Block, row: Block, *, place: Place, into: ListDraft) -> None:
    """Read a row of an HTML table below the row that names its columns."""
    if not _links_out(row):
        return
    before = len(into.drafts)
    _read_row(row, columns.roles(Block("table", row.span, children=[head, row])), place, into)
    for draft in into.drafts[before:]:
        draft.shape, draft.span = Shape.HTML, row.span


def _read_row(row: Block, roles: list[str], place: Place, into: ListDraft) -> None:
    cells = row.children[: len(roles)]
    at = roles.index("title") if "title" in roles else 0
    head = row_head.find(cells, at, roles)
    if head is None:
        return
    lines = head.lines()
    first = row_head.title_line(head, lines)
    title = line_title.find(head, *lines[first])
    draft = into.draft(Shape.ROW, into.line_span(*row.span), place)
    others = further_papers.side_by_side(head, title, len(head.plain))
    beside = _of_their_own(cells, head, roles) if others or _is_alone(head, title) else []
    if others or beside:
        _read_several(
            row, roles, head, [title, *others], beside, place=place, first=draft, into=into
        )
        return
    draft.read_title_line(head, *lines[first], title)
    if not draft.label:
        draft.name(head, *lines[first])
    if title.kind in ("named", "none"):
        draft.is_linked = False
    for number, line in enumerate(lines):
        if number != first and (number > first or head.plain[slice(*line)].strip()):
            draft.read_line(head, *line)
        elif number < first:
            draft.see_pictures(head, *line)
    _read_cells(draft, cells, head, roles)
    _settle_links(draft)


def _read_several(
    row: Block,
    roles: list[str],
    head: Inline,
    titles: list[Title],
    beside: Sequence[tuple[Inline, list[Title]]],
    *,
    place: Place,
    first: EntryDraft,
    into: ListDraft,
) -> None:
    """Read a row that links several papers; what the cells say that link none is said of each."""
    own = [head, *(inline for inline, _ in beside)]
    cells = [cell for cell in row.children[: len(roles)] if cell.inline not in own]
    said = [role for cell, role in zip(row.children, roles, strict=False) if cell.inline not in own]
    draft: EntryDraft | None = first
    for inline, named in ((head, titles), *beside):
        starts = [0, *(title.anchor.start for title in named[1:] if title.anchor is not None)]
        for number, (start, end) in enumerate(pairwise([*starts, len(inline.plain)])):
            draft = draft or into.draft(Shape.ROW, into.line_span(*row.span), place)
            draft.read_title_line(inline, start, end, named[number])
            _read_cells(draft, cells, head, said)
            draft.details.forget_places()
            draft = None


def _of_their_own(
    cells: Sequence[Block], head: Inline, roles: Sequence[str]
) -> list[tuple[Inline, list[Title]]]:
    """Return the further cells that name papers and nothing else, with their titles."""
    found = []
    for cell, role in zip(cells, roles, strict=False):
        inline = cell.inline
        if inline is None or inline is head or role not in _NAMING or not inline.anchors:
            continue
        title = line_title.find(inline, 0, len(inline.plain))
        titles = [title, *further_papers.side_by_side(inline, title, len(inline.plain))]
        is_form = any(link_forms.is_form(inline, anchor) for anchor in inline.anchors)
        if (
            len(titles) == len(inline.anchors)
            and not is_form
            and (len(titles) > 1 or _is_alone(inline, title))
        ):
            found.append((inline, titles))
    return found


def _is_alone(inline: Inline, title: Title) -> bool:
    """Return whether a cell says a linked title that leads to a paper of arXiv, and no more."""
    return (
        title.kind == "linked"
        and title.anchor is not None
        and len(inline.anchors) == 1
        and arxiv_id.find(title.anchor.url) is not None
        and not any(char.isalnum() for char in "".join(inline.beside_links(0, len(inline.plain))))
    )


def _read_cells(
    draft: EntryDraft, cells: Sequence[Block], head: Inline, roles: Sequence[str]
) -> None:
    """Read all cells but that of the title; what a column is named for wins over other words."""
    pairs = [
        (cell.inline, role)
        for cell, role in zip(cells, roles, strict=False)
        if cell.inline is not None and cell.inline is not head
    ]
    # What describes a work may link others, what is made for links is its own.
    for inline, _ in sorted(pairs, key=lambda pair: pair[1] in _SAYING):
        draft.take_links(inline)
    for is_told in (True, False):
        for inline, role in pairs:
            if (role in _TOLD) is is_told:
                known = draft.details.organizations, draft.details.organizations_span
                _read_cell(draft, inline, role)
                if "organizations" in roles and role != "organizations":
                    _keep_organizations(draft, *known)


def _keep_organizations(draft: EntryDraft, known: str | None, span: Span | None) -> None:
    """Let a column of organizations alone name them; what another cell named is a note."""
    named = draft.details.organizations
    if named != known:
        draft.details.organizations, draft.details.organizations_span = known, span
        added = (named or "").removeprefix(known or "").strip(" &")
        draft.details.add_note(added, None)


def _short_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the date of `8/28/24` or `25.03`: a column of dates alone says that it is one.

    The number beyond twelve is the day; where none is, only the year is sure.
    """
    month = _SHORT_MONTH.fullmatch(text)
    if month is not None:
        return PartialDate(2000 + int(month["year"]), int(month["month"])), *month.span("date")
    match = _SHORT_DATE.search(text)
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[2]), 2000 + int(match[3])
    if one == two or max(one, two) > _MONTHS >= min(one, two) > 0:
        try:
            return PartialDate(year, min(one, two), max(one, two)), *match.span()
        except ValueError:
            return None
    return (PartialDate(year), *match.span()) if 0 < min(one, two) <= _MONTHS else None


def _read_cell(draft: EntryDraft, inline: Inline, role: str) -> None:
    plain = inline.plain
    start, end = edges.trim(plain, 0, len(plain))
    text = edges.squeeze(plain[start:end])
    if not text or role == "ignored" or phrases.is_nothing(text):
        return
    if role == "noted" and (venue := venues.find(text)) is not None and venue.year is not None:
        role = "venue"
    if role in ("licence", "noted"):
        if not inline.anchors:
            draft.details.add_note(text, inline.source(start, end))
            return
        if role == "licence":
            return
    if role == "date":
        found = partial_date.find_span(plain) or _short_date(plain)
        if found is not None and draft.details.date is None:
            draft.details.date = found[0]
            draft.details.date_span = inline.source(found[1], found[2])
            rest = edges.squeeze(plain[: found[1]] + plain[found[2] :]).strip(" .,;-()")
            if rest and venues.find(rest):
                draft.details.venue = draft.details.venue or rest
            return
    elif role == "organizations":
        venue = venues.find(text)
        if venue is not None and venue.year is not None and not draft.details.is_organization(text):
            # `Channel / Organization`: who published it, where nobody else is named.
            told_words.read_venue(text, into=draft.details)
        elif draft.details.organizations is None:
            start += len(text) - len(text.lstrip("@ "))
            draft.details.add_organizations(text.lstrip("@ "), inline.source(start, end))
        return
    elif role == "authors":
        told_words.read_authors(inline, start, end, into=draft.details)
        return
    elif role == "abstract" and not inline.anchors:
        draft.details.add_abstract(edges.squeeze(plain))
        return
    elif role == "keywords":
        told_words.read_keywords(inline, start, end, into=draft.details)
        return
    elif role == "venue" and draft.details.venue is None and text[0] not in _OPENING:
        venue = venues.find(text)
        head, opening, aside = text.partition(" (")
        if opening and venue is None and venues.find(head) is not None:
            # `arXiv 2024 (late fusion)`
            told_words.read_venue(head, into=draft.details)
            draft.details.add_note(aside.rstrip(")"), None)
            return
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
    forms = [
        (a.start, a.end)
        for a in inline.anchors
        if role == "links" or not sentences.holds(inline, a, 0, len(plain))
    ]
    # A column of its own named them already.
    is_named = draft.details.organizations is not None and draft.details.is_organization(text)
    if role == "name" and not forms and "\n" not in text:
        nick.read(inline, start, end, title=draft.label, into=draft.details)
        return
    if role in ("other", "name", "title") and not forms and (is_named or _NUMBER.fullmatch(text)):
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
