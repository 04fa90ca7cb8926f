"""A list while it is being read: what its readers found so far, and which items are entries."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.domain.finding import Finding
from aiev.domain.paper import is_written_as_title
from aiev.markdown.reading import habits
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import plain_title
from aiev.markdown.reading.tree import Block as Node
from aiev.markdown.source import Source
from aiev.markdown.values import Block, IsOrganization, Shape, Span

_LONGEST_PLAIN, _FEWEST_OF_TITLE, _FEWEST_TITLES = 220, 4, 5
_FEWEST_NAMED = 3
_FEWEST_BESIDE = 3
_MOST_NAMED_ALIKE = 3
_ENDED = re.compile(r"[.:!]\s*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list something stands: its topic, its group, and the number of its section."""

    topic: tuple[str, ...]
    group: str | None
    section: int

    def under(self, label: str) -> "Place":
        """Return the place below a label."""
        group = f"{self.group} > {label}" if self.group else label
        return Place(self.topic, group, self.section)


@dataclass(slots=True)
class ListDraft:
    """Entries, blocks and findings of one list, in the order of the text."""

    source: Source
    is_organization: IsOrganization
    drafts: list[EntryDraft] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def draft(self, shape: Shape, span: Span, place: Place) -> EntryDraft:
        """Return a new entry, kept as one of the list's."""
        draft = EntryDraft(
            self.source.text,
            span=span,
            shape=shape,
            topic=place.topic,
            group=place.group,
            section=place.section,
            details=Details(self.is_organization),
        )
        self.drafts.append(draft)
        return draft

    def line_span(self, start: int, end: int) -> Span:
        """Return the whole lines from the one that holds `start` to the one that holds `end`."""
        return self.source.line_start(start), self.source.line_end(max(start, end - 1))

    def prose(self, node: Node, place: Place, *, kind: str = "prose") -> None:
        """Keep a block as it is written."""
        rows: tuple[tuple[str, ...], ...] = ()
        if kind == "table":
            rows = tuple(
                tuple(_cell(cell.inline) for cell in row.children) for row in node.children
            )
        start, end = node.span
        self.keep(start, end, place, kind=kind, rows=rows)

    def keep(
        self,
        start: int,
        end: int,
        place: Place,
        *,
        kind: str = "prose",
        rows: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        """Keep a stretch of the text as a block."""
        text = self.source.text[start:end]
        line = self.source.line_number(start)
        self.blocks.append(Block(kind, place.topic, text, rows, line, (start, end)))

    def find(self, offset: int, code: str, message: str) -> None:
        """Report something wrong or doubtful at a place of the text."""
        self.findings.append(Finding(self.source.line_number(offset), code, message))

    def settle(self) -> list[EntryDraft]:
        """Return the entries; an item without a link is one only beside items that have links.

        `*   NVIDIA` among linked products is an entry, a list of sentences is prose, and
        `[ICML'24] Order` is a paper anywhere. References without a link, `Title. Authors. Venue
        2022`, are papers with their neighbours where they are most of them, and so are titles of
        some words that stand among nothing else.
        """
        _follow_neighbours(self.drafts)
        habits.settle([draft.details for draft in self.drafts])
        _settle_guesses(self.drafts)
        _settle_short_names(self.drafts)
        runs = self._runs()
        linked = Counter(runs[d.span] for d in self.drafts if not d.is_plain)
        plain = Counter(runs[d.span] for d in self.drafts if d.is_plain)
        told = Counter(runs[d.span] for d in self.drafts if d.is_plain and _is_reference(d))
        titled = Counter(runs[d.span] for d in self.drafts if d.is_plain and self._is_titled(d))
        kept = []
        for draft in self.drafts:
            run = runs[draft.span]
            if not draft.is_plain:
                kept.append(draft)
                continue
            is_among = linked[run] * 3 >= plain[run] or 2 * told[run] > plain[run] > 1
            is_among |= 5 * titled[run] >= 4 * plain[run] >= 4 * _FEWEST_TITLES and self._is_titled(
                draft
            )
            if (2 * told[run] > plain[run] > 1 and _is_reference(draft)) or (
                (is_among or _is_published(draft))
                and len(draft.label) <= _LONGEST_PLAIN
                and not (_is_bare(draft) and _ENDED.search(self.source.text[slice(*draft.span)]))
            ):
                kept.append(draft)
            else:
                self.keep(*draft.span, Place(draft.topic, draft.group, draft.section))
        self.blocks.sort(key=lambda block: block.span)
        return _apart(kept)

    def _is_titled(self, draft: EntryDraft) -> bool:
        """Return whether an item is nothing but words that are written as a title."""
        text = self.source.text[slice(*draft.span)]
        return (
            "\n" not in text.strip()
            and _ENDED.search(text) is None
            and plain_title.words(draft.label) >= _FEWEST_OF_TITLE
            and is_written_as_title(draft.label)
        )

    def _runs(self) -> dict[Span, int]:
        """Number the runs of what stands side by side, a table or nothing between; by span."""
        tables = [block.span for block in self.blocks if block.kind == "table"]
        runs: dict[Span, int] = {}
        run, end = 0, 0
        for span in sorted([*tables, *(draft.span for draft in self.drafts)]):
            if self.source.text[end : max(end, span[0])].strip():
                run += 1
            runs[span] = run
            end = max(end, span[1])
        return runs


def _follow_neighbours(drafts: list[EntryDraft]) -> None:
    """End doubtful titles before their author where most entries of the section name theirs.

    `Title. Ada Bee. ICML 2024` is one among references, `Mamba. Selective Scan` is none.
    """
    sure = Counter(d.section for d in drafts if d.doubt is None)
    authored = Counter(
        d.section for d in drafts if d.doubt is None and d.details.authors is not None
    )
    for draft in drafts:
        if draft.doubt is not None and 0 < sure[draft.section] <= 2 * authored[draft.section]:
            draft.cut_title()


def _settle_guesses(drafts: list[EntryDraft]) -> None:
    """Take what stands in a place for organizations where enough of what stands there is known.

    `| Tidy State |` is one in a list that has `| MIT |` and `| Google |` there; in a list that
    has `| Long Read |` it is none. In public lists that name organizations in a place, nine of ten
    are known, in those that do not, hardly one of ten.
    """
    named = Counter(place for draft in drafts for place in set(draft.details.named_places))
    guessed = Counter(place for d in drafts for place in {g.place for g in d.details.guesses})
    places = {
        place
        for place, count in guessed.items()
        if named[place] >= min(count, _FEWEST_NAMED) and 5 * named[place] >= count
    }
    for draft in drafts:
        draft.details.settle_guesses(places)


def _settle_short_names(drafts: list[EntryDraft]) -> None:
    """Take for notes what stands before several titles: `[Verilog]` names a kind, no paper."""
    titles: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.details.short_name is not None:
            titles.setdefault(draft.details.short_name, set()).add(draft.label.casefold())
    for draft in drafts:
        name = draft.details.short_name
        is_own = name is not None and draft.label.casefold().startswith(name.casefold())
        if name is not None and not is_own and len(titles[name]) > _MOST_NAMED_ALIKE:
            draft.details.take_short_name_for_note()


def _is_published(draft: EntryDraft) -> bool:
    """Return whether brackets hold a venue with its year: `[ICML'24] T`, `T (VLDB 2021)`."""
    venue = draft.details.venue
    return (
        venue is not None
        and draft.details.venue_year is not None
        and re.search(rf"[\[(（]\s*{re.escape(venue)}", draft.text[slice(*draft.span)]) is not None
    )


def _is_reference(draft: EntryDraft) -> bool:
    """Return whether who wrote it, or where and when it appeared, stands beside a title."""
    facts = draft.details
    is_dated = facts.venue is not None and (facts.venue_year or facts.date) is not None
    is_told = is_dated or facts.authors is not None
    is_title = plain_title.words(draft.label) >= _FEWEST_BESIDE
    return _is_published(draft) or (is_told and is_title)


def _is_bare(draft: EntryDraft) -> bool:
    """Return whether neither who wrote it nor where it appeared is said beside the title."""
    return draft.details.authors is None and draft.details.venue is None


def _apart(drafts: list[EntryDraft]) -> list[EntryDraft]:
    """Return the entries in the order of the text, none reaching into the next.

    Two may stand on one line: `[T](u)<br>[T](u)`, or `- - [T](u)`.
    """
    drafts.sort(key=lambda draft: (draft.span[0], draft.start))
    for one, other in pairwise(drafts):
        if other.span[0] < one.span[1]:
            own_line = other.span[0] > one.start
            end = other.span[0] if own_line else max(other.start, one.start)
            one.span = one.span[0], max(one.span[0], min(one.span[1], end))
            start = max(other.span[0], one.span[1])
            other.span = start, max(start, other.span[1])
    return drafts


def _cell(inline: Inline | None) -> str:
    return " ".join(inline.plain.split()) if inline is not None else ""
