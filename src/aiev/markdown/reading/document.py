"""A whole list: its headings, entries and blocks, and what was found wrong in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiev.domain.finding import Finding
from aiev.markdown import source
from aiev.markdown.reading import account, findings, topic_names, tree, walk
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.titles import line_title
from aiev.markdown.values import (
    Account,
    Heading,
    IsOrganization,
    Links,
    ListedEntry,
    ParsedList,
    Span,
)


@dataclass(frozen=True, slots=True)
class Part:
    """The headings and entries of a part of a list, its topics as written.

    `undecided` are the places of what reads as an entry, or says what it says, only where the rest
    of the list has its like.
    """

    headings: tuple[Heading, ...]
    entries: tuple[ListedEntry, ...]
    undecided: tuple[Span, ...]


def read_part(text: str, *, is_organization: IsOrganization) -> Part:
    """Return what a part of a list says by itself, without findings and the account of links."""
    lines = source.read(text)
    walked = walk.through(lines, tree.build(lines), is_organization)
    undecided = tuple(d.span for d in walked.draft.drafts if d.is_undecided)
    entries = _entries(lines, walked.draft.settle())
    return Part(tuple(walked.outline.headings), entries, undecided)


def parse(text: str, *, is_organization: IsOrganization) -> ParsedList:
    """Return what a list says; never fails, whatever the text."""
    lines = source.read(text)
    document = tree.build(lines)
    blocks = tuple(document.walk())
    walked = walk.through(lines, document, is_organization)
    drafts = walked.draft.settle()
    entries = _entries(lines, drafts)
    # What is remembered of titles holds whole lines: a long one's links must not outlive its list.
    line_title.find.cache_clear()

    def take_account() -> tuple[tuple[Finding, ...], Links]:
        found = findings.find(lines, drafts, entries, blocks=blocks)
        links, unread = account.take(
            lines, blocks, drafts, about=walked.about, hidden=walked.hidden
        )
        line_title.find.cache_clear()
        every = sorted((*walked.draft.findings, *found, *unread), key=lambda f: (f.line, f.code))
        return tuple(every), links

    return ParsedList(
        text=text,
        title=walked.outline.title,
        headings=tuple(walked.outline.headings),
        entries=entries,
        blocks=tuple(walked.draft.blocks),
        account=Account(take_account),
        is_organization=is_organization,
    )


def read(text: str, *, is_organization: IsOrganization) -> ParsedList:
    """Return what a list says, each topic under its name; never fails, whatever the text."""
    return topic_names.named(parse(text, is_organization=is_organization))


def read_again(listed: ParsedList, text: str) -> ParsedList:
    """Return what another text of a list says, read as the first was."""
    again = parse(text, is_organization=listed.is_organization)
    again = replace(again, origin=listed.origin or listed)
    return again if listed.topic_names is None else topic_names.named(again)


def _entries(lines: source.Source, drafts: Sequence[EntryDraft]) -> tuple[ListedEntry, ...]:
    return tuple(draft.finish(line=lines.line_number(draft.span[0])) for draft in drafts)
