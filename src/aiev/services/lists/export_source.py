"""An imported list to the byte, with what was changed and added here spliced in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from aiev.domain import partial_date
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.knowledge import Entry, Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.values import IsOrganization, Link, ListedEntry, ParsedList
from aiev.markdown.writing import address_form, edit, wording
from aiev.markdown.writing.new_entry import NewEntry
from aiev.markdown.writing.read_back import Read
from aiev.markdown.writing.steps import State, Step, take
from aiev.services.lists import splice_edits
from aiev.services.lists.list_reader import ListReader
from aiev.store.reading import catalog, list_edits
from aiev.store.reading.reader import Reader

_UNTITLED = "Untitled paper"


def export_source(
    reader: Reader,
    name: str | None,
    *,
    is_organization: IsOrganization,
    lists: ListReader | None = None,
) -> bytes:
    """Return the list's bytes; each entry added here is one more line in its neighbours' style.

    Without changes these are the bytes that were imported. Without a name the only list is
    meant. Raises NotFoundError for a name that no list has, UsageError when several could be meant.
    """
    name = name if name is not None else _only(reader)
    content = reader.list_content(name)
    if content is None:
        raise NotFoundError(f"no list has this name: {name}", hint="`aiev lists` shows the names")
    steps = _additions(reader, name)
    edits, removals = list_edits.edits(reader, name), list_edits.removals(reader, name)
    if not (steps or edits or removals):
        return content
    lists = lists or ListReader(is_organization)
    listed = lists.read(content)
    steps = [*splice_edits.steps(listed.entries, edits, removals), *steps]
    spliced = take(listed, steps)
    lists.keep(spliced)
    return spliced.text.encode("utf-8")


def _add(paper: Paper, entry: Entry, state: State, read: Read) -> State:
    topic = tuple(entry.topic.split(TOPIC_SEPARATOR)) if entry.topic else ()
    listed = splice_edits.with_topic(state.listed, topic, read=read)
    near = [one for one in listed.entries if one.topic == topic]
    new = _new_entry(paper, entry, near=near, listed=listed)
    try:
        return State(edit.add(listed, new, topic=topic, read=read))
    except UsageError:
        # In a table an id reads as a link to the paper, not as its title or a part of it.
        if paper.arxiv_id is None or new.label != f"arXiv:{paper.arxiv_id}":
            raise
        new = replace(new, label=_UNTITLED)
        return State(edit.add(listed, new, topic=topic, read=read))


def _only(reader: Reader) -> str:
    lists = catalog.lists(reader)
    # Bytes that a merge kept beside a list have no entries.
    names = [one.name for one in lists if one.entries] or [one.name for one in lists]
    if len(names) == 1:
        return names[0]
    if not names:
        raise NotFoundError("there is no list to export", hint="`aiev import FILE` reads one")
    raise UsageError("there are several lists", hint=f"name one with --list: {', '.join(names)}")


def _additions(reader: Reader, name: str) -> list[Step]:
    """Return the steps that add the papers of the user's own, in the order they were added."""
    found = [
        (paper, entry)
        for paper in reader.papers(reader.papers_added(name))
        for entry in paper.entries
        if entry.list == name and entry.line is None
    ]
    return [partial(_add, *pair) for pair in sorted(found, key=lambda pair: pair[1].position)]


def _new_entry(
    paper: Paper,
    entry: Entry,
    *,
    near: Sequence[ListedEntry],
    listed: ParsedList,
) -> NewEntry:
    """Return what to write: what the user said, and what the neighbours say of their papers."""
    date = entry.listed_date
    if date is None and wording.gives(listed, near, "date"):
        date = paper.issued
    organizations = entry.listed_organizations
    if organizations is None and wording.gives(listed, near, "organizations"):
        organizations = " & ".join(paper.organizations) or None
    return NewEntry(
        label=entry.label,
        url=_address(paper, entry, near or listed.entries),
        date=partial_date.parse(date) if date else None,
        organizations=organizations,
        note=entry.note,
        authors=tuple(entry.listed_authors.split(", ")) if entry.listed_authors else paper.authors,
        venue=entry.venue,
        links=tuple(Link(link.text, link.url) for link in entry.links),
    )


def _address(paper: Paper, entry: Entry, neighbours: Sequence[ListedEntry]) -> str | None:
    """Return the address in the form that the neighbours use: abstract's page, PDF or HTML."""
    if paper.arxiv_id is None:
        return entry.url
    return address_form.suited(ArxivId(paper.arxiv_id), neighbours)
