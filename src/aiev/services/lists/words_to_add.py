"""What a user says of papers to add, checked before anything that writes is loaded."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aiev.domain.partial_date import PartialDate
from aiev.domain.reference import Reference
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.values import Link
from aiev.services.lists.chosen import topic_for_entries
from aiev.services.lists.written_fields import read_line
from aiev.services.search.topic_names import find_topic
from aiev.store.connection import is_unmade
from aiev.store.reading.reader import open_reader


@dataclass(frozen=True, slots=True)
class Words:
    """What the user says about the papers to add; an empty field says nothing."""

    topic: str | None = None
    list: str | None = None
    organizations: tuple[str, ...] = ()
    date: PartialDate | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    title: str | None = None
    venue: str | None = None
    links: tuple[Link, ...] = ()
    authors: tuple[str, ...] = ()
    short_name: str | None = None
    keywords: str | None = None


def judge(
    path: Path, groups: Sequence[tuple[Sequence[Reference], Words]], *, can_create_topic: bool
) -> None:
    """Raise what adding these papers would raise, as far as a reader of the database can tell.

    There may be no database yet: it is made when all is right.
    """
    groups = [(references, checked(references, words)) for references, words in groups]
    if is_unmade(path):
        for words in dict.fromkeys(words for _, words in groups):
            if words.topic is not None and not can_create_topic:
                find_topic((), words.topic)
        return
    with open_reader(path) as reader:
        numbers = [one.own_id for papers, _ in groups for one in papers if one.own_id is not None]
        here = reader.titles(numbers)
        for number in numbers:
            if number not in here:
                raise NotFoundError(f"no paper has this number: {number}")
        for topic, list_name in dict.fromkeys((words.topic, words.list) for _, words in groups):
            if topic is not None:
                topic_for_entries(reader, topic, list_name=list_name, can_create=can_create_topic)


def checked(references: Sequence[Reference], words: Words) -> Words:
    """Return the words composed; raises UsageError for what cannot be said of these papers."""
    words = _cleaned(words)
    if words.title and len(references) > 1:
        raise UsageError("one title cannot be given to several papers")
    if words.links and len(references) > 1:
        raise UsageError("one link cannot be given to several papers")
    if len(references) > 1 and (words.short_name or words.keywords):
        raise UsageError("one short name or line of keywords cannot be given to several papers")
    of_list = (words.venue, words.links, words.authors, words.short_name, words.keywords)
    if words.topic is None and any(of_list):
        raise UsageError(
            "venue, links, authors, short name and keywords are written into a list",
            hint="name a place with --topic",
        )
    return words


def _cleaned(words: Words) -> Words:
    return Words(
        topic=_one_line(words.topic, "topic"),
        list=_one_line(words.list, "list"),
        organizations=tuple(read_line(text, "organization") for text in words.organizations),
        date=words.date,
        note=None if words.note is None else unicodedata.normalize("NFC", words.note).strip(),
        tags=tuple(read_line(text, "tag") for text in words.tags),
        title=_one_line(words.title, "title"),
        venue=_one_line(words.venue, "venue"),
        links=tuple(
            Link(read_line(link.text, "name of the link"), link.url) for link in words.links
        ),
        authors=tuple(read_line(name, "author") for name in words.authors),
        short_name=_one_line(words.short_name, "short name"),
        keywords=_one_line(words.keywords, "keywords"),
    )


def _one_line(text: str | None, what: str) -> str | None:
    return None if text is None else read_line(text, what)
