"""An imported list to the byte, with what was changed and added here spliced in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from aiev.domain import partial_date
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.knowledge import Entry, Paper
from aiev.domain.paper import topic_titles
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.values import Link, ListedEntry, ParsedList, TopicPath
from aiev.markdown.writing import edit
from aiev.markdown.writing.additions import wording
from aiev.markdown.writing.forms import address_form
from aiev.markdown.writing.forms.new_entry import NewEntry
from aiev.markdown.writing.read_back import Read
from aiev.markdown.writing.steps import State, Step, take
from aiev.markdown.writing.topics import counters
from aiev.services.lists import splice_edits, topic_edits
from aiev.services.lists.list_reader import ListReader
from aiev.store.reading import catalog, list_edits
from aiev.store.reading.reader import Reader

_UNTITLED = "Untitled paper"


def export_source(reader: Reader, name: str | None, *, lists: ListReader) -> bytes:
    """Return the list's bytes; each entry added here is one more line in its neighbours' style.

    Without changes these are the bytes that were imported. Without a name the only list is
    meant. Raises NotFoundError for a name that no list has, UsageError when several could be meant.
    """
    name = name if name is not None else _only(reader)
    content = reader.list_content(name)
    if content is None:
        raise NotFoundError(f"no list has this name: {name}", hint="`aiev lists` shows the names")
    topics = list_edits.topics(reader, name)
    # The file's own names of topics hold until all else is written.
    names = [(topic.path, topic.listed) for topic in topics]
    steps = _additions(reader, name, names)
    edits, removals = list_edits.edits(reader, name), list_edits.removals(reader, name)
    if not (steps or edits or removals or topics):
        return content
    read = lists.read(content)
    changes = splice_edits.steps(read.entries, *topic_edits.in_file(edits, removals, names))
    spliced = take(read, [*changes, *steps])
    counted = counters.follow(read, spliced)
    spliced = topic_edits.write(counted, topics, reader=reader, name=name)
    lists.keep(spliced)
    return spliced.text.encode("utf-8")


def _add(paper: Paper, entry: Entry, topic: TopicPath, state: State, read: Read) -> State:
    listed = splice_edits.with_topic(state.listed, topic)
    near = [one for one in listed.entries if one.topic == topic]
    new = _new_entry(paper, entry, near=near, listed=listed)
    add = partial(
        edit.add, listed, topic=topic, waiting=state.waiting, asked=_asked(entry), read=read
    )
    is_id = paper.arxiv_id is not None and new.label == f"arXiv:{paper.arxiv_id}"
    no_titles = state.no_titles
    if is_id and topic in no_titles:
        new = replace(new, label=_UNTITLED)
    try:
        added = add(new)
    except UsageError:
        # In a table an id reads as a link to the paper, not as its title or a part of it.
        if not is_id or new.label == _UNTITLED:
            raise
        new = replace(new, label=_UNTITLED)
        added = add(new)
        no_titles |= {topic}
    return replace(state, listed=added, waiting=(*state.waiting, new.label), no_titles=no_titles)


def _only(reader: Reader) -> str:
    lists = catalog.lists(reader)
    # Bytes that a merge kept beside a list have no entries.
    names = [one.name for one in lists if one.entries] or [one.name for one in lists]
    if len(names) == 1:
        return names[0]
    if not names:
        raise NotFoundError("there is no list to export", hint="`aiev import FILE` reads one")
    raise UsageError("there are several lists", hint=f"name one with --list: {', '.join(names)}")


def _additions(reader: Reader, name: str, names: topic_edits.Names) -> list[Step]:
    """Return the steps that add the papers of the user's own, in the order they were added.

    They stand under their topics as the file calls them, by `names`.
    """
    found = [
        (paper, entry)
        for paper in reader.papers(reader.papers_added(name))
        for entry in paper.entries
        if entry.list == name and entry.line is None
    ]
    return [
        partial(_add, paper, entry, topic_titles(list_edits.called(entry.topic or "", names)))
        for paper, entry in sorted(found, key=lambda pair: pair[1].position)
    ]


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
        short_name=entry.short_name,
        keywords=entry.keywords,
    )


def _asked(entry: Entry) -> frozenset[str]:
    """Return the fields that the user gave an entry and that no list may leave out."""
    given = {
        "authors": entry.listed_authors,
        "venue": entry.venue,
        "short_name": entry.short_name,
        "keywords": entry.keywords,
    }
    return frozenset(name for name, value in given.items() if value)


def _address(paper: Paper, entry: Entry, neighbours: Sequence[ListedEntry]) -> str | None:
    """Return the address in the form that the neighbours use: abstract's page, PDF or HTML."""
    if paper.arxiv_id is None:
        return entry.url
    return address_form.suited(ArxivId(paper.arxiv_id), neighbours)
