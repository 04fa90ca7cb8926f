"""An entry while it is being read, line by line."""

from dataclasses import dataclass, field

from aiev import lazy_regex as re
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.outside_text import composed, without_nul
from aiev.domain.partial_date import PartialDate
from aiev.markdown import escape
from aiev.markdown.reading import (
    badges,
    details_reader,
    habits,
    nick,
    own_address,
    sentences,
    told_words,
)
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.inline import Anchor, Image, Inline
from aiev.markdown.reading.titles import link_forms, plain_title
from aiev.markdown.reading.titles.line_above import LineAbove
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.words import author_names, edges, exclusions, phrases
from aiev.markdown.values import Link, ListedEntry, Shape, Span

_DIGIT = re.compile(r"\d")
_PREFIXED_NAMES = re.compile(r"(?P<name>[^:\n]{2,60}):\s+(?P<rest>[^\n]+)")


@dataclass(slots=True)
class EntryDraft:
    """What is known of an entry so far; `finish` makes the value of it.

    `is_plain` marks an item without any link: whether it is an entry depends on its neighbours.
    `is_headed` marks a title that is a heading. `doubt` is where the title's words begin, where
    they may end, and where they do.
    """

    text: str
    shape: Shape
    span: Span
    topic: tuple[str, ...]
    group: str | None
    section: int
    details: Details
    label: str = ""
    label_span: Span | None = None
    anchor: Anchor | None = None
    is_linked: bool = False
    is_plain: bool = False
    is_headed: bool = False
    links: list[tuple[Link, Anchor]] = field(default_factory=list)
    lines: int = 0
    doubt: tuple[Inline, int, int, int] | None = None
    _images: list[Image] = field(default_factory=list)

    def read_title_line(self, inline: Inline, start: int, end: int, title: Title) -> None:
        """Read the line that holds the title."""
        self.name(inline, title.start, title.end)
        self.anchor, self.is_linked = title.anchor, title.kind == "linked"
        taken = [edges.rewrap(inline.plain, title.start, title.end, within=(start, end))]
        if title.nick is not None:
            taken.append(title.nick)
        if title.authors is not None:
            told_words.read_authors(inline, *title.authors, into=self.details)
            taken.append(title.authors)
        if title.venue is not None and self.details.venue is None:
            text = edges.squeeze(inline.plain[slice(*title.venue)])
            told_words.read_venue(text, into=self.details)
            taken.append(title.venue)
        taken += self._take_links(inline, start, end)
        least = 3 if self.is_linked else 2
        details_reader.read(inline, start, end, taken=taken, into=self.details, least_authors=least)
        if title.nick is not None:
            nick.read(inline, *title.nick, title=self.label, into=self.details)
        if title.anchor is not None and self.is_linked:
            for low, high in (
                (title.anchor.inner[0], title.start),
                (title.end, title.anchor.inner[1]),
            ):
                details_reader.read_whole(inline, low, high, into=self.details)
        self._images += inline.pictures(start, end)
        if title.doubt is not None:
            self.doubt = inline, title.start, title.doubt, title.end
        self.lines = 1

    def cut_title(self) -> None:
        """Take the last words of the title for its author, as its neighbours have theirs."""
        if self.doubt is not None and self.details.authors is None:
            inline, start, cut, end = self.doubt
            self.name(inline, *plain_title.clean(inline.plain, start, cut))
            details_reader.read(inline, cut, end, taken=(), into=self.details, least_authors=1)

    def name(self, inline: Inline, start: int, end: int) -> None:
        """Take the label from the plain text of a line."""
        self.label = edges.squeeze(inline.plain[start:end])
        low, high = inline.source(start, end)
        low = escape.begin(self.text, low)
        if self.text.count("**", low, high) % 2 and self.text.endswith("**", 0, low):
            # `**DeepX**: Deep Order`: the title holds the whole of its bold name.
            low -= 2
        self.label_span = (low, high)

    def read_line_above(self, inline: Inline, above: LineAbove) -> None:
        """Read the line above the title, which says whose it is."""
        told_words.read_authors(inline, *above.authors, into=self.details)
        if above.nick is not None:
            nick.read(inline, *above.nick, title=self.label, into=self.details)

    def read_line(self, inline: Inline, start: int, end: int) -> None:
        """Read a further line: authors, links, keywords, venue and date, a summary."""
        plain = inline.plain
        self._images += inline.pictures(start, end)
        taken = self._take_links(inline, start, end)
        label = phrases.find_label(plain[start:end])
        self.lines += 1
        if taken and self.details.authors is None and self._are_linked_people(inline, start, end):
            told_words.read_authors(inline, start, end, into=self.details)
            return
        if label is not None:
            kind, name, offset = label
            if kind == "keywords":
                told_words.read_keywords(inline, start + offset, end, into=self.details)
                return
            rest = edges.squeeze(plain[start + offset : end])
            if kind == "authors":
                told_words.read_authors(inline, start + offset, end, into=self.details)
                return
            if kind == "note" and phrases.is_nothing(rest):
                return
            if kind == "note" and phrases.is_abstract(name):
                self.details.add_abstract(rest)
                return
            if kind == "note":
                low, high = edges.trim(plain, start, end)
                text = edges.squeeze(plain[low:high])
                self.details.add_note(text, inline.source(low, high), kind="aside")
                return
            if kind in ("organizations", "venue") and rest and not taken:
                may_be_who = name == "publisher"
                told_words.read_labelled(
                    inline, start + offset, end, kind=kind, may_be_who=may_be_who, into=self.details
                )
                return
            start += offset
            if kind == "links" and (taken or phrases.is_nothing(rest)):
                return
        group = _PREFIXED_NAMES.fullmatch(plain[start:end].strip())
        if group is not None and author_names.is_authors(group["rest"], least=2) and label is None:
            self.details.authors = self.details.authors or group["rest"].rstrip(" .,;")
            low = inline.plain.index(group["name"], start)
            if not details_reader.read_whole(
                inline, low, low + len(group["name"]), into=self.details
            ):
                self.details.add_note(group["name"].strip(), None)
            return
        is_first = self.lines == 2 and self.details.authors is None
        details_reader.read(
            inline, start, end, taken=taken, into=self.details, least_authors=1 if is_first else 2
        )

    def _are_linked_people(self, inline: Inline, start: int, end: int) -> bool:
        """Return whether a line names people, some by a link to their pages."""
        return author_names.are_people(inline.plain[start:end], least=2) and all(
            author_names.is_name(inline.plain[slice(*anchor.inner)].strip(" .,;"))
            for anchor in inline.within(start, end)
        )

    def see_pictures(self, inline: Inline, start: int, end: int) -> None:
        """Keep the badges of a line without words, for what they say of the paper."""
        self._images += inline.pictures(start, end)

    def _take_links(self, inline: Inline, start: int, end: int) -> list[tuple[int, int]]:
        """Keep the links of a stretch; return where their texts stand."""
        taken: list[tuple[int, int]] = []
        within = inline.within(start, end)
        if not within:
            return taken
        is_labelled = phrases.find_label(inline.plain[start:end]) is not None
        for anchor in within:
            text = inline.plain[slice(*anchor.inner)]
            is_own = not exclusions.is_external(anchor.url)
            is_word = (is_own or (self.lines == 0 and self.is_linked)) and not (
                text.startswith(("[", "【"))
                or inline.plain[anchor.start - 1 : anchor.start] in ("[", "【")
                or anchor == self.anchor
                or link_forms.is_form(inline, anchor)
            )
            is_said = self.lines > 0 and sentences.is_labelled(inline, anchor, start, end)
            if not (is_word or is_said or sentences.holds(inline, anchor, start, end)):
                taken.append((anchor.start, anchor.end))
            if is_own or link_forms.is_badge(inline, anchor):
                continue
            # `[Letters to a Sailor](u)`: a title without a year is no venue, whatever its words,
            # and no more is the name in one: `[MMM](u): Order, Bee et al.`
            is_title = anchor == self.anchor and (
                (self.is_linked and not _DIGIT.search(text)) or self._names(anchor)
            )
            if not is_title and not is_labelled and not phrases.is_generic(text):
                self._read_link_text(inline, anchor)
            if anchor == self.anchor:
                continue
            if anchor.url and not exclusions.is_placeholder(anchor.url):
                name = edges.unbracket(text) or edges.squeeze(anchor.image or "")
                self.links.append((Link(composed(name), without_nul(anchor.url)), anchor))
        return taken

    def _names(self, anchor: Anchor) -> bool:
        """Return whether a link is the beginning of the title and not all of it."""
        span = self.label_span
        return span is not None and span[0] <= anchor.text_span[0] and anchor.span[1] < span[1]

    def _read_link_text(self, inline: Inline, anchor: Anchor) -> None:
        """Read `[ICML 2024](u)`, `[4 Sep 2022](u)` or both: the link says where and when."""
        text = edges.unbracket(inline.plain[slice(*anchor.inner)])
        if link_forms.is_detail(text):
            details_reader.read_whole(inline, *anchor.inner, into=self.details)
        elif (
            self.details.venue is None
            and link_forms.is_dated_name(text)
            and link_forms.is_form(inline, anchor)
        ):
            told_words.read_venue(text, into=self.details)
        elif (
            self.shape is Shape.PARAGRAPH
            and self.lines
            and inline.plain[max(0, anchor.start - 1) : anchor.start] in ("", "\n", "/")
            and (issue := link_forms.find_issue(text)) is not None
        ):
            told_words.read_issue(*issue, into=self.details)

    @property
    def start(self) -> int:
        """Where the title begins, or the link around it."""
        starts = [self.label_span[0] if self.label_span else self.span[0]]
        if self.anchor is not None and self.anchor.span[0] >= self.span[0]:
            starts.append(self.anchor.span[0])
        return min(starts)

    def take_links(self, inline: Inline) -> None:
        """Keep all links of a cell or paragraph that says nothing else of weight."""
        self.lines += 1
        self._images += inline.images
        self._take_links(inline, 0, len(inline.plain))

    def find_url(self) -> None:
        """Choose the entry's own address among its links."""
        before = self.anchor
        own = own_address.choose(self.label, before, self.links, is_titled=self.is_linked)
        if own is before:
            return
        self.anchor = own
        self.links = [pair for pair in self.links if pair[1] is not own]
        if before is not None:
            name = self.text[slice(*before.text_span)]
            self.links.insert(0, (Link(composed(name), without_nul(before.url)), before))
            # `code [T](u)`: the word said what the first link is.
            notes = self.details.notes
            self.details.notes = [note for note in notes if not phrases.is_generic(note.text)]

    @property
    def is_undecided(self) -> bool:
        """Whether other entries of the list decide what it says, or that it is one."""
        facts = self.details
        return (
            self.is_plain
            or self.doubt is not None
            or bool(facts.guesses)
            or any(habits.may_be(candidate, facts) for candidate in facts.candidates)
        )

    @property
    def url(self) -> str | None:
        """The entry's own address, None where the list gives none or only a placeholder."""
        url = self.anchor.url if self.anchor is not None else None
        return url if url and not exclusions.is_placeholder(url) else None

    def arxiv_id(self) -> ArxivId | None:
        """Return the id of the entry's address, else that of the link that is named the paper."""
        return own_address.identifier(self.url, self.links)

    def finish(self, *, line: int) -> ListedEntry:
        """Return the entry as a value."""
        self.find_url()
        badges.read(self._images, into=self.details)
        identifier = self.arxiv_id()
        date, facts = self.details.date, self.details
        if date is None and facts.venue_year is not None and identifier is None:
            # Where arXiv's month is known, a conference's year says nothing more.
            date = PartialDate(facts.venue_year)
        facts.notes = [n for n in facts.notes if n.text.casefold() != self.label.casefold()]
        fields = {}
        if self.label_span is not None:
            fields["label"] = self.label_span
        if self.anchor is not None and (span := self.anchor.address_span(self.text)) is not None:
            fields["url"] = span
        for name, (low, high) in facts.spans(beside=fields).items():
            fields[name] = escape.begin(self.text, low), high
        return ListedEntry(
            topic=self.topic,
            label=composed(self.label),
            url=self.url and without_nul(self.url),
            arxiv_id=identifier,
            note=_composed("; ".join(remark.text for remark in facts.notes)),
            asides=tuple(composed(n.text) for n in facts.notes if n.kind != "note"),
            group=_composed(self.group),
            date=date,
            organizations=_composed(facts.organizations),
            authors=_composed(facts.authors),
            short_name=_composed(facts.short_name),
            keywords=_composed(facts.keywords),
            abstract=_composed(facts.abstract),
            venue=_composed(facts.venue),
            links=tuple(link for link, _ in self.links),
            shape=self.shape,
            line=line,
            span=self.span,
            fields=fields,
        )


def _composed(text: str | None) -> str | None:
    """Return a text with its letters composed, as readers type them; None for an empty one."""
    return composed(text) if text else None
